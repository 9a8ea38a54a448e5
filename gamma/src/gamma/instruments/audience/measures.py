"""Measures: what the cockpit may count of the audience. Their detail is the mode, then the gesture if it is of one."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gamma.ground.errors import UserError
from gamma.ground.measures import Count, Kind, Measure, NotMeasurable
from gamma.ground.periods import Period
from gamma.instruments.audience import queries
from gamma.instruments.audience.lists import Mode
from gamma.instruments.audience.models import Site
from gamma.instruments.audience.phrases import counted_how, mode_said

VISITS, VISITORS, VIEWS, TIMES, PERCENT = "visites", "visiteurs", "pages vues", "gestes", "%"


@dataclass(frozen=True)
class Asked:
    """A measure of a period that has days: its site, its first and last day, the gesture if any."""

    site: Site
    period: Period
    first: date
    last: date
    gesture: str = ""

    def total(self) -> queries.Total:
        return queries.total(self.site, self.first, self.last)

    def act(self) -> queries.Acts:
        found = queries.acts(self.site, self.first, self.last, self.total().visits)
        return next(one for one in found if one.name == self.gesture)

    def count(self, value: Decimal | int | None, unit: str, words: str, n: int, precision: str) -> Count:
        """A figure with all that must travel with it: nothing is said of the days before the first one counted."""
        began = queries.began(self.site)
        if began is None or self.last < began:
            return Count(None, unit, self.period, "unstated", 0, _("Rien n'a été compté pendant cette période."))
        late = queries.since(self.site, self.period)
        said = " ".join(filter(None, [words, counted_how(self.site), late]))
        known = None if value is None else Decimal(value)
        return Count(known, unit, self.period, "at_least" if late and unit != PERCENT else precision, n, said)


def visits(product: str, period: Period, detail: str) -> Count:
    """Visits: what one visitor does without a pause of half an hour, within a day; those of days add up."""
    asked = _asked(product, period, detail)
    found = asked.total()
    words = _("Visites, additionnées jour par jour (%(days)s jours comptés).") % {"days": found.days}
    return asked.count(found.visits, VISITS, words, found.visits, _precise(asked.site))


def views(product: str, period: Period, detail: str) -> Count:
    """Pages seen, those shown in frames of other sites included."""
    asked = _asked(product, period, detail)
    found = asked.total()
    return asked.count(found.views, VIEWS, _("Pages vues, additionnées jour par jour."), found.views, "exact")


def visitors(product: str, period: Period, detail: str) -> Count:
    """Different visitors, counted for the whole period; those of shorter ones never add up to it."""
    asked = _asked(product, period, detail)
    if why := queries.uncounted(asked.site, period):
        raise NotMeasurable(why)
    found = queries.visitors(asked.site, period)
    return asked.count(
        found,
        VISITORS,
        _("Visiteurs différents, comptés une fois sur toute la période."),
        found or 0,
        _precise(asked.site),
    )


def gestures(product: str, period: Period, detail: str) -> Count:
    """How often a gesture was made."""
    asked = _asked(product, period, detail)
    found = asked.act()
    words = _("« %(label)s », chaque fois qu'on l'a fait.") % {"label": found.label}
    return asked.count(found.times, TIMES, words, found.times, "exact")


def conversion(product: str, period: Period, detail: str) -> Count:
    """The share of visits in which a gesture was made at least once; n is the number of visits."""
    asked = _asked(product, period, detail)
    found, n = asked.act(), asked.total().visits
    if found.rate is None or found.bounds is None:
        return asked.count(None, PERCENT, "", 0, "unstated")
    words = _(
        "Visites avec « %(label)s » : %(inside)s sur %(visits)s ; intervalle de Wilson à 95 %% : de %(low).1f à "
        "%(high).1f %%."
    )
    said = {
        "label": found.label,
        "inside": found.visits,
        "visits": n,
        "low": found.bounds.low,
        "high": found.bounds.high,
    }
    rate = (Decimal(100 * found.visits) / Decimal(n)).quantize(Decimal("0.01"))
    return asked.count(rate, PERCENT, words % said, n, _precise(asked.site))


def _asked(product: str, period: Period, detail: str) -> Asked:
    mode, _dot, gesture = detail.partition(".")
    site = queries.site_of(product, mode)
    if site is None:
        raise UserError(_("L'audience de ce service n'est pas mesurée ainsi."))
    if period.first is None or period.last is None:
        raise NotMeasurable(_("L'audience se compte sur une période dont on connaît le premier et le dernier jour."))
    return Asked(site, period, period.first, period.last, gesture)


def _precise(site: Site) -> str:
    """Prints take two people of one network and one browser for one: what rests on them is a near figure."""
    return "approx" if site.mode == Mode.EXEMPT else "exact"


def _modes(product: str) -> Mapping[str, str]:
    return {site.mode: mode_said(Mode(site.mode)) for site in queries.sites_of(product)}


def _gestures(product: str) -> Mapping[str, str]:
    return {
        f"{site.mode}.{name}": f"{label} – {mode_said(Mode(site.mode))}"
        for site in queries.sites_of(product)
        for name, label in site.actions.items()
    }


def _measure(label: object, unit: str, kind: Kind, function: Callable[..., Count], *, gesture: bool = False) -> Measure:
    if gesture:
        return Measure(label, unit, kind, function, gettext_lazy("Le geste"), _gestures)  # type: ignore[arg-type]
    return Measure(label, unit, kind, function, gettext_lazy("Le mode de mesure"), _modes)  # type: ignore[arg-type]


MEASURES = {
    "audience-visits": _measure(gettext_lazy("Visites"), VISITS, Kind.COUNT, visits),
    "audience-visitors": _measure(gettext_lazy("Visiteurs différents"), VISITORS, Kind.DISTINCT, visitors),
    "audience-views": _measure(gettext_lazy("Pages vues"), VIEWS, Kind.COUNT, views),
    "audience-gestures": _measure(gettext_lazy("Gestes faits"), TIMES, Kind.COUNT, gestures, gesture=True),
    "audience-conversion": _measure(
        gettext_lazy("Visites menant à un geste"), PERCENT, Kind.RATIO, conversion, gesture=True
    ),
}
