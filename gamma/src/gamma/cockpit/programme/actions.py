"""What may be written of editions, sources, products and levers."""

from collections.abc import Sequence

from django.db import connection, transaction
from django.db.models import F, Max

from gamma.cockpit.programme.facts import CriterionFacts, EditionFacts, LeverFacts, ProductFacts, SourceFacts
from gamma.cockpit.programme.lists import Role
from gamma.cockpit.programme.models import (
    Criterion,
    Edition,
    Enrolment,
    Lever,
    Organisation,
    Phase,
    Product,
    Source,
    Sponsorship,
)
from gamma.ground.audit.actions import By, made, note
from gamma.ground.errors import UserError
from gamma.ground.rows import Tally, put, relate, replace


def record_edition(facts: EditionFacts, *, tally: Tally) -> Edition:
    """Make or correct an edition and its selection criteria."""
    values = {name: getattr(facts, name) for name in ("label", "operator", "purpose", "starts", "ends")}
    edition = put(Edition, {"slug": facts.id}, values, tally)
    _record_criteria(edition, facts.criteria, tally)
    return edition


@transaction.atomic
def publish_criteria(facts: Sequence[CriterionFacts], *, edition: Edition, by: By) -> None:
    """Make the criteria of an edition those that its products were chosen by."""
    before = {row.slug: row.text for row in edition.criteria.all()}
    tally = Tally()
    _record_criteria(edition, facts, tally)
    if tally.written:
        touch_edition(edition)
        after = {criterion.id: criterion.text for criterion in facts}
        note("criteria", by=by, scope=edition.slug, subject=str(edition), before=before, after=after)


def _record_criteria(edition: Edition, facts: Sequence[CriterionFacts], tally: Tally) -> None:
    criteria = [
        Criterion(edition=edition, slug=criterion.id, rank=rank, text=criterion.text)
        for rank, criterion in enumerate(facts)
    ]
    replace(edition.criteria.all(), criteria, ("slug", "rank", "text"), tally)


def touch_edition(edition: Edition) -> None:
    """Note that the facts of an edition changed: what was computed of them is no longer fresh."""
    Edition.objects.filter(pk=edition.pk).update(facts_version=F("facts_version") + 1)


def hold_facts() -> None:
    """Two writers of facts would each miss the rows of the other: the second waits for the first to end."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext('gamma facts'))")


def record_sources(facts: Sequence[SourceFacts], *, edition: Edition, tally: Tally) -> dict[str, Source]:
    """Make or correct the sources of an edition; return all of them by slug."""
    for rank, source in enumerate(facts):
        values = {name: getattr(source, name) for name in ("title", "kind", "published", "url", "note")}
        put(Source, {"edition": edition, "slug": source.id}, {"rank": rank, **values}, tally)
    sources = {source.slug: source for source in edition.sources.all()}
    for source in facts:
        became = sources[source.became] if source.became else None
        if sources[source.id].became != became:
            sources[source.id].became = became
            sources[source.id].save(update_fields=["became"])
            tally.note(Source, "linked")
    return sources


def record_enrolment(
    facts: ProductFacts, rank: int, *, edition: Edition, sources: dict[str, Source], tally: Tally
) -> Enrolment:
    """Make or correct a product, its part in an edition, its phases, sponsors and levers."""
    product = _record_product(facts, tally)
    words = {"rank": rank, "problem": facts.problem, "goal": facts.goal, "note": facts.note}
    enrolment = put(Enrolment, {"edition": edition, "product": product}, words, tally)
    _record_sponsors(facts, enrolment, tally)
    _record_levers(facts.levers, enrolment, sources, tally)
    return enrolment


@transaction.atomic
def enrol(facts: ProductFacts, *, edition: Edition, by: By) -> Enrolment:
    """Add one product to an edition, after those it has; a product already known keeps its phases."""
    Edition.objects.select_for_update().get(pk=edition.pk)
    if edition.enrolments.filter(product__slug=facts.id).exists():
        raise UserError(f"{facts.name} participe déjà à cette édition : choisir une autre adresse que « {facts.id} ».")
    if Phase.objects.filter(product__slug=facts.id).exists():
        facts = facts.model_copy(update={"phases": []})
    last = edition.enrolments.aggregate(rank=Max("rank"))["rank"]
    rank = 0 if last is None else last + 1
    enrolment = record_enrolment(facts, rank, edition=edition, sources={}, tally=Tally())
    touch_edition(edition)
    made(enrolment, by=by, scope=f"{edition.slug}/{facts.id}", verb="enrolled")
    return enrolment


def _record_product(facts: ProductFacts, tally: Tally) -> Product:
    """A product outlives an edition: what one file leaves out is not taken from it."""
    identity = {name: value for name in ("name", "site", "statistics") if (value := getattr(facts, name))}
    product = put(Product, {"slug": facts.id}, identity, tally)
    if facts.phases:
        _record_phases(facts, product, tally)
    return product


def _record_phases(facts: ProductFacts, product: Product, tally: Tally) -> None:
    phases = [
        Phase(product=product, rank=rank, name=phase.name, starts=phase.starts, ends=phase.ends, note=phase.note)
        for rank, phase in enumerate(facts.phases)
    ]
    replace(product.phases.all(), phases, ("rank", "name", "starts", "ends", "note"), tally)


def _record_sponsors(facts: ProductFacts, enrolment: Enrolment, tally: Tally) -> None:
    named = [(name, Role.SPONSOR) for name in facts.sponsors] + [(name, Role.INCUBATOR) for name in facts.incubators]
    parts = [
        Sponsorship(enrolment=enrolment, organisation=Organisation.objects.get_or_create(name=name)[0], role=role)
        for name, role in named
    ]
    replace(enrolment.sponsorships.all(), parts, ("organisation_id", "role"), tally)


def _record_levers(facts: Sequence[LeverFacts], enrolment: Enrolment, sources: dict[str, Source], tally: Tally) -> None:
    for rank, lever in enumerate(facts):
        values = {name: getattr(lever, name) for name in ("kind", "text", "starts", "ends", "frequency")}
        row = put(Lever, {"enrolment": enrolment, "slug": lever.id}, {"rank": rank, **values}, tally)
        relate(row.sources, [sources[name] for name in lever.sources], tally)
    gone = enrolment.levers.exclude(slug__in=[lever.id for lever in facts])
    tally.note(Lever, "removed", gone.count())
    gone.delete()
