"""Sorts: the four sorts of lines that a check-in gathers, each with its form, its words and its place on the page."""

from collections.abc import Callable, Mapping, Sequence, Set
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from gamma.cockpit.programme.lists import MemberRole
from gamma.cockpit.programme.models import Enrolment, Membership
from gamma.cockpit.programme.queries import members
from gamma.cockpit.reviews.forms import ActionForm, AgreedForm, BlockerForm, NoteForm
from gamma.cockpit.reviews.lists import Audience
from gamma.cockpit.reviews.models import Action, Agreed, Blocker, Note
from gamma.cockpit.reviews.queries import readable
from gamma.ground.accounts.models import Person
from gamma.ground.forms.described import FactsForm

ASKED = (MemberRole.SPONSOR, MemberRole.LEAD, MemberRole.COACH, MemberRole.EXPERT)


@dataclass(frozen=True)
class Sort:
    """A sort of line: its model and form, what its buttons say, and the fields of a line that exists."""

    model: type[Any]
    form: type[FactsForm[Any]]
    adding: Promise
    verb: Promise
    correcting: Promise
    place: str
    said: Callable[[Any], Mapping[str, Any]]


def _agreed(row: Agreed) -> dict[str, Any]:
    return {"text": row.text}


def _note(row: Note) -> dict[str, Any]:
    return {"text": row.text, "audience": row.audience}


def _action(row: Action) -> dict[str, Any]:
    return {"text": row.text, "owner": str(row.owner_id or ""), "due": row.due}


def _blocker(row: Blocker) -> dict[str, Any]:
    person = f"person:{row.asked_person_id}" if row.asked_person_id else ""
    return {
        "text": row.text,
        "asked": f"role:{row.asked_role}" if row.asked_role else person,
        "elsewhere": row.asked_name,
        "owner": str(row.owner_id or ""),
        "since": row.since,
    }


SORTS: dict[str, Sort] = {
    "decision": Sort(
        Agreed,
        AgreedForm,
        _("Noter une décision"),
        _("Ajouter la décision"),
        _("Corriger une décision"),
        "decisions",
        _agreed,
    ),
    "action": Sort(
        Action, ActionForm, _("Prévoir une action"), _("Ajouter l'action"), _("Corriger une action"), "actions", _action
    ),
    "blocage": Sort(
        Blocker,
        BlockerForm,
        _("Signaler un blocage"),
        _("Ajouter le blocage"),
        _("Corriger un blocage"),
        "blocages",
        _blocker,
    ),
    "note": Sort(Note, NoteForm, _("Écrire une note"), _("Ajouter la note"), _("Corriger une note"), "notes", _note),
}


def choices(sort: str, parts: Sequence[Membership], roles: Set[str]) -> dict[str, Any]:
    """What the fields of a sort of line may choose from, among those who take part."""
    named = {str(part.person_id): str(part.person) for part in parts}
    people = sorted(named.items(), key=lambda pair: pair[1].casefold())
    if sort == "action":
        return {"owner": people}
    if sort == "blocage":
        asked = [(f"role:{role.value}", role.label) for role in ASKED]
        return {"owner": people, "asked": [*asked, *((f"person:{key}", name) for key, name in people)]}
    if sort == "note":
        return {"audience": [(one.value, one.label) for one in Audience if one in readable(roles)]}
    return {}


def beginning(sort: str, by: Person, today: date) -> dict[str, Any]:
    """What a new line says before anyone types."""
    if sort == "action":
        return {"owner": str(by.pk)}
    if sort == "blocage":
        return {"owner": str(by.pk), "since": today}
    return {"audience": Audience.TEAM.value} if sort == "note" else {}


def taking_part(enrolment: Enrolment) -> list[Membership]:
    """Who may own an action, or be asked to lift a blocker."""
    parts = members(enrolment.edition).exclude(role__in=[MemberRole.COMMITTEE])
    return [part for part in parts if part.enrolment_id in (None, enrolment.pk)]
