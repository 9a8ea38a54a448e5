"""Numbers: those typed in a sentence, read as French and English hands write them; dates and the like are left out."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from gamma.cockpit.indicators.series import rounding

GAP = "[ \u00a0\u202f\u2009]"
DIGITS = rf"\d{{1,3}}(?:{GAP}\d{{3}})+(?:[.,]\d+)?|\d{{1,3}}(?:,\d{{3}})+(?:\.\d+)?|\d+(?:[.,]\d+)?"
SCALES = {
    **dict.fromkeys(("millier", "milliers", "k", "k€", "thousand"), 3),
    **dict.fromkeys(("million", "millions", "m", "m€"), 6),
    **dict.fromkeys(("milliard", "milliards", "billion", "billions"), 9),
}
MONTHS = (
    "janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre|"
    "january|february|march|april|may|june|july|august|september|october|november|december"
)
SPANS = (
    "ans?|années?|mois|semaines?|trimestres?|semestres?|jours?|heures?|minutes?|"
    "years?|months?|weeks?|quarters?|days?|hours?"
)
ABOUT = re.compile(
    r"\b(?:environ|près de|plus de|moins de|quelque|autour de|presque|about|around|nearly|almost|over|more than)\s*$",
    re.IGNORECASE,
)
NUMBER = re.compile(
    rf"(?<![\w.,])(?P<sign>[-+\u2212]?)(?P<digits>{DIGITS})"
    rf"(?:{GAP}?(?P<scale>{'|'.join(sorted(SCALES, key=len, reverse=True))})\b)?"
    rf"(?P<percent>{GAP}?(?:%|pour cent\b|percent\b|per cent\b))?(?!\w)",
    re.IGNORECASE,
)
PASSED_OVER = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r"https?://\S+",
        r"\b\d{4}-\d\d(?:-\d\d)?\b",
        r"\b\d{1,2}[/.]\d{1,2}[/.]\d{2,4}\b|\b\d{1,2}/\d{4}\b",
        rf"\b(?:{MONTHS})\s\d{{1,2}},\s\d{{4}}\b",
        rf"\b(?:\d{{1,2}}(?:er|st|nd|rd|th)?(?:\s(?:au|et|to|and|–|-)\s\d{{1,2}})?\s)?(?:{MONTHS})\b(?:\s\d{{4}}\b)?",
        r"\b\d+(?:er|re|e|ème|eme|nde?|st|nd|rd|th)\b",
        r"\b\d{1,2}(?:\s?h(?:\s?\d\d)?|:\d\d)\b",
        r"\b[^\W\d_]+[-.]?\d[\w-]*",
    )
)
YEAR = re.compile(rf"(?<![\d,.])(?:19|20)\d\d(?:\s?[-–/]\s?(?:(?:19|20)\d\d|\d\d))?(?!\d|[.,]\d|{GAP}?%)")
SPAN = re.compile(rf"(?<![\d,.])\d+(?:[.,]\d+)?(?:\s|{GAP})(?P<word>{SPANS})\b", re.IGNORECASE)
NEXT = re.compile(rf"(?:\s|{GAP})+([^\W\d_]+)")


@dataclass(frozen=True)
class Typed:
    """A number as it was typed, the values it may stand for, and how far each may be from what it rounds."""

    text: str
    values: tuple[tuple[Decimal, Decimal], ...]
    percent: bool
    signed: bool

    def tells(self, value: Decimal) -> bool:
        """True when it is this value, within the precision it was written with."""
        return any(
            abs(value - mine) <= margin or (not self.signed and abs(-value - mine) <= margin)
            for mine, margin in self.values
        )


def typed(sentence: str, language: str, units: frozenset[str] = frozenset()) -> list[Typed]:
    """The numbers of a sentence; years and lengths of time are passed over, unless what follows is one of `units`."""
    kept = _without(sentence, units)
    return [_read(found, kept, language) for found in NUMBER.finditer(kept)]


def _without(sentence: str, units: frozenset[str]) -> str:
    for pattern in PASSED_OVER:
        sentence = pattern.sub(_blank, sentence)
    sentence = SPAN.sub(lambda found: found[0] if found["word"].lower() in units else _blank(found), sentence)
    return YEAR.sub(lambda found: found[0] if _counts(found, units) else _blank(found), sentence)


def _blank(found: "re.Match[str]") -> str:
    return "_" * len(found[0])


def _counts(found: "re.Match[str]", units: frozenset[str]) -> bool:
    """True of what looks like a year and is a quantity: "2021 visites"."""
    after = NEXT.match(found.string, found.end())
    return bool(after and after[1].lower() in units)


def _read(found: "re.Match[str]", sentence: str, language: str) -> Typed:
    scale = SCALES.get((found["scale"] or "").lower(), 0)
    about = bool(ABOUT.search(sentence[: found.start()]))
    sign = -1 if found["sign"] in ("-", "\u2212") else 1
    values = tuple(
        (sign * value, _margin(value, step, about)) for value, step in _values(found["digits"], language, scale)
    )
    return Typed(found[0].strip(), values, bool(found["percent"]), bool(found["sign"]))


def _margin(value: Decimal, step: Decimal, about: bool) -> Decimal:
    """Half the last digit that was written; half the last that is not 0 where the words say that it is rounded."""
    return max(step / 2, rounding(value)) if about else step / 2


def _values(digits: str, language: str, scale: int) -> Iterator[tuple[Decimal, Decimal]]:
    """What digits may stand for, and the worth of the last one: "1,234" is two numbers, in French."""
    for text in _plain(re.sub(GAP, "", digits), language):
        value = Decimal(text)
        yield value.scaleb(scale), Decimal(1).scaleb(int(value.as_tuple().exponent) + scale)


def _plain(digits: str, language: str) -> list[str]:
    if "," in digits and "." in digits:
        return (
            [digits.replace(",", "")]
            if digits.rindex(".") > digits.rindex(",")
            else [digits.replace(".", "").replace(",", ".")]
        )
    if digits.count(",") > 1 or digits.count(".") > 1:
        return [digits.replace(",", "").replace(".", "")]
    mark = "," if "," in digits else "."
    whole, _mark, decimals = digits.partition(mark)
    if not decimals:
        return [whole]
    grouped = len(decimals) == 3 and whole != "0"
    if language == "en" and mark == ",":
        return [whole + decimals] if grouped else [f"{whole}.{decimals}"]
    return [f"{whole}.{decimals}", *([whole + decimals] if grouped and language == "fr" else [])]
