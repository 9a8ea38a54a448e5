"""Steps: what an indicator awaits, and the one thing to do next about it. Nothing is asked of the base here."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from gamma.cockpit.indicators.lists import Answer, Status
from gamma.cockpit.indicators.models import TargetProposal
from gamma.cockpit.indicators.queries.due import Due
from gamma.cockpit.indicators.queries.tracks import Track
from gamma.cockpit.programme.access import Right
from gamma.ground import wording


@dataclass(frozen=True)
class Step:
    """What is awaited, the verb of what to do, its page and the words of its address, and who may do it."""

    awaits: str
    verb: str = ""
    route: str = ""
    words: tuple[str | int, ...] = ()
    right: Right = Right.PRODUCT_SEE
    urgent: bool = False


def step(track: Track, found: Due | None, proposals: Sequence[TargetProposal]) -> Step:
    """The first thing that an indicator awaits."""
    if track.indicator.status == Status.RETIRED:
        return Step("")
    if track.indicator.status == Status.PROPOSED:
        return _to_accept(track)
    return _to_answer(proposals) or _to_read(found) or _to_aim(track) or Step(_("rien : tout est à jour"))


def _to_accept(track: Track) -> Step:
    definition = track.definition
    if track.indicator.reason:
        return Step(_("n'a pas été accepté"), _("Revoir la fiche"), "describe", (), Right.INDICATOR_PROPOSE)
    if not definition.origin or not definition.owner:
        return Step(_("sa source et qui en répond"), _("Compléter la fiche"), "describe", (), Right.INDICATOR_PROPOSE)
    if not track.readings:
        return Step(_("un premier relevé"), _("Donner un premier relevé"), "read", (), Right.READING_WRITE)
    return Step(_("d'être accepté"), _("Accepter l'indicateur"), "accept", (), Right.INDICATOR_ACCEPT, urgent=True)


def _to_answer(proposals: Sequence[TargetProposal]) -> Step | None:
    awaited = next((row for row in proposals if row.answer == Answer.AWAITED), None)
    if awaited is None:
        return None
    told = _("une réponse à la cible proposée par %(who)s") % {"who": awaited.proposed_by}
    return Step(told, _("Répondre à la cible proposée"), "answer", (awaited.pk,), Right.TARGET_ACCEPT, urgent=True)


def _to_read(found: Due | None) -> Step | None:
    if found is None or found.expected is None:
        return None
    told = _("un relevé : %(period)s") % {"period": wording.period(found.coming or found.expected)}
    if found.coming != found.expected:
        told = _("les relevés depuis : %(period)s") % {"period": wording.period(found.coming or found.expected)}
    late = _("%(told)s, en retard de %(days)s jours") % {"told": told, "days": found.days}
    verb = _("Donner le relevé")
    return Step(late if found.late else told, verb, "read", (), Right.READING_WRITE, urgent=found.late)


def _to_aim(track: Track) -> Step | None:
    if track.targets:
        return None
    return Step(_("une cible"), _("Proposer une cible"), "aim", (), Right.TARGET_PROPOSE)
