"""Giving scores, blind. The journal says that they were given, never what they are."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from gamma.cockpit.selection.actions.locking import in_force, still, undecided
from gamma.cockpit.selection.facts import RecusalFacts, ScoreFacts, SheetFacts
from gamma.cockpit.selection.lists import Stage, State
from gamma.cockpit.selection.models import Application, Call, Criterion, Grid, Recusal, Score, Sheet
from gamma.cockpit.selection.queries.applications import confidential
from gamma.cockpit.selection.queries.scores import committee
from gamma.ground.accounts.models import Person
from gamma.ground.audit.actions import changing, note
from gamma.ground.errors import UserError
from gamma.ground.texts import chosen


@transaction.atomic
def give(application: Application, facts: SheetFacts, *, by: Person, now: datetime) -> Sheet:
    """Give an application one's scores for every criterion, once and for all; the first ones freeze the grid."""
    row = still(application)
    _may_score(row, by)
    grid = in_force(row.call)
    criteria = list(grid.criteria.all())
    if not criteria or set(facts.scores) != {criterion.slug for criterion in criteria}:
        raise UserError(_("La grille a changé entre-temps : recharger la page, puis noter chaque critère."))
    if Sheet.objects.filter(application=row, grid=grid, member=by).exists():
        raise UserError(_("Vos notes sont déjà données : elles ne changent plus."))
    _freeze(grid, now)
    sheet = Sheet.objects.create(application=row, grid=grid, member=by, given_at=now)
    links = {one.criterion: one.link for one in row.evidences.all()}
    scores = [_score(sheet, one, facts.scores[one.slug], links.get(one.slug, "")) for one in criteria]
    Score.objects.bulk_create(scores)
    _noted("scored", row, by)
    return sheet


@transaction.atomic
def recuse(application: Application, facts: RecusalFacts, *, by: Person) -> Recusal:
    """Take no part in an application, for good: who stepped back must not have read what others gave."""
    row = still(application)
    if row.state != State.SENT:
        raise UserError(_("Cette candidature est retirée."))
    if Recusal.objects.filter(application=row, member=by).exists():
        raise UserError(_("Vous vous êtes déjà récusé·e pour cette candidature."))
    recusal = Recusal.objects.create(application=row, member=by, reason=facts.reason)
    _noted("recused", row, by)
    return recusal


@transaction.atomic
def close_scores(call: Call, *, by: Person, now: datetime) -> Call:
    """Take no more scores, and let all the committee read them: for when someone will not give theirs."""
    held = undecided(call)
    if held.scores_closed_at is not None:
        raise UserError(_("Les notes sont déjà closes."))
    if not Sheet.objects.filter(application__call=held).exists():
        raise UserError(_("Aucune note n'est encore donnée."))
    with changing(held, by=by, scope=confidential(held), verb="closed"):
        held.scores_closed_at = now
        held.save(update_fields=["scores_closed_at"])
    return held


def _may_score(row: Application, by: Person) -> None:
    if row.state != State.SENT:
        raise UserError(_("Cette candidature est retirée : elle n'est plus notée."))
    if row.applicant_id == by.pk:
        raise UserError(_("C'est votre candidature : elle est notée par les autres membres."))
    if row.stage == Stage.ELIGIBILITY:
        raise UserError(_("Cette candidature n'est pas encore déclarée recevable : elle se note ensuite."))
    if row.call.scores_closed_at is not None:
        raise UserError(_("Les notes sont closes : le comité les a lues."))
    if Recusal.objects.filter(application=row, member=by).exists():
        raise UserError(_("Vous vous êtes récusé·e pour cette candidature."))
    if by not in committee(row.call):
        raise UserError(_("Seuls les membres du comité notent les candidatures."))


def _freeze(grid: Grid, now: datetime) -> None:
    if grid.frozen_at is None:
        grid.frozen_at = now
        grid.save(update_fields=["frozen_at"])


def _score(sheet: Sheet, criterion: Criterion, facts: ScoreFacts, link: str) -> Score:
    cited = link if facts.shown else ""
    if not facts.comment and not cited:
        raise UserError(
            _("« %(text)s » : la candidature ne donne pas de lien, écrire un commentaire.")
            % {"text": chosen(criterion.text)}
        )
    return Score(sheet=sheet, criterion=criterion, value=facts.value, comment=facts.comment, link=cited)


def _noted(verb: str, row: Application, by: Person) -> None:
    label = row._meta.label_lower
    note(verb, by=by, scope=confidential(row.call), subject=f"candidature n° {row.pk}", model=label)
