"""Converting: a season in the notation `gamma-season/1` becomes a season file; what it cannot hold is listed."""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from pydantic import ValidationError

from gamma.cockpit.indicators.units import UNITS
from gamma.cockpit.reports.season.positions import Unreadable, read
from gamma.cockpit.reports.season.reading import TOLD, read_text
from gamma.cockpit.reports.season.schema import FORMAT, Season
from gamma.cockpit.reports.season.sentences import sentence
from gamma.cockpit.reports.season.spans import Span, partial, spanned
from gamma.cockpit.reports.season.writing import written
from gamma.ground.faults import Fault, Refused

NOTATION = "gamma-season/1"
STAGES = {"decouvrabilite": "discovery", "recommandation": "recommendation"}
DIMENSIONS = {"utilisable": "usable", "utilise": "used", "utile": "useful", "impactant": "impact"}
PACE = r" per (day|week|month|year)$"  # the pace of a unit is the period of the definition here
WINDOWS = {name: name for name in ("instant", "day", "week", "month", "quarter", "year")}
SUMMED = {"sum": "sum", "last value": "last", "mean": "mean", "cumulative": "cumulative"}
MEETINGS = ("kickoff", "mid_term", "final")
NUMBER = r"-?\d+(\.\d+)?"
Told = Mapping[str, Any]


def converted(text: str, name: str) -> tuple[str, list[str]]:
    """The text of a season file, and the places of the notation that it leaves out, each with what stood there."""
    try:
        told = read(text).data
    except Unreadable as error:
        raise Refused(name, [error.fault]) from error
    if not isinstance(told, dict) or told.get("schema") != NOTATION:
        raise Refused(name, [Fault(f"le fichier n'est pas dans la notation {NOTATION}", f"écrire schema: {NOTATION}")])
    notes = _Notes(told)
    try:
        season = Season.model_validate(_season(notes))
    except ValidationError as error:
        faults = [_fault(told) for told in error.errors(include_url=False)[:TOLD]]
        raise Refused(name, faults) from error
    except (KeyError, TypeError, AttributeError, ValueError) as error:
        what = f"la notation n'est pas celle qui est attendue ({type(error).__name__})"
        raise Refused(name, [Fault(what, "comparer avec docs/season-file.md")]) from error
    result = written(season)
    read_text(result, name, date.max)
    return result, list(notes.left())


def _fault(told: Told) -> Fault:
    fault = sentence(told)
    return Fault(fault.what, fault.mend, field=".".join(str(step) for step in told["loc"]))


@dataclass
class _Notes:
    """The notation, and which of its places were taken over."""

    told: Told
    taken: set[tuple[str | int, ...]] = field(default_factory=set)

    def take(self, *place: str | int) -> Any:
        """What stands at a place, None where nothing does; it counts as taken over, with all that is in it."""
        self.taken.add(place)
        return self.see(*place)

    def see(self, *place: str | int) -> Any:
        """What stands at a place, for its parts to be taken one by one."""
        here: Any = self.told
        for step in place:
            known = (isinstance(here, dict) and step in here) or (isinstance(here, list) and isinstance(step, int))
            here = here[step] if known else None
        return None if here in (None, "null") else here

    def left(self) -> Iterator[str]:
        """The places that nothing took over, in the order of the notation."""
        yield from self._left((), self.told)

    def _left(self, place: tuple[str | int, ...], here: Any) -> Iterator[str]:
        if any(place[:length] in self.taken for length in range(1, len(place) + 1)):
            return
        if isinstance(here, dict) and here:
            for key, value in here.items():
                yield from self._left((*place, key), value)
        elif isinstance(here, list) and here:
            for rank, value in enumerate(here):
                yield from self._left((*place, rank), value)
        elif here not in (None, [], {}):
            yield f"{_address(place)}: {here}"


def _address(place: tuple[str | int, ...]) -> str:
    return "".join(f"[{step + 1}]" if isinstance(step, int) else f".{step}" for step in place).removeprefix(".")


