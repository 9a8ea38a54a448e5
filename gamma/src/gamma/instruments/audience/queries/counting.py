"""Counting: sums over days, and the different visitors of a span, which are counted for that span or not at all."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Min, Sum
from django.utils.translation import gettext as _

from gamma.ground.intervals import Interval, wilson
from gamma.ground.periods import Period, Window
from gamma.instruments.audience.folding.spans import GRAINS, bounds
from gamma.instruments.audience.lists import Dimension, Grain, Mode
from gamma.instruments.audience.models import Day, Part, Site, Uniques

SHOWN = 20


@dataclass(frozen=True)
class Total:
    """What the days of a period add up to; `days` is how many of them were counted."""

    days: int
    visits: int
    views: int
    acting: int


@dataclass(frozen=True)
class Acts:
    """A gesture over a period: how often, in how many of the visits; the rate and its bounds are in percent."""

    name: str
    label: str
    times: int
    visits: int
    rate: float | None
    bounds: Interval | None


def began(site: Site) -> date | None:
    """The first day counted."""
    found: date | None = Day.objects.filter(site=site).aggregate(first=Min("day"))["first"]
    return found


def total(site: Site, first: date, last: date) -> Total:
    """The sums of the days from `first` to `last`, both included."""
    rows = Day.objects.filter(site=site, day__range=(first, last))
    found = rows.aggregate(visits=Sum("visits"), views=Sum("views"), acting=Sum("acting"))
    return Total(rows.count(), *(found[name] or 0 for name in ("visits", "views", "acting")))


def daily(site: Site, first: date, last: date) -> list[tuple[date, int]]:
    """The visits of each day."""
    rows = Day.objects.filter(site=site, day__range=(first, last)).order_by("day")
    return list(rows.values_list("day", "visits"))


def parts(site: Site, dimension: Dimension, first: date, last: date, shown: int = SHOWN) -> list[tuple[str, int, int]]:
    """The labels of a dimension told most often: label, times, visits. The empty label is all the rarer ones."""
    rows = Part.objects.filter(site=site, dimension=dimension.value, day__range=(first, last))
    found = rows.values_list("label").annotate(times=Sum("times"), visits=Sum("visits")).order_by("-visits", "label")
    return list(found[:shown])


def acts(site: Site, first: date, last: date, visits: int) -> list[Acts]:
    """The gestures that the site declares, those that nobody made included; `visits` is of the same days."""
    known = {label: (times, inside) for label, times, inside in parts(site, Dimension.ACTION, first, last, 100)}
    return [_act(name, label, *known.get(name, (0, 0)), visits) for name, label in sorted(site.actions.items())]


def _act(name: str, label: str, times: int, inside: int, visits: int) -> Acts:
    if not visits:
        return Acts(name, label, times, inside, None, None)
    found = wilson(inside, visits)
    return Acts(name, label, times, inside, 100 * inside / visits, Interval(100 * found.low, 100 * found.high))


def visitors(site: Site, period: Period) -> int | None:
    """The different visitors of a period, None where they were not counted for it."""
    grain = _grain(period)
    if grain not in GRAINS[Mode(site.mode)] or period.first is None:
        return None
    row = Uniques.objects.filter(site=site, grain=grain, starts=bounds(grain, period.last or period.first)[0]).first()
    return row.visitors if row else None


def uncounted(site: Site, period: Period) -> str:
    """Why the different visitors of a period cannot be told, in a sentence; empty where they can."""
    grain = _grain(period)
    if grain in GRAINS[Mode(site.mode)]:
        return ""
    if grain is None:
        return _("Les visiteurs différents ne se comptent que sur un jour, une semaine, un mois… du calendrier.")
    return _(
        "Sans consentement, l'empreinte d'un visiteur ne vit pas plus d'un mois : les visiteurs différents d'une "
        "période plus longue ne se connaissent pas, et ceux des mois ne s'additionnent pas."
    )


def since(site: Site, period: Period) -> str:
    """What is to be known of a period that began before the count, in a sentence; else nothing."""
    first = began(site)
    if first is None or period.first is None or period.first >= first:
        return ""
    return _("Compté depuis le %(day)s seulement.") % {"day": first.isoformat()}


def _grain(period: Period) -> Grain | None:
    """The grain of a period of the calendar."""
    return Grain(period.window.value) if period.certain and period.window in _WINDOWS else None


_WINDOWS = {Window(grain.value) for grain in Grain}
