"""Years: a year of visits made up, told event by event to what keeps them, and known whole to DuckDB."""

import random
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from uuid import UUID

from gamma.instruments.audience.collecting.accepting import EPOCH, Told
from gamma.instruments.audience.collecting.counting import ZONE
from gamma.instruments.audience.lists import Mode, What

ALL = [date(2020, 1, 1) + timedelta(days=step) for step in range(366)]  # with a leap day and a week 53
# Around what calendars stumble on: the leap day, both changes of hour, the ends of a quarter and of the year.
SOME = [day for day in ALL if f"{day:%m-%d}" in "02-28 02-29 03-01 03-28 03-29 03-30 04-01 10-25 10-26 12-27 12-31"]
PAGES = [f"/page-{rank}/" for rank in range(40)]
SOURCES = ["", "", "", "www.exemple.org", "moteur.exemple.com", "annuaire.exemple.net"]
WAYS = [What.VIEW] * 7 + [What.ACTION] * 2 + [What.EXIT, What.EMBEDDED]
# Half of the pauses are short, and some are of half an hour to the second, which ends a visit.
PAUSES = [*range(1, 600, 60), 1_799, 1_800, 1_801, 5_400]


@dataclass(frozen=True, slots=True)
class Happened:
    """One event of the year: what is told, and by whom."""

    product: str
    at: datetime
    told: Told
    address: str
    agent: str


def year(product: str, mode: Mode, events: int, days: Sequence[date], seed: int) -> list[Happened]:
    """About so many events of one product, in visits that begin on these days."""
    draw = random.Random(seed)
    people = [_person(draw) for _ in range(max(events // 8, 2))]
    found: list[Happened] = []
    while len(found) < events:
        who = draw.randrange(len(people))
        at = _within(draw, draw.choice(days))
        source = draw.choice(SOURCES)
        for _ in range(draw.randrange(1, 6)):
            if at.astimezone(ZONE).year > ALL[-1].year:
                break
            number = _number(draw, at)
            visitor = UUID(int=who + 1) if mode is Mode.CONSENTED else None
            told = _told(draw, number, at, source, visitor)
            found.append(Happened(product, at, told, *people[who]))
            at, source = at + timedelta(seconds=draw.choice(PAUSES)), ""
    return found


def _within(draw: random.Random, day: date) -> datetime:
    """A second of a day, which may have 23 or 25 hours."""
    first, last = (datetime.combine(one, time(), ZONE).timestamp() for one in (day, day + timedelta(days=1)))
    return datetime.fromtimestamp(draw.randrange(int(first), int(last)), UTC)


def _person(draw: random.Random) -> tuple[str, str]:
    """An address, in one of few networks, so that some are one visitor once it is cut; and a browser."""
    address = f"{draw.randrange(1, 40)}.{draw.randrange(4)}.{draw.randrange(256)}.{draw.randrange(256)}"
    if draw.random() < 0.2:
        address = f"2001:db8:{draw.randrange(30):x}:{draw.randrange(4):x}::{draw.randrange(1, 99):x}"
    return address, f"Navigateur/{draw.randrange(30)}"


def _number(draw: random.Random, at: datetime) -> UUID:
    """The number of an event; its script was served that day, or the one before."""
    day = at.astimezone(ZONE).date() - timedelta(days=draw.random() < 0.1)
    return UUID(bytes=(day - EPOCH).days.to_bytes(2) + draw.randbytes(14))


def _told(draw: random.Random, number: UUID, at: datetime, source: str, visitor: UUID | None) -> Told:
    what = draw.choice(WAYS)
    name = {What.VIEW: "", What.ACTION: draw.choice(["contact", "candidature"])}.get(what, "ailleurs.exemple.fr")
    served = EPOCH + timedelta(days=int(number.hex[:4], 16))
    return Told(number, served, what, draw.choice(PAGES), name, source, visitor)
