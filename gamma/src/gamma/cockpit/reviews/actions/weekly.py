"""What may be written of the weekly half hour: it is begun, filled and closed; what stays open is carried on."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any, TypeVar

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from gamma.cockpit.programme.lists import MemberRole
from gamma.cockpit.programme.models import Enrolment
from gamma.cockpit.programme.queries import members
from gamma.cockpit.reviews.facts import ActionFacts, AgreedFacts, BlockerFacts, NoteFacts, SlotFacts
from gamma.cockpit.reviews.lists import Audience
from gamma.cockpit.reviews.models import Action, Agreed, Blocker, CheckIn, Note, Slot
from gamma.ground.accounts.models import Person
from gamma.ground.audit import actions as journal
from gamma.ground.errors import UserError

Line = TypeVar("Line", Agreed, Note, Action, Blocker)
LineFacts = AgreedFacts | NoteFacts | ActionFacts | BlockerFacts
SECRET = {"audience": Audience.COACH.value}
"""All that the journal keeps of a note that coaches alone may read."""


def monday(day: date) -> date:
    """The Monday of the week of a day: it names the week."""
    return day - timedelta(days=day.weekday())


@transaction.atomic
def begin(enrolment: Enrolment, *, week: date, by: Person, now: datetime) -> CheckIn:
    """Begin the check-in of a week; begun twice, it is the same one."""
    if week != monday(week) or week > localdate(now):
        raise UserError(_("Un point se tient dans sa semaine : ouvrez celui de cette semaine ou d'une semaine passée."))
    said = {"begun_at": now, "begun_by": by}
    row, new = CheckIn.objects.get_or_create(enrolment=enrolment, week=week, defaults=said)
    if new:
        journal.made(row, by=by, scope=enrolment.scope, verb="begun")
    return row


def close(checkin: CheckIn, *, by: Person, now: datetime) -> CheckIn:
    """It is over: nothing is added to it any more, the next one carries on what is open."""
    with journal.changing(checkin, by=by, scope=checkin.enrolment.scope, verb="closed"):
        checkin.closed_at = checkin.closed_at or now
        checkin.save(update_fields=["closed_at"])
    return checkin


@transaction.atomic
def set_slot(enrolment: Enrolment, facts: SlotFacts, *, by: Person) -> Slot:
    """Say on which day and at what hour a product meets."""
    row, _new = Slot.objects.get_or_create(enrolment=enrolment)
    with journal.changing(row, by=by, scope=enrolment.scope):
        row.weekday, row.hour = facts.weekday, facts.hour
        row.save()
    return row


@transaction.atomic
def add(model: type[Line], facts: LineFacts, *, checkin: CheckIn, by: Person) -> Line:
    """Write a line at a check-in that is not closed."""
    if checkin.closed_at:
        raise UserError(_("Ce point est clos : ouvrez celui de cette semaine pour y ajouter quelque chose."))
    row = model(checkin=checkin, written_by=by, **_columns(facts, checkin.enrolment))
    row.save()
    _note("made", row, by, {}, journal.values(row))
    return row


@transaction.atomic
def change(row: Line, facts: LineFacts, *, by: Person) -> Line:
    """Say a line otherwise."""
    before = journal.values(row)
    for name, value in _columns(facts, row.enrolment).items():
        setattr(row, name, value)
    row.save()
    _note("changed", row, by, before, journal.values(row))
    return row


@transaction.atomic
def remove(row: Line, *, by: Person) -> None:
    """Take back a line written by mistake."""
    _note("removed", row, by, journal.values(row), {})
    row.delete()


def tick(action: Action, *, done: bool, by: Person, today: date) -> Action:
    """An action is done, or is not done after all."""
    with journal.changing(action, by=by, scope=action.enrolment.scope, verb="done" if done else "not done"):
        action.done_on = (action.done_on or today) if done else None
        action.save(update_fields=["done_on"])
    return action


def lift(blocker: Blocker, *, how: str, by: Person, today: date) -> Blocker:
    """What stood in the way does no more; how is worth knowing the next time."""
    with journal.changing(blocker, by=by, scope=blocker.enrolment.scope, verb="lifted"):
        blocker.lifted_on, blocker.lifted_by, blocker.how = blocker.lifted_on or today, by, how
        blocker.save(update_fields=["lifted_on", "lifted_by", "how"])
    return blocker


def reopen(blocker: Blocker, *, by: Person) -> Blocker:
    """It stands in the way again, or still did."""
    with journal.changing(blocker, by=by, scope=blocker.enrolment.scope, verb="reopened"):
        blocker.lifted_on, blocker.lifted_by, blocker.how = None, None, ""
        blocker.save(update_fields=["lifted_on", "lifted_by", "how"])
    return blocker


def _columns(facts: LineFacts, enrolment: Enrolment) -> dict[str, Any]:
    """A line as its table keeps it."""
    values = facts.model_dump(exclude={"owner", "asked", "elsewhere"})
    if isinstance(facts, ActionFacts | BlockerFacts):
        values["owner"] = _member(facts.owner, enrolment)
    if isinstance(facts, BlockerFacts):
        values |= _asked(facts, enrolment)
    return values


def _asked(facts: BlockerFacts, enrolment: Enrolment) -> dict[str, Any]:
    sort, _colon, key = facts.asked.partition(":")
    return {
        "asked_role": MemberRole(key).value if sort == "role" else "",
        "asked_person": _member(int(key), enrolment) if sort == "person" else None,
        "asked_name": facts.elsewhere,
    }


def _member(key: int, enrolment: Enrolment) -> Person:
    """A person who takes part in the product, or in the whole of its edition."""
    parts = members(enrolment.edition).filter(person=key)
    for part in parts:
        if part.enrolment_id in (None, enrolment.pk):
            return part.person
    raise UserError(_("Cette personne ne prend pas part au service : en choisir une autre, ou l'inviter d'abord."))


def _note(verb: str, row: Line, by: Person, before: Mapping[str, Any], after: Mapping[str, Any]) -> None:
    """Tell the journal, which all of the team reads, what differs: not what a coach wrote for coaches."""
    differing = {name for name in {*before, *after} if before.get(name) != after.get(name)}
    if not differing:
        return
    told = [{name: said[name] for name in said if name in differing} for said in (before, after)]
    secret = SECRET["audience"] in (before.get("audience"), after.get("audience"))
    was, now = [said and SECRET for said in told] if secret else told
    subject = str(SECRET["audience"]) if secret else str(row)
    model = row._meta.label_lower
    journal.note(verb, by=by, scope=row.enrolment.scope, subject=subject, model=model, before=was, after=now)
