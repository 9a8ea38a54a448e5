"""Giving: which parts there are, where, and who may give them to whom."""

from collections.abc import Mapping, Set
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from gamma.cockpit.programme.lists import MemberRole as M
from gamma.cockpit.programme.models import EDITION_ROLES, PRODUCT_ROLES, Edition, Enrolment, Membership
from gamma.cockpit.programme.queries import edition_named, standing
from gamma.ground.accounts.models import Person
from gamma.ground.errors import UserError
from gamma.ground.faults import near, quoted
from gamma.ground.texts import chosen

EITHER = [role for role in M if role not in EDITION_ROLES and role not in PRODUCT_ROLES]
GIVES: Mapping[str, frozenset[M]] = {
    M.LEAD: frozenset(M),
    M.PRODUCT_LEAD: frozenset({M.DEPLOYMENT, M.DATA_OWNER, M.EXPERT, M.SPONSOR}),
}
"""Which roles may be given by who holds a role at the same place."""
PROGRAMME = "programme"


@dataclass(frozen=True)
class Spot:
    """Where a part is taken: a product of an edition, a whole edition, or, with neither, the whole programme."""

    edition: Edition | None = None
    enrolment: Enrolment | None = None

    @property
    def whole_programme(self) -> bool:
        return self.edition is None

    @property
    def roles(self) -> list[M]:
        """The roles that can be held there, in the order of the list."""
        there = {M.LEAD} if self.whole_programme else {*EITHER, *(PRODUCT_ROLES if self.enrolment else EDITION_ROLES)}
        return [role for role in M if role in there]

    @property
    def key(self) -> dict[str, Any]:
        return {"edition": self.edition, "enrolment": self.enrolment}

    @property
    def scope(self) -> str:
        """Where the journal notes it."""
        if self.edition is None:
            return PROGRAMME
        return self.enrolment.scope if self.enrolment else self.edition.scope

    def __str__(self) -> str:
        if self.edition is None:
            return _("tout le programme")
        return self.enrolment.product.name if self.enrolment else chosen(self.edition.label)


def spot_of(part: Membership) -> Spot:
    """Where a part is taken."""
    return Spot(part.edition, part.enrolment)


def given(roles: Set[str]) -> frozenset[M]:
    """The roles that may be given by who holds these, at the same place."""
    return frozenset(role for held in roles for role in GIVES.get(held, ()))


def givable(person: Person, spot: Spot) -> list[M]:
    """The roles that a person may give there, in the order of the list."""
    edition = spot.edition.slug if spot.edition else None
    product = spot.enrolment.product.slug if spot.enrolment else None
    may = given(standing(person, edition, product).roles)
    return [role for role in spot.roles if role in may]


def role_named(name: str) -> M:
    """The role of that name, for a person who typed it."""
    if name not in M.values:
        raise UserError(f"Aucun rôle ne s'appelle {quoted(name)} ({near(name, M.values)}).")
    return M(name)


def spot_named(edition: str | None, product: str | None) -> Spot:
    """The place of those names, for a person who typed them."""
    if edition is None:
        if product:
            raise UserError("Un service est celui d'une édition : ajouter --edition.")
        return Spot()
    kept = edition_named(edition)
    if product is None:
        return Spot(kept)
    rows = {row.product.slug: row for row in kept.enrolments.select_related("product")}
    if product not in rows:
        raise UserError(f"Aucun service de {edition} ne s'appelle {quoted(product)} ({near(product, rows)}).")
    return Spot(kept, rows[product])