def slug(text: str) -> str:
    """A name as an address: "Retention (J+7)" gives "retention-j-7"."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:80].strip("-") or "sans-nom"


def _season(notes: _Notes) -> dict[str, Any]:
    notes.take("schema")
    notes.take("lang")
    sources = [_source(notes, name) for name in notes.see("sources") or {}]
    products = [_product(notes, name) for name in notes.see("products") or {}]
    units = {one["unit"] for product in products for one in _definitions(product) if one["unit"]} - set(UNITS)
    return {
        "format": FORMAT,
        "units": {unit: {"fr": [unit] * 2, "en": [unit] * 2} for unit in sorted(units)},
        "edition": _edition(notes),
        "sources": [*sources, *_named_sources(products, {source["id"] for source in sources})],
        "reviews": [{"id": slug(kind), "kind": kind} for kind in MEETINGS],
        "products": products,
    }


def _definitions(product: Told) -> Iterator[Told]:
    return (one for indicator in product["indicators"] for one in indicator["definitions"])


def _named_sources(products: list[dict[str, Any]], known: set[str]) -> list[dict[str, Any]]:
    """Sources that the notation names in place without listing them."""
    named: dict[str, str] = {}
    for product in products:
        for indicator in product["indicators"]:
            for thing in (*indicator["readings"], *indicator["targets"], *indicator["claims"], *indicator["history"]):
                named.setdefault(thing["source"], thing["source"])
        for lever in product["levers"]:
            named.update((source, source) for source in lever["sources"])
    return [{"id": name, "title": name, "kind": "picture"} for name in named if name not in known]


def _source(notes: _Notes, name: str) -> dict[str, Any]:
    kind = notes.take("sources", name, "kind") or ""
    words = [notes.take("sources", name, word) for word in ("note", "file", "repo", "commit")]
    day = re.search(r"\d{4}-\d\d-\d\d", name)
    sort = (
        "draft"
        if "draft" in f"{name} {kind}"
        else "register"
        if words[2]
        else "picture"
        if name == "img"
        else "article"
    )
    return {
        "id": slug(name),
        "title": {"en": kind} if kind else name,
        "kind": sort,
        "published": day[0] if day else "",
        "note": " · ".join(" ".join(str(word).split()) for word in words if word),
    }


def _edition(notes: _Notes) -> dict[str, Any]:
    starts = notes.see("edition", "start")
    first = min(one["date"] for one in starts) if isinstance(starts, list) else starts["date"]
    if not isinstance(starts, list):
        notes.take("edition", "start", "date")
    months = int(notes.take("edition", "duration_months_stated") or 6)
    end = notes.take("edition", "end", "date") or _later(first, months)
    notes.take("edition", "products")
    return {
        "id": slug(notes.take("edition", "id")),
        "label": notes.take("edition", "label"),
        "operator": notes.take("programme", "operator") or "",
        "purpose": {"en": notes.take("programme", "purpose") or ""},
        "starts": first,
        "ends": end,
        "criteria": _criteria(notes),
    }


def _later(month: str, count: int) -> str:
    """The last month of a season of `count` months that begins in `month`."""
    year, number = (int(part) for part in month.split("-")[:2])
    total = year * 12 + number - 1 + count - 1
    return f"{total // 12}-{total % 12 + 1:02}"


def _criteria(notes: _Notes) -> list[dict[str, Any]]:
    place = ("selection", "criteria")
    return [
        {"id": slug(notes.take(*place, rank, "id")), "text": {"en": notes.take(*place, rank, "text")}}
        for rank in range(len(notes.see(*place) or []))
    ]


def _product(notes: _Notes, name: str) -> dict[str, Any]:
    place = ("products", name)
    sponsor = notes.see(*place, "sponsor")
    sponsor = notes.take(*place, "sponsor") if isinstance(sponsor, str) else None
    sponsors = [found for found in (sponsor, notes.take(*place, "sponsor_2021_04_01")) if found]
    hosts = [notes.take(*place, key) for key in ("incubator", "incubator_2020", "incubator_2021_04_01")]
    return {
        "id": slug(name),
        "name": notes.take(*place, "name"),
        "site": notes.take(*place, "site") or "",
        "statistics": notes.take(*place, "stats_url") or "",
        "problem": {"en": notes.take(*place, "purpose") or notes.take(*place, "diagnosis") or ""},
        "goal": {"en": notes.take(*place, "gamma_goal") or ""},
        "note": {"en": notes.take(*place, "seasonality") or ""},
        "sponsors": sponsors,
        "incubators": [host for host in hosts if host],
        "levers": [_lever(notes, (*place, "levers", rank)) for rank in range(len(notes.see(*place, "levers") or []))],
        "indicators": _indicators(notes, place),
    }


def _lever(notes: _Notes, place: tuple[str | int, ...]) -> dict[str, Any]:
    words = [notes.take(*place, word) for word in ("text", "channel", "rule")]
    said = [word for word in words if isinstance(word, str)]
    return {
        "id": slug(notes.take(*place, "id")),
        "kind": notes.take(*place, "kind"),
        "text": {"en": " · ".join(said) or notes.see(*place, "id")},
        "frequency": {"en": notes.take(*place, "frequency") or ""},
        "sources": _sources(notes.take(*place, "source")),
    }


def _sources(said: Any) -> list[str]:
    return [slug(one) for one in (said if isinstance(said, list) else [said]) if one]


def _indicators(notes: _Notes, place: tuple[str | int, ...]) -> list[dict[str, Any]]:
    here = (*place, "indicators")
    return [_indicator(notes, (*here, rank)) for rank in range(len(notes.see(*here) or []))]


def _indicator(notes: _Notes, place: tuple[str | int, ...]) -> dict[str, Any]:
    history = _history(notes, place)
    ended = [one for one in history if one["decided"] in ("retired", "replaced")]
    successors = [one.pop("by") for one in history if "by" in one]
    return {
        "id": slug(notes.take(*place, "id")),
        "status": "retired" if ended else "active",
        "reason": ended[-1]["reason"] if ended else {},
        "successor": slug(successors[-1]) if successors else None,
        "definitions": [_definition(notes, place)],
        "readings": _readings(notes, place),
        "targets": _targets(notes, place),
        "claims": _claims(notes, place),
        "history": history,
    }


def _definition(notes: _Notes, place: tuple[str | int, ...]) -> dict[str, Any]:
    unit = notes.take(*place, "unit")
    kind = notes.take(*place, "kind")
    window = _listed(notes, (*place, "period"), WINDOWS) or _first_word(notes.see(*place, "period"))
    words = {name: {"en": notes.take(*place, name) or ""} for name in ("numerator", "denominator")}
    return {
        "name": notes.take(*place, "name"),
        "unit": slug(re.sub(PACE, "", unit))[:40] if unit and "not published" not in unit else None,
        "kind": kind,
        "period": window or ("instant" if kind == "stock" else "unstated"),
        "aggregation": _listed(notes, (*place, "aggregation"), SUMMED) or "none",
        "direction": notes.take(*place, "direction"),
        "stage": _listed(notes, (*place, "stage"), STAGES, keep=True),
        "dimension": _listed(notes, (*place, "dimension"), DIMENSIONS, keep=True),
        "score": _score(notes, place),
        "origin": {"en": notes.take(*place, "note") or ""},
        **words,
    }


def _listed(notes: _Notes, place: tuple[str | int, ...], words: Mapping[str, str], keep: bool = False) -> str | None:
    """A word of ours for one of the notation; one that has none is left where it is, and told."""
    said = notes.see(*place)
    if said is None or not (keep or said in words):
        return None
    notes.take(*place)
    return words.get(str(said), str(said))


def _first_word(said: str | None) -> str | None:
    """ "year, or 12 rolling months" is a year first; what else it says is told as left out."""
    return WINDOWS.get(re.split(r"\W", said or "")[0])


def _score(notes: _Notes, place: tuple[str | int, ...]) -> dict[str, Any] | None:
    here = (*place, "definition_published")
    if not notes.see(*here):
        return None
    bounds = {name: notes.take(*here, name) or [] for name in ("scale", "promoters", "passives", "detractors")}
    words = {name: {"en": notes.take(*here, name) or ""} for name in ("question", "formula")}
    return {**bounds, **words, "range": notes.take(*here, "stated_range") or []}


def _readings(notes: _Notes, place: tuple[str | int, ...]) -> list[dict[str, Any]]:
    """The readings, those of a definition's own `weekly_…` lists included; two of one span and source become one."""
    kept: dict[tuple[str, str], dict[str, Any]] = {}
    here = (*place, "readings")
    for rank in range(len(notes.see(*here) or [])):
        reading = _reading(notes, (*here, rank), notes.see(*place, "kind"))
        if (reading["period"], reading["source"]) in kept:
            notes.taken = {one for one in notes.taken if one[: len(here) + 1] != (*here, rank)}
        else:
            kept[reading["period"], reading["source"]] = reading
    return list(kept.values())


