"""Writing applications: one's own, until they are sent. The journal says which fields changed, not what they say:
an application is deleted in time, and the journal is not."""

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from gamma.cockpit.selection.actions.locking import still, undecided
from gamma.cockpit.selection.facts import ApplicationFacts
from gamma.cockpit.selection.lists import State
from gamma.cockpit.selection.models import Application, Call, Evidence
from gamma.cockpit.selection.queries.applications import lacking, scope
from gamma.cockpit.selection.queries.calls import grid_in_force
from gamma.ground.accounts.models import Person
from gamma.ground.audit.actions import note
from gamma.ground.errors import UserError
from gamma.ground.mail.sending import send as write_to


@transaction.atomic
def start(call: Call, facts: ApplicationFacts, *, by: Person, today: date) -> Application:
    """Begin an application to an open call: a draft that only who writes it can read."""
    held = undecided(call)
    _open(held, today)
    application = Application(call=held, applicant=by)
    _fill(application, facts)
    _noted("made", application, by)
    return application


@transaction.atomic
def write(application: Application, facts: ApplicationFacts, *, by: Person, today: date) -> Application:
    """Change a draft, while the call is open."""
    row = still(application)
    _draft(row, today)
    changed = _fill(row, facts)
    if changed:
        _noted("changed", row, by, fields=changed)
    return row


@transaction.atomic
def send(application: Application, *, by: Person, now: datetime, today: date, link: str = "") -> Application:
    """Hand a complete draft to the committee before the call closes; it does not change afterwards."""
    row = still(application)
    _draft(row, today)
    left = lacking(row, grid_in_force(row.call))
    if left:
        raise UserError(
            _("Il manque encore : %(left)s. Compléter la candidature, puis l'envoyer.") % {"left": ", ".join(left)}
        )
    row.state, row.sent_at = State.SENT, now
    row.save(update_fields=["state", "sent_at"])
    _noted("sent", row, by)
    write_to("selection/letters/received.txt", to=row.applicant.email, application=row, link=link)
    return row


@transaction.atomic
def withdraw(application: Application, *, by: Person) -> Application:
    """Take back an application that was sent, until the decision is recorded."""
    row = still(application)
    if row.state != State.SENT:
        raise UserError(_("Seule une candidature envoyée se retire."))
    row.state = State.WITHDRAWN
    row.save(update_fields=["state"])
    _noted("withdrawn", row, by)
    return row


def _open(call: Call, today: date) -> None:
    if not call.open_on(today):
        raise UserError(
            _("L'appel n'est pas ouvert : une candidature ne s'écrit et ne s'envoie qu'entre ses deux dates.")
        )


def _draft(application: Application, today: date) -> None:
    if application.state != State.DRAFT:
        raise UserError(_("Cette candidature est envoyée : elle ne change plus."))
    _open(application.call, today)


def _fill(row: Application, facts: ApplicationFacts) -> list[str]:
    """Write what is told, and return the names of what changed."""
    values = facts.model_dump(exclude={"evidence"}) | {"phase": facts.phase or ""}
    changed = [name for name, value in values.items() if getattr(row, name) != value]
    for name, value in values.items():
        setattr(row, name, value)
    row.save()
    return changed + _fill_evidence(row, facts)


def _fill_evidence(row: Application, facts: ApplicationFacts) -> list[str]:
    """What is said for a criterion that the grid has no more is kept: another version may ask for it again."""
    known = {one.criterion: (one.text, one.link) for one in row.evidences.all()}
    told = {name: (one.text, one.link) for name, one in facts.evidence.items()}
    asked = {criterion.slug for criterion in grid_in_force(row.call).criteria.all()}
    changed = [name for name in sorted(asked) if told.get(name, ("", "")) != known.get(name, ("", ""))]
    for name in changed:
        text, link = told.get(name, ("", ""))
        Evidence.objects.update_or_create(application=row, criterion=name, defaults={"text": text, "link": link})
    return changed


def _noted(verb: str, row: Application, by: Person, **after: object) -> None:
    note(verb, by=by, scope=scope(row), subject=f"candidature n° {row.pk}", model=row._meta.label_lower, after=after)
