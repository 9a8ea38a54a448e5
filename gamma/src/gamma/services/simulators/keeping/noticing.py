"""Noticing: what the reader of a document must know before its figures."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from gamma.ground import texts, wording
from gamma.ground.design.numbers import signed
from gamma.services.simulators.catalogue.shapes import Freshness
from gamma.services.simulators.keeping.taking import Taken


@dataclass(frozen=True)
class Notice:
    """A word to the reader: what, and why or how to mend it."""

    title: str
    text: str


def notices(taken: Taken) -> list[Notice]:
    """That it is an example, that its rules are late, that a part of the address was left out, what is refused."""
    return list(_notices(taken))


def _notices(taken: Taken) -> Iterator[Notice]:
    if taken.example:
        yield Notice(
            _("Ceci est un exemple"),
            _("Aucun montant n'a été donné : la situation et les résultats sont ceux d'un exemple, pas les vôtres."),
        )
    if fresh := taken.simulation.simulator.freshness:
        yield Notice(_("Les règles de cette page ne sont pas toutes à jour"), _late(fresh))
    left = len(taken.arrival.unknown) + len(taken.arrival.refused)
    if left:
        yield Notice(_("Une partie de ce lien ne peut pas être utilisée"), _left_out(left))
    for refusal in taken.refusals:
        yield Notice(_("Impossible"), " ".join(one for one in (refusal.what, refusal.where, refusal.mend) if one))


def _late(fresh: Freshness) -> str:
    named = {"when": wording.day(fresh.compared), "against": fresh.against}
    if fresh.gap is None:
        return _("Comparées le %(when)s aux règles de %(against)s, qui suivent la loi en vigueur.") % named
    said = _(
        "Comparées le %(when)s aux règles de %(against)s, qui suivent la loi en vigueur, les cotisations s'écartent de "
        "%(gap)s %% pour %(case)s."
    )
    return said % {**named, "gap": signed(fresh.gap), "case": texts.chosen(fresh.case)}


def _left_out(count: int) -> str:
    return ngettext(
        "%(n)s paramètre de l'adresse ne nomme aucune règle, ou n'est pas une de ses réponses : il est laissé de côté.",
        "%(n)s paramètres de l'adresse ne nomment aucune règle, ou n'en sont pas une réponse : ils sont laissés "
        "de côté.",
        count,
    ) % {"n": count}
