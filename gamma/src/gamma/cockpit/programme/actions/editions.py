"""What may be written of an edition and of its selection criteria."""

from collections.abc import Sequence
from typing import Any

from gamma.cockpit.programme.actions.writing import delete, noted, unused, writing
from gamma.cockpit.programme.describing import criterion_facts, edition_facts
from gamma.cockpit.programme.facts import CriterionFacts, EditionFacts
from gamma.cockpit.programme.models import Criterion, Edition
from gamma.ground.audit.actions import By
from gamma.ground.rows import Tally, place, put

SAID = ("label", "operator", "purpose", "starts", "ends")


def record_edition(facts: EditionFacts, *, tally: Tally) -> Edition:
    """Make or correct an edition and its selection criteria, exactly those described."""
    edition = _put_edition(facts, tally)
    _put_criteria(facts.criteria, edition, tally)
    return edition


def publish_criteria(facts: Sequence[CriterionFacts], *, edition: Edition, by: By) -> None:
    """Make the criteria of an edition those that its products were chosen by."""
    with writing(edition) as tally:

        def write() -> Edition:
            _put_criteria(facts, edition, tally)
            return edition

        noted(edition, write, _criteria, by=by, scope=edition.slug)


def make_edition(facts: EditionFacts, *, by: By) -> Edition:
    """A new edition; its criteria, sources and products come after."""
    with writing() as tally:
        unused(Edition.objects.all(), facts.id)
        return noted(None, lambda: _put_edition(facts, tally), _told, by=by, scope=facts.id)


def change_edition(edition: Edition, facts: EditionFacts, *, by: By) -> Edition:
    """Correct what an edition says of itself; its address stays."""
    with writing(edition) as tally:
        return noted(edition, lambda: _put_edition(facts, tally), _told, by=by, scope=edition.slug)


def make_criterion(facts: CriterionFacts, *, edition: Edition, after: str, by: By) -> Criterion:
    """A new selection criterion, after another one."""
    with writing(edition) as tally:
        unused(edition.criteria.all(), facts.id)
        return _write(facts, edition, None, after, by, tally)


def change_criterion(criterion: Criterion, facts: CriterionFacts, *, after: str, by: By) -> Criterion:
    """Correct a selection criterion, or its place among the others."""
    with writing(criterion.edition) as tally:
        return _write(facts, criterion.edition, criterion, after, by, tally)


def remove_criterion(criterion: Criterion, *, by: By) -> None:
    """Take a selection criterion away, as long as nothing was judged by it."""
    needed = "Des candidatures ont été jugées sur ce critère : il reste."
    with writing(criterion.edition) as tally:
        delete(criterion, _placed(criterion), tally, by=by, scope=criterion.edition.slug, needed=needed)


def _write(
    facts: CriterionFacts, edition: Edition, kept: Criterion | None, after: str, by: By, tally: Tally
) -> Criterion:
    def write() -> Criterion:
        row = _put_criterion(facts, edition, tally)
        place(edition.criteria.all(), row, edition.criteria.filter(slug=after).first(), tally)
        return row

    return noted(kept, write, _placed, by=by, scope=edition.slug)


def _put_edition(facts: EditionFacts, tally: Tally) -> Edition:
    return put(Edition, {"slug": facts.id}, {name: getattr(facts, name) for name in SAID}, tally)


def _put_criteria(facts: Sequence[CriterionFacts], edition: Edition, tally: Tally) -> None:
    for rank, criterion in enumerate(facts):
        _put_criterion(criterion, edition, tally, rank=rank)
    gone = edition.criteria.exclude(slug__in=[criterion.id for criterion in facts])
    tally.note(Criterion, "removed", gone.count())
    gone.delete()


def _put_criterion(facts: CriterionFacts, edition: Edition, tally: Tally, *, rank: int | None = None) -> Criterion:
    where = {} if rank is None else {"rank": rank}
    return put(Criterion, {"edition": edition, "slug": facts.id}, {"text": facts.text, **where}, tally, {"rank": 0})


def _told(edition: Edition) -> dict[str, Any]:
    return edition_facts(edition).model_dump(exclude={"criteria"})


def _criteria(edition: Edition) -> dict[str, Any]:
    return {row.slug: row.text for row in edition.criteria.all()}


def _placed(criterion: Criterion) -> dict[str, Any]:
    return {**criterion_facts(criterion).model_dump(), "place": criterion.rank + 1}
