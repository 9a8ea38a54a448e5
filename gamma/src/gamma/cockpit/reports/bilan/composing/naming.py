"""Naming: every figure of a bilan under the name that a text quotes it by.

    product/indicator@2020-12            a reading, by its period, where only one source gives it
    product/indicator@2020-12.source     a reading, by its address as on the page it comes from
    product/indicator@2020-12#sur-un-an  its change on a year; #recalcul, the sum that gives it back
    product/indicator#cible              a target; #verdict, #atteinte (its share reached), #chemin (the way gone)
    product/indicator#cible:t2           the same of one target among several
    programme#cibles-atteintes           what the whole came to; #jamais-mesures, #services-a-80

In a text about a product, "product/" may be left out.
"""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from django.utils.translation import gettext as _

from gamma.cockpit.reports.bilan.composing import series, summary
from gamma.cockpit.reports.bilan.composing.lookup import Lookup, defined, goal, share, verdict
from gamma.cockpit.reports.bilan.content import IndicatorPiece, TargetPiece
from gamma.cockpit.reports.bilan.document import Mark, Quoted, anchor
from gamma.ground.faults import near

WHOLE = {
    "summary/met": "programme#cibles-atteintes",
    "summary/never-read": "programme#jamais-mesures",
    "summary/entry": "programme#services-a-80",
}
PERCENT = "%"


@dataclass(frozen=True)
class Named:
    """A figure under its name: how it is printed, what it is about, and the numbers it would be recognised by.

    `path` is the indicator it tells of; `percent` says that its numbers are percentages.
    """

    name: str
    run: Quoted | Mark
    about: str
    path: str = ""
    values: tuple[Decimal, ...] = ()
    percent: bool = False


class Names:
    """The figures of a bilan by name, said in the active language."""

    def __init__(self, known: Lookup) -> None:
        self.listed: list[Named] = []
        self._known: dict[str, Named] = {}
        for named, others in (*_whole(known), *_figures(known)):
            self.listed.append(named)
            self._known |= {named.name: named} | {name: replace(named, name=name) for name in others}

    def find(self, name: str, product: str = "") -> Named | None:
        """The figure of that name, in a text about `product`."""
        return self._known.get(name) or (self._known.get(f"{product}/{name}") if product else None)

    def of(self, product: str) -> list[Named]:
        """The figures of a product and those of the whole; all of them for no product."""
        return [row for row in self.listed if not product or not row.path or row.path.startswith(f"{product}/")]

    def mend(self, name: str, product: str = "") -> str:
        """What may have been meant by a name that is none."""
        start = f"{product}/" if product else ""
        return near(name.removeprefix(start), (row.name.removeprefix(start) for row in self.of(product)))


Found = tuple[Named, tuple[str, ...]]
"""A figure, and the other names it answers to."""


def _whole(known: Lookup) -> Iterator[Found]:
    for tile in summary.tiles(known.bilan.summary).tiles:
        counts = tuple(Decimal(count) for count in re.findall(r"\d+", tile.figure.text))
        yield Named(WHOLE[tile.figure.key], replace(tile.figure, href="#methode"), tile.label, values=counts), ()


def _figures(known: Lookup) -> Iterator[Found]:
    for path, row in known.indicators.items():
        yield from _readings(known, path, row)
        yield from _targets(known, path, row)


def _readings(known: Lookup, path: str, row: IndicatorPiece) -> Iterator[Found]:
    """The readings of an indicator, each followed by what is computed of it."""
    times = Counter(_period(reading.key) for reading in row.readings)
    changes = {change.reading: change for change in row.changes}
    totals = {total.published: total for total in row.totals}
    for reading in row.readings:
        whole, short = f"{path}@{_address(reading.key)}", f"{path}@{_period(reading.key)}"
        names = (short, whole) if times[_period(reading.key)] == 1 else (whole,)
        about = f"{known.name(path)}, {known.period(reading.key)}"
        values = () if reading.value is None else (reading.value,)
        said = Named(names[0], known.reading(reading.key), about, path, values, _in_percent(row, reading.version))
        yield said, names[1:]
        if change := changes.get(reading.key):
            words = _("%(what)s, sur un an") % {"what": about}
            yield _derived(said, "sur-un-an", series.changed(change), words, change.percent, names, percent=True)
        if total := totals.get(reading.key):
            words = _("%(what)s, somme de la série") % {"what": about}
            yield _derived(said, "recalcul", series.summed(total), words, total.value, names)


def _derived(
    of: Named, aspect: str, run: Quoted, about: str, value: Decimal, names: tuple[str, ...], percent: bool = False
) -> Found:
    first, *others = (f"{name}#{aspect}" for name in names)
    return replace(of, name=first, run=run, about=about, values=(value,), percent=percent), tuple(others)


def _targets(known: Lookup, path: str, row: IndicatorPiece) -> Iterator[Found]:
    for target in row.targets:
        for named in _of_target(known, path, row, target):
            whole = f"{named.name}:{target.slug}"
            yield (named, (whole,)) if len(row.targets) == 1 else (replace(named, name=whole), ())


def _of_target(known: Lookup, path: str, row: IndicatorPiece, target: TargetPiece) -> Iterator[Named]:
    """What may be quoted of a target: what it asks for, what became of it."""
    key, place = f"{path}/{target.slug}", f"#{anchor(path)}"
    name = known.name(path)
    values = tuple(value for value in (target.value, target.low, target.high) if value is not None)
    aimed = _("%(what)s, cible") % {"what": name}
    percent = _in_percent(row, target.version)
    yield Named(f"{path}#cible", Quoted(goal(row, target), key, place), aimed, path, values, percent)
    yield Named(f"{path}#verdict", verdict(target, key), _("%(what)s, verdict") % {"what": name}, path)
    href = known.reading(target.reading).href if target.reading else place
    shares = (
        ("atteinte", "attainment", target.attainment, _("%(what)s, part de la cible") % {"what": name}),
        ("chemin", "progress", target.progress if target.baseline else None, _("%(what)s, chemin") % {"what": name}),
    )
    for aspect, computed, value, about in shares:
        for run in share(value, f"{key}/{computed}", href):
            yield Named(f"{path}#{aspect}", run, about, path, (value,) if value is not None else (), percent=True)


def _in_percent(row: IndicatorPiece, version: int) -> bool:
    return any(PERCENT in words for words in defined(row, version).unit.values())


def _address(key: str) -> str:
    return key.rpartition("/")[2]


def _period(key: str) -> str:
    return _address(key).partition(".")[0]
