"""Claims: the words of a sentence that say what became of a target, or how many times more there was of something."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from gamma.cockpit.indicators.lists import MET, MISSED, Verdict
from gamma.cockpit.reports.bilan.writing.checking.sentences import PLACE

NOT = r"(?:pas|non|jamais|aucun\w*|not|never|n't)"
NEARLY = r"(?:presque|quasiment|nearly|almost)"
BEFORE = rf"(?P<not>\b{NOT}\s(?:\S+\s){{0,2}})?(?P<nearly>\b{NEARLY}\s)?"
REACHED = re.compile(
    rf"{BEFORE}\b(?P<word>atteinte?s?|reached|(?:was|were|been|is|are)\s(?:not\s)?met)\b", re.IGNORECASE
)
EXCEEDED = re.compile(rf"{BEFORE}\b(?P<word>dépassée?s?|exceeded)\b", re.IGNORECASE)
MISSED_WORD = re.compile(rf"{BEFORE}\b(?P<word>manquée?s?|missed)\b", re.IGNORECASE)
AMOUNT = re.compile(rf"\s(?:les?|la|des|un|une|environ|about|some)?\s?(?:\d|{PLACE})")
COUNTED = {
    **{"deux": 2, "trois": 3, "quatre": 4, "cinq": 5, "six": 6, "sept": 7, "huit": 8, "neuf": 9, "dix": 10},
    **{"two": 2, "three": 3, "four": 4, "five": 5, "seven": 7, "eight": 8, "nine": 9, "ten": 10},
}
TIMES = rf"(?P<n>\d+(?:[.,]\d+)?|{'|'.join(COUNTED)})"
FACTOR = re.compile(
    rf"\b{TIMES}\s(?:fois|times)\s(?:plus|moins|more|less|fewer|as\smany|as\smuch)\b|\btwice\sas\s(?:many|much)\b"
    rf"|\bmultipli\w+\s(?:par|by)\s{TIMES.replace('<n>', '<by>')}\b|(?<!\w)[x×]\s?(?P<x>\d+(?:[.,]\d+)?)\b"
    r"|\b(?P<word>doubl(?:é|ée|és|ées|ed)|tripl(?:é|ée|és|ées|ed))\b",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Claim:
    """Words about a target, and the verdicts that they agree with."""

    text: str
    verdicts: frozenset[Verdict]


@dataclass(frozen=True)
class Factor:
    """Words that say how many times one thing is another."""

    text: str
    times: Decimal


def claims(bare: str) -> Iterator[Claim]:
    """What a sentence says of targets; "a atteint 300" tells a number, not that a target was met."""
    for pattern, word in ((REACHED, Verdict.MET), (EXCEEDED, Verdict.EXCEEDED), (MISSED_WORD, Verdict.MISSED)):
        for found in pattern.finditer(bare):
            if word == Verdict.MISSED or not AMOUNT.match(bare, found.end()):
                denied = bool(found["not"]) or "not" in found["word"].split()
                yield Claim(found[0].strip(), _agreeing(word, denied, bool(found["nearly"])))


def _agreeing(word: Verdict, denied: bool, nearly: bool) -> frozenset[Verdict]:
    settled = MET | MISSED
    if nearly and word != Verdict.MISSED:
        return frozenset({Verdict.NEARLY})
    said = {Verdict.MET: MET, Verdict.EXCEEDED: frozenset({Verdict.EXCEEDED}), Verdict.MISSED: MISSED}[word]
    return frozenset(settled - said if denied else said)


def factors(bare: str) -> Iterator[Factor]:
    """What a sentence says to be so many times something else."""
    for found in FACTOR.finditer(bare):
        said = (found["n"] or found["by"] or found["x"] or "").lower()
        if said:
            times = Decimal(COUNTED[said]) if said in COUNTED else Decimal(said.replace(",", "."))
        else:
            times = Decimal(3 if (found["word"] or "").lower().startswith("tripl") else 2)
        yield Factor(found[0], times)
