"""What may be written of the levers of a product in an edition."""

from collections.abc import Mapping, Sequence
from typing import Any

from gamma.cockpit.programme.actions.writing import delete, noted, unused, writing
from gamma.cockpit.programme.describing import lever_facts
from gamma.cockpit.programme.facts import LeverFacts
from gamma.cockpit.programme.models import Enrolment, Lever, Source
from gamma.ground.audit.actions import By
from gamma.ground.rows import Tally, place, put, relate

SAID = ("kind", "text", "starts", "ends", "frequency")


def record_levers(
    facts: Sequence[LeverFacts], *, enrolment: Enrolment, sources: Mapping[str, Source], tally: Tally
) -> None:
    """Make or correct the levers of a product, exactly those described, in this order."""
    for rank, lever in enumerate(facts):
        _put(lever, enrolment, sources, tally, rank=rank)
    gone = enrolment.levers.exclude(slug__in=[lever.id for lever in facts])
    tally.note(Lever, "removed", gone.count())
    gone.delete()


def make_lever(facts: LeverFacts, *, enrolment: Enrolment, after: str, by: By) -> Lever:
    """A new lever, after another one."""
    with writing(enrolment.edition) as tally:
        unused(enrolment.levers.all(), facts.id)
        return _write(facts, enrolment, None, after, by, tally)


def change_lever(lever: Lever, facts: LeverFacts, *, after: str, by: By) -> Lever:
    """Correct what is said of a lever, or its place among the others."""
    with writing(lever.enrolment.edition) as tally:
        return _write(facts, lever.enrolment, lever, after, by, tally)


def remove_lever(lever: Lever, *, by: By) -> None:
    """Take a lever away, as long as nothing was measured of it."""
    needed = "Un effet a été mesuré pour ce levier : il reste."
    with writing(lever.enrolment.edition) as tally:
        delete(lever, _told(lever), tally, by=by, scope=lever.enrolment.scope, needed=needed)


def _write(facts: LeverFacts, enrolment: Enrolment, kept: Lever | None, after: str, by: By, tally: Tally) -> Lever:
    sources = {source.slug: source for source in enrolment.edition.sources.all()}

    def write() -> Lever:
        row = _put(facts, enrolment, sources, tally)
        place(enrolment.levers.all(), row, enrolment.levers.filter(slug=after).first(), tally)
        return row

    return noted(kept, write, _told, by=by, scope=enrolment.scope)


def _put(
    facts: LeverFacts, enrolment: Enrolment, sources: Mapping[str, Source], tally: Tally, *, rank: int | None = None
) -> Lever:
    values = {name: getattr(facts, name) for name in SAID} | ({} if rank is None else {"rank": rank})
    row = put(Lever, {"enrolment": enrolment, "slug": facts.id}, values, tally, {"rank": 0})
    relate(row.sources, [sources[name] for name in facts.sources if name in sources], tally)
    return row


def _told(lever: Lever) -> dict[str, Any]:
    return {**lever_facts(lever).model_dump(), "place": lever.rank + 1}
