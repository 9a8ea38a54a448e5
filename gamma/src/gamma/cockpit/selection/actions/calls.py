"""Writing a call and the versions of its grid."""

from django.db import transaction
from django.utils.translation import gettext as _

from gamma.cockpit.programme.models import Edition
from gamma.cockpit.selection.actions.locking import in_force, undecided
from gamma.cockpit.selection.facts import CallFacts, CriterionFacts
from gamma.cockpit.selection.models import Call, Criterion, Grid
from gamma.ground.accounts.models import Person
from gamma.ground.audit.actions import changing, made, removed
from gamma.ground.errors import UserError


@transaction.atomic
def open_call(facts: CallFacts, *, edition: Edition, by: Person) -> Call:
    """Make the call of an edition, with a grid that begins with the criteria the edition has."""
    Edition.objects.select_for_update().get(pk=edition.pk)
    if Call.objects.filter(edition=edition).exists():
        raise UserError(_("Cette édition a déjà un appel à candidatures : le modifier plutôt."))
    call = Call.objects.create(edition=edition, **facts.model_dump())
    grid = Grid.objects.create(call=call)
    known = [(row.slug, row.rank, row.text) for row in edition.criteria.all()]
    Criterion.objects.bulk_create(Criterion(grid=grid, slug=slug, rank=rank, text=text) for slug, rank, text in known)
    made(call, by=by, scope=edition.slug)
    return call


@transaction.atomic
def change_call(call: Call, facts: CallFacts, *, by: Person) -> Call:
    """Change the dates or the text of a call that is not decided."""
    held = undecided(call)
    with changing(held, by=by, scope=held.edition.slug):
        for name, value in facts.model_dump().items():
            setattr(held, name, value)
        held.save()
    return held


@transaction.atomic
def add_criterion(call: Call, facts: CriterionFacts, *, by: Person) -> Criterion:
    """Add a criterion at the end of the grid in force, while no score is given by it."""
    grid = _editable(call)
    if grid.criteria.filter(slug=facts.id).exists():
        raise UserError(_("Un critère a déjà l'adresse « %(id)s » : en choisir une autre.") % {"id": facts.id})
    last = grid.criteria.order_by("-rank").values_list("rank", flat=True).first()
    row = Criterion.objects.create(
        grid=grid, slug=facts.id, rank=0 if last is None else last + 1, **facts.model_dump(exclude={"id"})
    )
    made(row, by=by, scope=call.edition.slug)
    return row


@transaction.atomic
def change_criterion(criterion: Criterion, facts: CriterionFacts, *, by: Person) -> Criterion:
    """Change what a criterion says or weighs, while no score is given by its grid; its address stays."""
    row = _still_there(criterion)
    with changing(row, by=by, scope=row.grid.call.edition.slug):
        row.text, row.evidence, row.weight = facts.text, facts.evidence, facts.weight
        row.save()
    return row


@transaction.atomic
def remove_criterion(criterion: Criterion, *, by: Person) -> None:
    """Take a criterion out of a grid, while no score is given by it."""
    row = _still_there(criterion)
    removed(row, by=by, scope=row.grid.call.edition.slug)
    row.delete()


@transaction.atomic
def new_version(call: Call, *, reason: str, by: Person) -> Grid:
    """Copy a frozen grid into another version, which may be changed; applications are then scored by that one."""
    held = undecided(call)
    former = in_force(held)
    if former.frozen_at is None:
        raise UserError(_("Aucune note n'est donnée avec cette version : la modifier directement."))
    if held.scores_closed_at is not None:
        raise UserError(_("Les notes sont closes : une autre version de la grille ne pourrait plus servir."))
    grid = Grid.objects.create(call=held, version=former.version + 1, reason=reason.strip())
    names = ("slug", "rank", "text", "evidence", "weight")
    copies = [Criterion(grid=grid, **{name: getattr(row, name) for name in names}) for row in former.criteria.all()]
    Criterion.objects.bulk_create(copies)
    made(grid, by=by, scope=held.edition.slug)
    return grid


def _editable(call: Call) -> Grid:
    grid = in_force(undecided(call))
    if grid.frozen_at is not None:
        raise UserError(
            _("Des notes sont données avec cette version de la grille : en créer une nouvelle pour changer.")
        )
    return grid


def _still_there(criterion: Criterion) -> Criterion:
    grid = _editable(criterion.grid.call)
    row = grid.criteria.select_related("grid__call__edition").filter(slug=criterion.slug).first()
    if row is None:
        raise UserError(_("Ce critère n'est plus dans la version en vigueur de la grille."))
    return row
