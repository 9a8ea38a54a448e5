"""Rows: what a season puts in the tables of its open data, column by column."""

from collections.abc import Iterator, Mapping
from typing import Any

from gamma.cockpit.indicators.facts import ReadingFacts, TargetFacts
from gamma.cockpit.indicators.units import UNITS
from gamma.cockpit.reports.season.schema import IndicatorEntry, ProductEntry, Season
from gamma.ground.periods import parse

Row = Mapping[str, Any]


def _said(thing: Any, *names: str) -> Row:
    return {f"{name}_{tongue}": text for name in names for tongue, text in getattr(thing, name).items()}


def _plain(thing: Any, *names: str) -> Row:
    return {name: value for name in names if (value := getattr(thing, name)) not in (None, "")}


def editions(season: Season) -> Iterator[Row]:
    edition = season.edition
    yield {"edition": edition.id, **_plain(edition, "operator", "starts", "ends"), **_said(edition, "label", "purpose")}


def units(season: Season) -> Iterator[Row]:
    declared = {slug: unit.model_dump() for slug, unit in season.units.items()}
    for slug, names in {**UNITS, **declared}.items():
        (one_fr, many_fr), (one_en, many_en) = names["fr"], names["en"]
        yield {"unit": slug, "one_fr": one_fr, "many_fr": many_fr, "one_en": one_en, "many_en": many_en}


def sources(season: Season) -> Iterator[Row]:
    for source in season.sources:
        words = _plain(source, "kind", "published", "url", "became")
        yield {"source": source.id, **words, **_said(source, "title", "note")}


def reviews(season: Season) -> Iterator[Row]:
    for review in season.reviews:
        words = _plain(review, "kind", "planned", "held", "published")
        yield {"review": review.id, **words, **_said(review, "note"), "sources": " ".join(review.sources)}


def products(season: Season) -> Iterator[Row]:
    for product in season.products:
        parties = {"sponsors": " ; ".join(product.sponsors), "incubators": " ; ".join(product.incubators)}
        words = {**_plain(product, "name", "site", "statistics"), **_said(product, "problem", "goal", "note")}
        yield {"product": product.id, "edition": season.edition.id, **words, **parties}


def phases(season: Season) -> Iterator[Row]:
    for product in season.products:
        for rank, phase in enumerate(product.phases, start=1):
            words = {"phase": phase.name, **_plain(phase, "starts", "ends"), **_said(phase, "note")}
            yield {"product": product.id, "rank": rank, **words}


def levers(season: Season) -> Iterator[Row]:
    for product in season.products:
        for lever in product.levers:
            words = {**_plain(lever, "kind", "starts", "ends"), **_said(lever, "text", "frequency")}
            yield {"product": product.id, "lever": lever.id, **words, "sources": " ".join(lever.sources)}


def _indicators(season: Season) -> Iterator[tuple[ProductEntry, IndicatorEntry]]:
    return ((product, indicator) for product in season.products for indicator in product.indicators)


def definitions(season: Season) -> Iterator[Row]:
    plain = ("unit", "kind", "period", "aggregation", "direction", "stage", "dimension", "owner", "since")
    words = ("name", "why", "numerator", "denominator", "origin", "change")
    for product, indicator in _indicators(season):
        life = {**_plain(indicator, "followed", "status", "successor", "supports"), **_said(indicator, "reason")}
        for version, definition in enumerate(indicator.definitions, start=1):
            key = {"product": product.id, "indicator": indicator.id, "version": version}
            score = definition.score.model_dump_json(exclude_defaults=True) if definition.score else None
            yield {**key, **life, **_plain(definition, *plain), **_said(definition, *words), "score": score}


def targets(season: Season) -> Iterator[Row]:
    plain = ("due", "period", "value", "baseline", "set_at", "set_on", "set_by", "accepted_by", "source")
    for product, indicator in _indicators(season):
        for target in indicator.targets:
            for revision, state in enumerate(_states(target)):
                key = {"product": product.id, "indicator": indicator.id, "target": target.id, "revision": revision}
                low, high = state.band or (None, None)
                words = {**_plain(state, *plain), **_said(state, "text", "rationale", "reason")}
                yield {**key, "version": state.version or 1, **words, "low": low, "high": high}


def readings(season: Season) -> Iterator[Row]:
    plain = ("value", "numerator", "n", "precision", "provisional", "withdrawn", "taken_on", "tool", "evidence")
    for product, indicator in _indicators(season):
        for reading in indicator.readings:
            version, period = reading.version or 1, parse(reading.period)
            key = {"product": product.id, "indicator": indicator.id, "version": version, "period": reading.period}
            span = {"window": period.window.value, "starts_on": period.first, "ends_on": period.last}
            unit = indicator.definitions[version - 1].unit
            for revision, state in enumerate(_states(reading)):
                fixed = {**key, "source": reading.source, "revision": revision, **span, "unit": unit}
                current = {"current": revision == len(reading.was) and not state.withdrawn}
                yield {**fixed, **current, **_plain(state, *plain), **_said(state, "text", "note", "reason")}


def _states(thing: TargetFacts | ReadingFacts) -> list[Any]:
    return [*thing.was, thing]


def claims(season: Season) -> Iterator[Row]:
    plain = ("made", "factor", "percent", "basis", "precision", "target", "source")
    for product, indicator in _indicators(season):
        for rank, claim in enumerate(indicator.claims, start=1):
            key = {"product": product.id, "indicator": indicator.id, "rank": rank}
            yield {**key, **_plain(claim, *plain), **_said(claim, "text", "caveat")}


def decisions(season: Season) -> Iterator[Row]:
    for product, indicator in _indicators(season):
        for rank, decision in enumerate(indicator.history, start=1):
            key = {"product": product.id, "indicator": indicator.id, "rank": rank}
            yield {
                **key,
                **_plain(decision, "decided", "review", "dated", "source"),
                **_said(decision, "reason", "note"),
            }
