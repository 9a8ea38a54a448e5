"""What may be written of the parts that persons take: nobody gives, or takes away, a right they do not hold."""

from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from gamma.cockpit.programme.giving import Spot, givable, role_named, spot_named, spot_of
from gamma.cockpit.programme.lists import MemberRole
from gamma.cockpit.programme.models import Membership
from gamma.ground.accounts.actions import person_at
from gamma.ground.accounts.models import Person
from gamma.ground.audit.actions import By, described
from gamma.ground.errors import UserError
from gamma.ground.mail.sending import send

LETTER = "programme/mail/invitation.txt"


@transaction.atomic
def invite(email: str, *, role: MemberRole, spot: Spot, by: By, name: str = "") -> Membership:
    """Someone is given a part and told so by a letter, whether or not they came before: the answer is the same."""
    _refuse(role, spot, by)
    person = person_at(email, name=name)
    inviter = by if isinstance(by, Person) else None
    key = {"person": person, "role": role, **spot.key}
    part, made = Membership.objects.get_or_create(**key, defaults={"invited_by": inviter})
    if not made:
        raise UserError(_twice(part))
    _note(part, {}, _told(part), by)
    _write_to(part, by)
    return part


def invite_by_name(
    email: str, *, role: str, edition: str | None, product: str | None, by: str, name: str = ""
) -> Membership:
    """The same, of a role and a place as a person types them."""
    return invite(email, role=role_named(role), spot=spot_named(edition, product), by=by, name=name)


@transaction.atomic
def resend(part: Membership, *, by: By) -> None:
    """The letter is sent once more."""
    _refuse(MemberRole(part.role), spot_of(part), by)
    _write_to(part, by)


@transaction.atomic
def change_part(part: Membership, *, role: MemberRole, spot: Spot, by: By) -> Membership:
    """Someone takes another part instead; both must be of those that `by` may give."""
    _refuse(MemberRole(part.role), spot_of(part), by)
    _refuse(role, spot, by)
    same = Membership.objects.filter(person=part.person, role=role, **spot.key).exclude(pk=part.pk).first()
    if same:
        raise UserError(_twice(same))
    if not (role == MemberRole.LEAD and spot.edition is None):
        _keep_a_lead(part)
    before = _told(part)
    part.role, part.edition, part.enrolment = role, spot.edition, spot.enrolment
    part.save(update_fields=["role", "edition", "enrolment"])
    _note(part, before, _told(part), by)
    return part


@transaction.atomic
def remove_part(part: Membership, *, by: By) -> None:
    """Someone takes this part no more; who they are is kept, for what they wrote."""
    _refuse(MemberRole(part.role), spot_of(part), by)
    _keep_a_lead(part)
    _note(part, _told(part), {}, by)
    part.delete()


def _refuse(role: MemberRole, spot: Spot, by: By) -> None:
    said = f"{role.label}, {spot}"
    if role not in spot.roles:
        raise UserError(
            _("Cette part n'existe pas : %(said)s. Choisir un autre rôle, ou un autre endroit.") % {"said": said}
        )
    if isinstance(by, Person) and role not in givable(by, spot):
        raise UserError(
            _("Cette part n'est pas de celles que vous pouvez donner ou retirer : %(said)s.") % {"said": said}
        )


def _keep_a_lead(part: Membership) -> None:
    """The last lead of a place stays: nobody could invite another one."""
    above = Q(edition=None) | Q(edition=part.edition_id) if part.edition_id else Q(edition=None)
    leads = {row.pk for row in Membership.objects.select_for_update().filter(above, role=MemberRole.LEAD)}
    if leads == {part.pk}:
        raise UserError(
            _("C'est la dernière personne responsable (%(part)s) : en inviter une autre d'abord.")
            % {"part": spot_of(part)}
        )


def _note(part: Membership, before: dict[str, Any], after: dict[str, Any], by: By) -> None:
    described(part, before, after, by=by, scope=spot_of(part).scope, subject=part.person.email)


def _twice(part: Membership) -> str:
    return f"{part.person.email} prend déjà cette part : {part.get_role_display()}, {spot_of(part)}."


def _write_to(part: Membership, by: By) -> None:
    inviter = by if isinstance(by, Person) else ""
    send(LETTER, to=part.person.email, part=part, spot=spot_of(part), inviter=inviter)


def _told(part: Membership) -> dict[str, Any]:
    """The address, never the name: it would tell whether someone came before."""
    return {"email": part.person.email, "role": part.role, "place": str(spot_of(part))}
