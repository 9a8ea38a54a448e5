"""What may be written of products and of their part in an edition. A product outlives an edition."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _

from gamma.cockpit.programme.actions.levers import record_levers
from gamma.cockpit.programme.actions.writing import noted, writing
from gamma.cockpit.programme.describing import phase_facts, product_facts
from gamma.cockpit.programme.facts import PhaseFacts, ProductFacts
from gamma.cockpit.programme.lists import Role
from gamma.cockpit.programme.models import Edition, Enrolment, Organisation, Phase, Product, Source, Sponsorship
from gamma.ground.audit.actions import By, described
from gamma.ground.errors import UserError
from gamma.ground.rows import Tally, place, put, replace

IDENTITY = ("name", "site", "statistics")
PART = ("problem", "goal", "note")
OWN = {"id", *IDENTITY, *PART, "sponsors", "incubators"}
"""What one form says of a product; its phases and its levers have their own."""
Stays = list[PhaseFacts]


def record_enrolment(
    facts: ProductFacts, rank: int, *, edition: Edition, sources: Mapping[str, Source], tally: Tally
) -> Enrolment:
    """Make or correct a product, its part in an edition, its phases, sponsors and levers.

    What one file leaves out of the product itself is not taken from it.
    """
    identity = {name: value for name in IDENTITY if (value := getattr(facts, name))}
    enrolment = _put(facts, identity, edition, tally, rank=rank)
    if facts.phases:
        _record_phases(facts.phases, enrolment.product, tally)
    record_levers(facts.levers, enrolment=enrolment, sources=sources, tally=tally)
    return enrolment


def enrol(facts: ProductFacts, *, edition: Edition, after: str, by: By) -> Enrolment:
    """A product takes part in an edition; the one of that address, where there is one already."""
    known = Product.objects.filter(slug=facts.id).first()
    with writing(edition, *_elsewhere(known, edition)) as tally:
        if edition.enrolments.filter(product__slug=facts.id).exists():
            raise UserError(
                _("%(name)s participe déjà à cette édition : ouvrir sa page pour corriger.") % {"name": facts.name}
            )
        identity = {name: value for name in IDENTITY if (value := getattr(facts, name))}
        return _write(facts, identity, edition, None, after, by, tally)


def change_product(enrolment: Enrolment, facts: ProductFacts, *, after: str, by: By) -> Enrolment:
    """Correct what is said of a product and of its part in an edition, or its place among the others."""
    edition = enrolment.edition
    with writing(edition, *_elsewhere(enrolment.product, edition)) as tally:
        identity = {name: getattr(facts, name) for name in IDENTITY}
        return _write(facts, identity, edition, enrolment, after, by, tally)


def make_phase(facts: PhaseFacts, *, enrolment: Enrolment, after: int, by: By) -> None:
    """A new stay of a product in a phase, after the first `after` ones."""
    _rewrite(enrolment, lambda kept: [*kept[:after], facts, *kept[after:]], {}, _stay(facts, after), by)


def change_phase(phase: Phase, facts: PhaseFacts, *, enrolment: Enrolment, after: int, by: By) -> None:
    """Correct one stay of a product in a phase, or put it after the first `after` others."""

    def change(kept: Stays) -> Stays:
        others = _without(kept, phase)
        return [*others[:after], facts, *others[after:]]

    _rewrite(enrolment, change, _stay(phase_facts(phase), phase.rank), _stay(facts, after), by)


def remove_phase(phase: Phase, *, enrolment: Enrolment, by: By) -> None:
    """Take away one stay of a product in a phase."""
    _rewrite(enrolment, lambda kept: _without(kept, phase), _stay(phase_facts(phase), phase.rank), {}, by)


def _write(
    facts: ProductFacts,
    identity: Mapping[str, str],
    edition: Edition,
    kept: Enrolment | None,
    after: str,
    by: By,
    tally: Tally,
) -> Enrolment:
    def write() -> Enrolment:
        row = _put(facts, identity, edition, tally)
        place(edition.enrolments.all(), row, edition.enrolments.filter(product__slug=after).first(), tally)
        return row

    return noted(kept, write, _told, by=by, scope=f"{edition.slug}/{facts.id}")


def _put(
    facts: ProductFacts, identity: Mapping[str, str], edition: Edition, tally: Tally, *, rank: int | None = None
) -> Enrolment:
    product = put(Product, {"slug": facts.id}, identity, tally)
    words = {name: getattr(facts, name) for name in PART} | ({} if rank is None else {"rank": rank})
    enrolment = put(Enrolment, {"edition": edition, "product": product}, words, tally, {"rank": 0})
    _record_sponsors(facts, enrolment, tally)
    return enrolment


def _record_sponsors(facts: ProductFacts, enrolment: Enrolment, tally: Tally) -> None:
    named = [(name, Role.SPONSOR) for name in facts.sponsors] + [(name, Role.INCUBATOR) for name in facts.incubators]
    parts = [
        Sponsorship(enrolment=enrolment, organisation=Organisation.objects.get_or_create(name=name)[0], role=role)
        for name, role in named
    ]
    replace(enrolment.sponsorships.all(), parts, ("organisation_id", "role"), tally)


def _record_phases(facts: Sequence[PhaseFacts], product: Product, tally: Tally) -> None:
    phases = [
        Phase(product=product, rank=rank, name=phase.name, starts=phase.starts, ends=phase.ends, note=phase.note)
        for rank, phase in enumerate(facts)
    ]
    replace(product.phases.all(), phases, ("rank", "name", "starts", "ends", "note"), tally)


def _rewrite(
    enrolment: Enrolment, change: Callable[[Stays], Stays], before: Mapping[str, Any], after: Mapping[str, Any], by: By
) -> None:
    """Phases are a list: each change of one is a change of the list, read once nobody else writes."""
    product, edition = enrolment.product, enrolment.edition
    with writing(edition, *_elsewhere(product, edition)) as tally:
        _record_phases(change([phase_facts(phase) for phase in product.phases.all()]), product, tally)
        told = Phase(product=product, name=(after or before)["name"])
        described(told, before, after, by=by, scope=enrolment.scope, subject=told.get_name_display())


def _without(kept: Stays, phase: Phase) -> Stays:
    return [*kept[: phase.rank], *kept[phase.rank + 1 :]]


def _stay(facts: PhaseFacts, rank: int) -> dict[str, Any]:
    return {**facts.model_dump(), "place": rank + 1}


def _elsewhere(product: Product | None, edition: Edition) -> list[Edition]:
    """The other editions of a product: what is corrected of it is corrected in all of them."""
    return list(Edition.objects.filter(enrolments__product=product).exclude(pk=edition.pk)) if product else []


def _told(enrolment: Enrolment) -> dict[str, Any]:
    return {**product_facts(enrolment).model_dump(include=OWN), "place": enrolment.rank + 1}