def _reading(notes: _Notes, place: tuple[str | int, ...], kind: str) -> dict[str, Any]:
    value = notes.take(*place, "value")
    number = value if value and re.fullmatch(NUMBER, value) else notes.take(*place, "factor")
    words = notes.take(*place, "value_text") or (value if number is None else None)
    source = notes.take(*place, "source")
    said = Span(notes.take(*place, "period"), notes.take(*place, "as_of"), kind)
    precision = notes.take(*place, "precision")
    remarks = [notes.take(*place, "note"), said.unread]
    return {
        "period": spanned(said),
        "value": number,
        "text": words or "",
        "numerator": notes.take(*place, "numerator"),
        "n": notes.take(*place, "respondents"),
        "precision": "unstated" if number is None else precision or ("exact" if value else "approx"),
        "note": {"en": " · ".join(remark for remark in remarks if remark)},
        "source": slug(source),
    }


def _targets(notes: _Notes, place: tuple[str | int, ...]) -> list[dict[str, Any]]:
    here = (*place, "targets")
    return [_target(notes, (*here, rank), rank, place) for rank in range(len(notes.see(*here) or []))]


def _target(notes: _Notes, here: tuple[str | int, ...], rank: int, indicator: tuple[str | int, ...]) -> dict[str, Any]:
    value = notes.take(*here, "value")
    number = value if value and re.fullmatch(NUMBER, value) else None
    note = notes.take(*here, "note")
    period, when = notes.take(*here, "period"), notes.take(*here, "set_at")
    rationale = [notes.take(*here, "reason"), None if when in MEETINGS else when]
    return {
        "id": slug(notes.take(*here, "id") or f"t{rank + 1}"),
        "due": notes.take(*here, "due"),
        "period": period if period and partial(period) else None,
        "value": number,
        "text": {"en": (value or note or "not published") if number is None else ""},
        "baseline": _baseline(notes, indicator),
        "set_at": when if when in MEETINGS else "later" if when else "unstated",
        "rationale": {"en": " · ".join(word for word in rationale if word)},
        "source": slug(notes.take(*here, "source")),
    }


