"""Desk: what a person finds when they come — what awaits them, and the editions and products they take part in."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils.translation import gettext as _

from gamma.cockpit.programme.access import Right
from gamma.cockpit.programme.lists import MemberRole
from gamma.cockpit.programme.models import Edition, Enrolment, Membership
from gamma.cockpit.programme.queries import memberships
from gamma.ground import desk, wording
from gamma.ground.accounts.models import Person
from gamma.ground.desk import Link, Place, Task
from gamma.ground.periods import span
from gamma.ground.texts import chosen


@dataclass(frozen=True)
class Spot:
    """A place where someone takes part: its name, their roles in words, the pages they may open."""

    name: str
    roles: str
    links: list[Link]


@dataclass(frozen=True)
class Waiting:
    """Something that awaits someone, where, and since when in words."""

    text: str
    href: str
    where: str
    since: str


@dataclass(frozen=True)
class Desk:
    """All that a person finds; `leads` is whether they lead the whole programme."""

    waiting: list[Waiting]
    spots: list[Spot]
    leads: bool


@dataclass
class _Held:
    """The roles of a person at a place, as they are found."""

    name: str
    edition: str
    product: str | None
    own: list[str]

    @property
    def scope(self) -> str:
        return f"{self.edition}/{self.product}" if self.product else self.edition


def desk_of(person: Person, today: date) -> Desk:
    """What a person finds today."""
    parts = list(memberships(person))
    leads = any(part.edition is None for part in parts)
    held = _held(parts, leads)
    names = {one.scope: one.name for one in held}
    waiting = [_waiting(task, names) for task in desk.tasks(person, today)]
    return Desk(waiting, [_spot(one, held) for one in held], leads)


def _held(parts: list[Membership], leads: bool) -> list[_Held]:
    """Each place once, the latest editions first, an edition before its products."""
    found: dict[tuple[str, str | None], _Held] = {}
    for led in Edition.objects.order_by("-starts", "slug") if leads else ():
        found[led.slug, None] = _Held(chosen(led.label), led.slug, None, [MemberRole.LEAD])
    for part in parts:
        edition, enrolment = part.edition, part.enrolment
        if edition is None:
            continue
        product = enrolment.product.slug if enrolment else None
        name = _named(edition, enrolment) if enrolment else chosen(edition.label)
        place = found.setdefault((edition.slug, product), _Held(name, edition.slug, product, []))
        place.own += [] if part.role in place.own else [part.role]
    return list(found.values())


def _named(edition: Edition, enrolment: Enrolment) -> str:
    return f"{enrolment.product.name} – {chosen(edition.label)}"


def _spot(one: _Held, held: list[_Held]) -> Spot:
    whole = [role for other in held if other.scope == one.edition for role in other.own]
    roles = ", ".join(str(MemberRole(role).label) for role in one.own)
    return Spot(one.name, roles, desk.links(Place(one.edition, one.product, frozenset([*one.own, *whole]))))


def _waiting(task: Task, names: dict[str, str]) -> Waiting:
    where = names.get(task.scope) or names.get(task.scope.partition("/")[0], "")
    since = _("depuis le %(day)s") % {"day": wording.day(task.since)} if task.since else ""
    return Waiting(task.text, task.href, where, since)


def opens(place: Place) -> Iterator[Link]:
    """The pages of the programme itself."""
    prefix, words = ("product-", [place.edition, place.product]) if place.product else ("", [place.edition])
    see, people = (Right.PRODUCT_SEE, Right.PRODUCT_SEE) if place.product else (Right.EDITION_SEE, Right.PEOPLE)
    if place.roles & see.value:
        name = "product" if place.product else "edition"
        yield Link(_("Le service") if place.product else _("L'édition"), reverse(f"programme:{name}", args=words))
    if place.roles & people.value:
        yield Link(_("Qui prend part"), reverse(f"programme:{prefix}people", args=words))
    if place.roles & Right.JOURNAL.value:
        yield Link(_("Journal"), reverse(f"programme:{prefix}journal", args=words))


def asks(person: Person, today: date) -> Iterator[Task]:
    """A lead is asked to invite who leads a product, in the editions that are not over."""
    leads = [part for part in memberships(person) if part.role == MemberRole.LEAD]
    if not leads:
        return
    led = Membership.objects.filter(enrolment=OuterRef("pk"), role=MemberRole.PRODUCT_LEAD)
    rows = Enrolment.objects.filter(~Exists(led)).select_related("edition", "product")
    mine = {part.edition_id for part in leads}
    for row in rows:
        if (None in mine or row.edition_id in mine) and _under_way(row.edition, today):
            text = _("Inviter qui est responsable de %(product)s") % {"product": row.product.name}
            words = [row.edition.slug, row.product.slug]
            yield Task(text, reverse("programme:product-invite", args=words), "/".join(words))


def _under_way(edition: Edition, today: date) -> bool:
    return bool(edition.ends) and span(edition.ends)[1] >= today
