"""What may be written of editions, sources, products and levers."""

from collections.abc import Callable, Sequence

from django.db import connection
from django.db.models import F, Max

from gamma.cockpit.programme.facts import EditionFacts, LeverFacts, ProductFacts, SourceFacts
from gamma.cockpit.programme.lists import Role, SourceKind
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
from gamma.ground.rows import Tally, put, relate, replace


def record_edition(facts: EditionFacts, *, tally: Tally) -> Edition:
    """Make or correct an edition and its selection criteria."""
    values = {name: getattr(facts, name) for name in ("label", "operator", "purpose", "starts", "ends")}
    edition = put(Edition, {"slug": facts.id}, values, tally)
    criteria = [
        Criterion(edition=edition, slug=criterion.id, rank=rank, text=criterion.text)
        for rank, criterion in enumerate(facts.criteria)
    ]
    replace(edition.criteria.all(), criteria, ("slug", "rank", "text"), tally)
    return edition


_TOLD: list[Callable[[Edition], object]] = []


def when_touched(tell: Callable[[Edition], object]) -> None:
    """A port: higher rooms ask to be told, in the same transaction, of an edition whose facts changed."""
    if tell not in _TOLD:
        _TOLD.append(tell)


def touch_edition(edition: Edition) -> None:
    """Note that the facts of an edition changed: what was computed of them is no longer fresh.

    Every writer of facts says so once, last in its transaction: those who asked to be told read what it wrote.
    """
    Edition.objects.filter(pk=edition.pk).update(facts_version=F("facts_version") + 1)
    for tell in _TOLD:
        tell(edition)


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


TYPED = "saisie-equipe"


def typed_source(edition: Edition) -> Source:
    """The source of what a team types itself, made the first time it is needed."""
    last = edition.sources.aggregate(last=Max("rank"))["last"]
    said = {
        "rank": 0 if last is None else last + 1,
        "title": {"fr": "Saisie de l'équipe", "en": "Typed in by the team"},
        "kind": SourceKind.TYPED,
    }
    return Source.objects.get_or_create(edition=edition, slug=TYPED, defaults=said)[0]


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
