"""Tiles: the three numbers that open an edition, each with the rule it follows."""

from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from gamma.cockpit.indicators.lists import Verdict
from gamma.cockpit.programme.models import Edition
from gamma.cockpit.reports import phrases
from gamma.cockpit.reports.queries import links
from gamma.cockpit.reports.queries.standings import Summary
from gamma.ground.design.numbers import number
from gamma.ground.design.shapes import Tile
from gamma.ground.figures import Figure


def tiles(edition: Edition, whole: Summary) -> list[Tile]:
    """Targets met, products that reached their entry targets, indicators never read."""
    return [_targets(edition, whole), _entries(edition, whole), _never_read(edition, whole)]


def _targets(edition: Edition, whole: Summary) -> Tile:
    unknown = whole.verdicts.get(Verdict.NOT_COMPUTABLE, 0)
    note = _("%(met)s sur %(all)s évaluées.") % {"met": number(whole.met), "all": number(whole.settled)}
    if unknown:
        more = ngettext("%(count)s n'est pas calculable.", "%(count)s ne sont pas calculables.", unknown)
        note += " " + more % {"count": number(unknown)}
    return Tile(_("Cibles atteintes"), _share(edition, whole.met, whole.settled), note)


def _entries(edition: Edition, whole: Summary) -> Tile:
    reached = whole.entry.get("reached", 0)
    counted = reached + whole.entry.get("short", 0) + whole.entry.get("pending", 0)
    apart = whole.entry.get("apart", 0)
    note = _("Ceux qui ont au moins 80 % de leurs cibles d'entrée.")
    if apart:
        more = ngettext(
            "%(count)s service sans cible chiffrée à l'entrée est compté à part.",
            "%(count)s services sans cible chiffrée à l'entrée sont comptés à part.",
            apart,
        )
        note += " " + more % {"count": number(apart)}
    unit = _("sur %(all)s services") % {"all": number(counted)}
    return Tile(_("Services à la hauteur de leur entrée"), _figure(edition, Decimal(reached), unit), note)


def _never_read(edition: Edition, whole: Summary) -> Tile:
    unit = _("sur %(all)s indicateurs") % {"all": number(whole.indicators)}
    note = _("Choisis, puis restés sans aucun chiffre publié.")
    return Tile(_("Indicateurs jamais mesurés"), _figure(edition, Decimal(whole.never_read), unit), note)


def _share(edition: Edition, part: int, whole: int) -> Figure:
    if not whole:
        return _figure(edition, None, "")
    return _figure(edition, (Decimal(part * 100) / whole).quantize(Decimal("0.1")), "%")


def _figure(edition: Edition, value: Decimal | None, unit: str) -> Figure:
    period = phrases.dates(edition.starts, edition.ends)
    return Figure(value, unit, period, "", links.to_edition(edition) + "#calcul", _("pas encore de verdict"))
