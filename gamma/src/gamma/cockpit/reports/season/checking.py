"""Checking: what a season must hold beyond the form of each field — names that exist, dates in order."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from gamma.cockpit.indicators.facts import ReadingFacts, TargetFacts
from gamma.cockpit.indicators.facts.checks import ahead, ill_lived, ill_set, untimely
from gamma.cockpit.indicators.units import UNITS
from gamma.cockpit.reports.season.positions import Place
from gamma.cockpit.reports.season.schema import IndicatorEntry, ProductEntry, Season
from gamma.ground.faults import Fault, near, quoted
from gamma.ground.periods import future

Found = Iterator[tuple[Place, Fault]]


def check(season: Season, today: date) -> Found:
    """Yield every fault with its place in the file."""
    names = _Names(season, today)
    yield from _unique([source.id for source in season.sources], ("sources",))
    yield from _unique([review.id for review in season.reviews], ("reviews",))
    yield from _unique([product.id for product in season.products], ("products",))
    yield from _unique([criterion.id for criterion in season.edition.criteria], ("edition", "criteria"))
    for unit in season.units:
        if unit in UNITS:
            yield (
                ("units", unit),
                Fault(f"l'unité {quoted(unit)} est déjà connue partout", "la retirer d'ici"),
            )
    for rank, source in enumerate(season.sources):
        yield from names.past(source.published, ("sources", rank, "published"))
        yield from names.source(source.became, ("sources", rank, "became"))
    for rank, review in enumerate(season.reviews):
        yield from names.past(review.held, ("reviews", rank, "held"))
        yield from names.past(review.published, ("reviews", rank, "published"))
        for source_id in review.sources:
            yield from names.source(source_id, ("reviews", rank, "sources"))
    for rank, product in enumerate(season.products):
        yield from _product(product, ("products", rank), names)


@dataclass
class _Names:
    """What may be referred to, and the day of the reading."""

    season: Season
    today: date

    def __post_init__(self) -> None:
        self.sources = {source.id: source for source in self.season.sources}
        self.reviews = {review.id for review in self.season.reviews}
        self.units = {*UNITS, *self.season.units}

    def source(self, name: str | None, place: Place) -> Found:
        yield from _known(name, self.sources, "source", place)

    def past(self, text: str, place: Place) -> Found:
        if future(text, self.today):
            yield place, ahead(text)


def _product(product: ProductEntry, place: Place, names: _Names) -> Found:
    yield from _unique([lever.id for lever in product.levers], (*place, "levers"))
    yield from _unique([indicator.id for indicator in product.indicators], (*place, "indicators"))
    for rank, lever in enumerate(product.levers):
        for source_id in lever.sources:
            yield from names.source(source_id, (*place, "levers", rank, "sources"))
    siblings = [indicator.id for indicator in product.indicators]
    for rank, indicator in enumerate(product.indicators):
        yield from _indicator(indicator, (*place, "indicators", rank), names, siblings)


def _indicator(indicator: IndicatorEntry, place: Place, names: _Names, siblings: list[str]) -> Found:
    for field in ("successor", "supports"):
        yield from _known(getattr(indicator, field), siblings, "indicateur", (*place, field))
    for field, fault in ill_lived(indicator):
        yield (*place, field), fault
    for version, definition in enumerate(indicator.definitions):
        yield from _known(definition.unit, names.units, "unité", (*place, "definitions", version, "unit"))
    yield from _targets(indicator, place, names)
    yield from _readings(indicator, place, names)
    for rank, claim in enumerate(indicator.claims):
        yield from names.source(claim.source, (*place, "claims", rank, "source"))
        yield from names.past(claim.made, (*place, "claims", rank, "made"))
        targets = [target.id for target in indicator.targets]
        yield from _known(claim.target, targets, "cible", (*place, "claims", rank, "target"))
    for rank, decision in enumerate(indicator.history):
        yield from names.source(decision.source, (*place, "history", rank, "source"))
        yield from _known(decision.review, names.reviews, "revue", (*place, "history", rank, "review"))


def _targets(indicator: IndicatorEntry, place: Place, names: _Names) -> Found:
    yield from _unique([target.id for target in indicator.targets], (*place, "targets"))
    read = {reading.period for reading in indicator.readings}
    for rank, target in enumerate(indicator.targets):
        here = (*place, "targets", rank)
        yield from _corrected(target, here)
        for where, state in _states(target, here):
            yield from _version(indicator, state, where)
            yield from names.source(state.source, (*where, "source"))
            for field, fault in ill_set(state, read, names.today):
                yield (*where, field), fault


def _readings(indicator: IndicatorEntry, place: Place, names: _Names) -> Found:
    seen: dict[tuple[str, str, int], int] = {}
    for rank, reading in enumerate(indicator.readings):
        here = (*place, "readings", rank)
        first = seen.setdefault((reading.period, reading.source, reading.version or 1), rank)
        if first != rank:
            what = f"{quoted(reading.period)} est déjà donné par {reading.source} (relevé {first + 1} de la liste)"
            yield here, Fault(what, "n'en garder qu'un ; une correction s'écrit avec was et reason")
        yield from names.source(reading.source, (*here, "source"))
        yield from _version(indicator, reading, here)
        yield from _corrected(reading, here)
        if (reading.was or [reading])[0].withdrawn:
            yield here, Fault("retiré sans avoir été relevé", "dire dans was ce qui l'avait été")
        for step, state in enumerate(reading.was):
            yield from names.past(state.taken_on, (*here, "was", step, "taken_on"))
        source = names.sources.get(reading.source)
        for field, fault in untimely(reading, source.published if source else "", names.today):
            yield (*here, field), fault


def _states(thing: TargetFacts, place: Place) -> Iterable[tuple[Place, TargetFacts]]:
    yield from (((*place, "was", rank), state) for rank, state in enumerate(thing.was))  # type: ignore[misc]
    yield place, thing


def _corrected(thing: ReadingFacts | TargetFacts, place: Place) -> Found:
    """Every state but the first says why it replaced the one before."""
    for rank, state in enumerate([*thing.was, thing]):
        if rank and not state.reason:
            where = (*place, "was", rank) if rank < len(thing.was) else place
            yield where, Fault("une correction doit dire sa raison", "ajouter reason: …")


def _version(indicator: IndicatorEntry, thing: ReadingFacts | TargetFacts, place: Place) -> Found:
    count = len(indicator.definitions)
    if thing.version is None and count > 1:
        yield place, Fault(f"l'indicateur a {count} définitions", f"ajouter version: de 1 à {count}")
    if thing.version is not None and thing.version > count:
        yield (*place, "version"), Fault(f"la définition {thing.version} n'existe pas", f"de 1 à {count}")


def _known(name: str | None, known: Collection[str], what: str, place: Place) -> Found:
    if name is not None and name not in known:
        yield place, Fault(f"{what} {quoted(name)} : ce nom n'est déclaré nulle part", near(name, known))


def _unique(names: list[str], place: Place) -> Found:
    seen: set[str] = set()
    for rank, name in enumerate(names):
        if name in seen:
            yield (
                (*place, rank, "id"),
                Fault(f"{quoted(name)} existe déjà", "donner un autre id, ou fusionner les deux"),
            )
        seen.add(name)
