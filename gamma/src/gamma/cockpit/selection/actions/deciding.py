"""Deciding: how far applications came, and which are selected. The decision is recorded whole, once."""

from collections.abc import Callable, Sequence
from datetime import date, datetime

from django.db import transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _

from gamma.cockpit.programme import actions as programme
from gamma.cockpit.programme.facts import CriterionFacts, PhaseFacts, ProductFacts
from gamma.cockpit.programme.lists import PhaseName
from gamma.cockpit.programme.models import Edition
from gamma.cockpit.selection.actions.locking import in_force, undecided
from gamma.cockpit.selection.facts import DecisionFacts, StagesFacts
from gamma.cockpit.selection.lists import Outcome, Stage, State
from gamma.cockpit.selection.minutes import content, digest
from gamma.cockpit.selection.models import Application, Call, Decision, Grid
from gamma.cockpit.selection.queries.applications import confidential, counts
from gamma.cockpit.selection.queries.scores import counted, summaries, unscored
from gamma.ground.accounts.models import Person
from gamma.ground.audit.actions import note
from gamma.ground.errors import UserError
from gamma.ground.mail.sending import send

Link = Callable[[Application], str]


@transaction.atomic
def place(call: Call, facts: StagesFacts, *, by: Person) -> None:
    """Say how far each application came."""
    held = undecided(call)
    for row in _sent(held):
        stage = facts.stages.get(row.pk, row.stage)
        if stage == row.stage:
            continue
        note(
            "placed",
            by=by,
            scope=confidential(held),
            subject=f"candidature n° {row.pk}",
            model=row._meta.label_lower,
            before={"stage": row.stage},
            after={"stage": str(stage)},
        )
        row.stage = stage
        row.save(update_fields=["stage"])


@transaction.atomic
def decide(call: Call, facts: DecisionFacts, *, by: Person, now: datetime, today: date, link: Link) -> Decision:
    """Record what the committee decided: the grid and the minutes are frozen, products enrolled, applicants told."""
    held = undecided(call)
    grid, applications = in_force(held), _sent(held)
    _may_decide(held, grid, facts, applications, today)
    _close(held, grid, now)
    for row in applications:
        _settle(row, facts)
    decision = _record(held, grid, facts, by, now)
    _enrol([row for row in applications if row.outcome == Outcome.SELECTED], decision, by)
    for row in applications:
        send("selection/letters/decided.txt", to=row.applicant.email, application=row, link=link(row))
    return decision


def _sent(call: Call) -> list[Application]:
    found = call.applications.select_for_update(of=("self",)).filter(state=State.SENT)
    return list(found.select_related("applicant", "call__edition").prefetch_related("recusals__member"))


def _may_decide(call: Call, grid: Grid, facts: DecisionFacts, applications: Sequence[Application], today: date) -> None:
    if today <= call.closes:
        raise UserError(_("L'appel est encore ouvert : la décision se prend une fois qu'il est clos."))
    if not call.closes < facts.decided_on <= today:
        raise UserError(_("Le jour de la décision est après la clôture de l'appel, et au plus tard aujourd'hui."))
    if not grid.criteria.exists():
        raise UserError(_("La grille n'a aucun critère : rien ne dit sur quoi le comité a décidé."))
    if set(facts.outcomes) != {row.pk for row in applications}:
        raise UserError(
            _("La liste des candidatures a changé entre-temps : recharger la page, puis décider de chacune.")
        )
    if call.scores_closed_at is None and unscored(grid).exists():
        raise UserError(
            _("Des notes manquent encore : les attendre, ou clore les notes, puis enregistrer la décision.")
        )
    chosen = [_address(row) for row in applications if facts.outcomes[row.pk].outcome == Outcome.SELECTED]
    if len(set(chosen)) < len(chosen):
        raise UserError(_("Deux candidatures retenues portent le même nom : n'en retenir qu'une."))


def _close(call: Call, grid: Grid, now: datetime) -> None:
    """From here on no score is given, and the grid does not change."""
    if call.scores_closed_at is None:
        call.scores_closed_at = now
        call.save(update_fields=["scores_closed_at"])
    if grid.frozen_at is None:
        grid.frozen_at = now
        grid.save(update_fields=["frozen_at"])


def _settle(row: Application, facts: DecisionFacts) -> None:
    told = facts.outcomes[row.pk]
    row.outcome, row.reason = told.outcome, told.reason
    row.stage = Stage.CHOICE if told.outcome == Outcome.SELECTED else row.stage
    row.save(update_fields=["outcome", "reason", "stage"])


def _record(call: Call, grid: Grid, facts: DecisionFacts, by: Person, now: datetime) -> Decision:
    told = content(
        call,
        grid,
        facts,
        counts=counts(call),
        applications=_sent(call),
        summaries=summaries(counted(grid), grid),
        by=str(by),
    )
    values = {"decided_on": facts.decided_on, "public": facts.public, "recorded_at": now, "recorded_by": by}
    decision = Decision.objects.create(call=call, grid=grid, content=told, digest=digest(told), **values)
    after = {"grid": grid.version, "digest": decision.digest, "counts": told["counts"]}
    note(
        "decided", by=by, scope=confidential(call), subject=str(decision), model=decision._meta.label_lower, after=after
    )
    return decision


def _enrol(selected: Sequence[Application], decision: Decision, by: Person) -> None:
    """The selected products take part in the edition, and the criteria they were chosen by are its own."""
    edition = decision.call.edition
    criteria = [CriterionFacts(id=one.slug, text=one.text) for one in decision.grid.criteria.all()]
    programme.publish_criteria(criteria, edition=edition, by=by)
    there = list(edition.enrolments.values_list("product__slug", flat=True))
    for row in selected:
        if _address(row) not in there:
            _join(row, edition, there[-1] if there else "", by)
            there.append(_address(row))


def _join(row: Application, edition: Edition, after: str, by: Person) -> None:
    """One product takes part, after another; what is known of its phases already is kept."""
    enrolment = programme.enrol(_product(row), edition=edition, after=after, by=by)
    if row.phase and not enrolment.product.phases.exists():
        programme.make_phase(PhaseFacts(name=PhaseName(row.phase)), enrolment=enrolment, after=0, by=by)


def _product(row: Application) -> ProductFacts:
    return ProductFacts(
        id=_address(row),
        name=row.product,
        site=row.site,
        problem={"fr": row.problem},
        sponsors=[row.sponsor] if row.sponsor else [],
    )


def _address(row: Application) -> str:
    return slugify(row.product)[:80].strip("-") or f"service-{row.pk}"
