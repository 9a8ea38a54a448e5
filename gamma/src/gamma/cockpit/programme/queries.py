"""Questions about the programme."""

from collections.abc import Iterable, Set
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from django.db.models import F, Q, QuerySet

from gamma.cockpit.programme.describing import edition_facts, lever_facts, product_facts, source_facts
from gamma.cockpit.programme.keeping import kept, kept_in_words
from gamma.cockpit.programme.lists import MemberRole
from gamma.cockpit.programme.models import Edition, Enrolment, Membership
from gamma.ground.accounts.models import Person
from gamma.ground.errors import UserError
from gamma.ground.faults import near, quoted
from gamma.ground.periods import span

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

__all__ = [
    "Part",
    "Standing",
    "edition_facts",
    "edition_named",
    "enrolment_named",
    "enrolments_held",
    "kept",
    "kept_in_words",
    "lever_facts",
    "members",
    "memberships",
    "parts_held",
    "people",
    "product_facts",
    "source_facts",
    "standing",
    "standing_by",
    "team",
]


def edition_named(slug: str) -> Edition:
    """The edition of that identifier, for a person who typed it."""
    edition = Edition.objects.filter(slug=slug).first()
    if edition is None:
        known = Edition.objects.values_list("slug", flat=True)
        raise UserError(f"Aucune édition ne s'appelle {quoted(slug)} ({near(slug, known) or 'la base est vide'}).")
    return edition


def enrolment_named(edition: str, product: str) -> QuerySet[Enrolment]:
    """A product's part in an edition, if there is one at that address."""
    rows = Enrolment.objects.filter(edition__slug=edition, product__slug=product)
    return rows.select_related("edition", "product")


def is_over(edition: Edition, today: date) -> bool:
    """Whether an edition has ended: what is entered of it then is recorded as it was, its gates are behind it."""
    return bool(edition.ends) and span(edition.ends)[1] < today


@dataclass(frozen=True)
class Standing:
    """The roles of a person at one place, and those they have anywhere in the edition (or the programme)."""

    roles: Set[str]
    anywhere: Set[str]

    def may(self, roles: Set[str]) -> bool:
        return bool(self.roles & roles)


class Part(NamedTuple):
    """A role, and where it is held: for the whole programme without an edition, for all of one without a product."""

    role: str
    edition: int | None
    product: str | None


def parts_held(person: "Person | AnonymousUser", edition: str | None) -> list[Part]:
    """The parts a person takes in an edition, or anywhere: one query, none for who is not signed in."""
    if not isinstance(person, Person):
        return []
    found = memberships(person)
    if edition is not None:
        found = found.filter(Q(edition__slug=edition) | Q(edition=None))
    return [Part(*row) for row in found.values_list("role", "edition_id", "enrolment__product__slug")]


def standing(person: "Person | AnonymousUser", edition: str | None, product: str | None) -> Standing:
    """Where a person stands in an edition, and for one of its products.

    Without an edition, only the roles held for the whole programme count.
    """
    return standing_by(parts_held(person, edition), edition, product)


def standing_by(held: Iterable[Part], edition: str | None, product: str | None) -> Standing:
    """The same, of the parts in hand."""
    every = list(held)
    whole = [part for part in every if edition is not None or part.edition is None]
    here = frozenset(part.role for part in whole if part.product is None or part.product == product)
    return Standing(here, frozenset(part.role for part in every))


def memberships(person: Person) -> QuerySet[Membership]:
    """The parts a person takes, the latest editions first."""
    related = ("edition", "enrolment__product", "enrolment__edition")
    return person.memberships.select_related(*related).order_by("-edition__starts", "enrolment__rank", "pk")


def members(edition: Edition) -> QuerySet[Membership]:
    """Everyone who takes part in an edition, those of the whole first."""
    found = Membership.objects.filter(Q(edition=edition) | Q(edition=None)).select_related(
        "person", "edition", "enrolment__product", "enrolment__edition", "invited_by"
    )
    return found.order_by(F("enrolment__rank").asc(nulls_first=True), "role", "person__email")


def team(enrolment: Enrolment) -> QuerySet[Membership]:
    """Everyone who takes part for a product, after the leads and the coaches of its edition."""
    whole = Q(edition=enrolment.edition, enrolment=None, role__in=[MemberRole.LEAD, MemberRole.COACH])
    return members(enrolment.edition).filter(whole | Q(enrolment=enrolment))


def enrolments_held(person: Person, roles: Set[str]) -> QuerySet[Enrolment]:
    """The products for which a person holds one of these roles, of their own or through the edition."""
    held = person.memberships.filter(role__in=roles)
    own, whole = held.values("enrolment"), held.filter(enrolment=None).values("edition")
    found = Enrolment.objects.filter(Q(pk__in=own) | Q(edition__in=whole))
    return found.select_related("edition", "product").order_by("edition", "rank")


def people(role: MemberRole, *, enrolment: Enrolment) -> list[Person]:
    """Who holds a role for a product, of their own or through the edition."""
    whole = Q(edition=enrolment.edition, enrolment=None) | Q(edition=None)
    found = Membership.objects.filter(Q(enrolment=enrolment) | whole, role=role).select_related("person")
    return list({row.person_id: row.person for row in found}.values())