def _baseline(notes: _Notes, place: tuple[str | int, ...]) -> str | None:
    """The baseline is one of the readings here: it is taken over only when it is."""
    told = notes.see(*place, "baseline")
    if not told:
        return None
    said = spanned(Span(told.get("period"), told.get("as_of"), notes.see(*place, "kind")))
    values = {one["period"]: one["value"] for one in reversed(_readings(notes, place))}
    if values.get(said) != told["value"]:
        return None
    notes.take(*place, "baseline")
    return said


def _claims(notes: _Notes, place: tuple[str | int, ...]) -> list[dict[str, Any]]:
    here = (*place, "published_changes")
    return [_claim(notes, (*here, rank)) for rank in range(len(notes.see(*here) or []))]


def _claim(notes: _Notes, here: tuple[str | int, ...]) -> dict[str, Any]:
    said = [notes.take(*here, name) for name in ("attributed_to", "method", "caveat")]
    return {
        "text": notes.take(*here, "text"),
        "factor": notes.take(*here, "factor"),
        "percent": notes.take(*here, "value_percent"),
        "basis": notes.take(*here, "basis"),
        "precision": notes.take(*here, "precision") or "exact",
        "caveat": {"en": " · ".join(word for word in said if word)},
        "source": slug(notes.take(*here, "source")),
    }


def _history(notes: _Notes, place: tuple[str | int, ...]) -> list[dict[str, Any]]:
    """Only what a review may decide; an event of another sort stays where it is, and is told."""
    found = []
    for rank in range(len(notes.see(*place, "history") or [])):
        here = (*place, "history", rank)
        if notes.see(*here, "event") in ("added", "kept", "reported", "replaced", "retired"):
            found.append(_decision(notes, here))
    return found


def _decision(notes: _Notes, here: tuple[str | int, ...]) -> dict[str, Any]:
    at = notes.take(*here, "at")
    notes.take(*here, "date")
    replaced = notes.take(*here, "replaces")
    words = [notes.take(*here, "note"), None if at in MEETINGS else at, replaced and f"replaces {replaced}"]
    by = notes.take(*here, "by")
    return {
        "decided": notes.take(*here, "event"),
        "review": slug(at if at in MEETINGS else "final"),
        "dated": at in MEETINGS,
        "reason": {"en": notes.take(*here, "reason") or ""},
        "note": {"en": " · ".join(word for word in words if word)},
        "source": slug(notes.take(*here, "source")),
        **({"by": by} if by else {}),
    }
