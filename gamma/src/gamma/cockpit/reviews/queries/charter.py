"""Charter: what a kick-off settles, gathered from where it is recorded, and what it still lacks."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from gamma.cockpit.programme.lists import MemberRole, Role
from gamma.cockpit.programme.models import Enrolment, Membership
from gamma.cockpit.programme.queries import members
from gamma.cockpit.reviews.models import Charter


@dataclass(frozen=True)
class Kickoff:
    """All that a charter says, and the names of what is missing."""

    enrolment: Enrolment
    charter: Charter | None
    sponsors: list[str]
    people: list[Membership]
    lacking: list[str]


def kickoff(enrolment: Enrolment) -> Kickoff:
    """The charter of a product as it stands."""
    charter = Charter.objects.filter(enrolment=enrolment).first()
    return Kickoff(enrolment, charter, _sponsors(enrolment), _people(enrolment), lacking(enrolment))


def lacking(enrolment: Enrolment) -> list[str]:
    """What must be there before everyone can agree: a sponsor, a data owner, and for whom the service is."""
    roles = {part.role for part in _people(enrolment)}
    charter = Charter.objects.filter(enrolment=enrolment).first()
    needed = {
        _("un commanditaire nommé"): bool(_sponsors(enrolment)) and MemberRole.SPONSOR in roles,
        _("un responsable des données nommé"): MemberRole.DATA_OWNER in roles,
        _("le public visé"): bool(charter and charter.audience),
    }
    return [name for name, there in needed.items() if not there]


def _sponsors(enrolment: Enrolment) -> list[str]:
    parts = enrolment.sponsorships.filter(role=Role.SPONSOR).select_related("organisation")
    return [part.organisation.name for part in parts]


def _people(enrolment: Enrolment) -> list[Membership]:
    parts = members(enrolment.edition).exclude(role__in=[MemberRole.COMMITTEE, MemberRole.EXPERT])
    return [part for part in parts if part.enrolment_id in (None, enrolment.pk)]
