"""Sponsor: what a sponsor needs of a product – where it stands, what moved, what is at risk, what is asked of them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from gamma.cockpit.indicators.lists import Status, Verdict
from gamma.cockpit.indicators.models import Reading, Target
from gamma.cockpit.indicators.queries import Track
from gamma.cockpit.programme.models import Enrolment
from gamma.cockpit.programme.queries import kept, kept_in_words
from gamma.cockpit.reports import phrases
from gamma.cockpit.reports.pace import Pace, pace_of
from gamma.cockpit.reports.queries import links, live, words
from gamma.cockpit.reports.queries.finding import edition_record
from gamma.cockpit.reports.queries.product import headline
from gamma.cockpit.reports.queries.readings import sign
from gamma.cockpit.reports.records import Record
from gamma.ground import wording
from gamma.ground.design.numbers import percent
from gamma.ground.design.shapes import Crumb, Item
from gamma.ground.figures import Figure
from gamma.ground.texts import Text, chosen

MONTH = timedelta(days=31)
NOTES = 2  # the page holds on one screen


@dataclass(frozen=True)
class Standing:
    """An indicator with its target: the figure, the verdict, the pace."""

    name: Text
    href: str
    figure: Figure | None
    goal: str
    verdict: str
    label: str
    way: Decimal | None
    elapsed: Decimal | None
    told: str

    @property
    def title(self) -> str:
        return chosen(self.name)


@dataclass(frozen=True)
class Facts:
    """What the readings tell: kept until one of them changes, or the day does."""

    head: Standing | None
    others: list[Standing]
    moved: list[Item]
    since: str


@dataclass(frozen=True)
class Asked:
    """What waits for the sponsor, or for somebody else."""

    text: str
    note: str
    lift: str = ""
    href: str = ""


@dataclass(frozen=True)
class SponsorPage:
    crumbs: list[Crumb]
    kicker: str
    title: str
    facts: Facts
    asked: list[Asked]
    risks: list[Asked]
    notes: list[live.Shared]
    bilan: str
    page: str


def sponsor_page(enrolment: Enrolment, today: date) -> SponsorPage:
    """The page of a product for its sponsor."""
    edition, product = enrolment.edition, enrolment.product
    rhythm = live.rhythm(enrolment, today)
    late = kept(f"late:{enrolment.pk}", edition, today, lambda: live.late([enrolment], today).get(enrolment.pk, []))
    waiting = live.awaiting([enrolment]).get(enrolment.pk, [])
    label = chosen(edition.label)
    steps = ((label, links.to_edition(edition)), (product.name, links.to_product(enrolment)))
    return SponsorPage(
        crumbs=links.crumbs(*steps, (_("Commanditaire"), "")),
        kicker=label,
        title=product.name,
        facts=sponsor_facts(enrolment, today),
        asked=[*_blockers(rhythm.blockers, sponsor=True), *(_target(one) for one in waiting)],
        risks=[*(_late(enrolment, one) for one in late), *_blockers(rhythm.blockers, sponsor=False)],
        notes=rhythm.notes[:NOTES],
        bilan=links.to_edition(edition, "bilan"),
        page=links.to_product(enrolment),
    )


def sponsor_facts(enrolment: Enrolment, today: date) -> Facts:
    """Where the indicators of a product stand, the headline first, and what moved within a month."""
    name, edition = f"sponsor:{enrolment.pk}", enrolment.edition
    return kept_in_words(name, edition, today, lambda: _facts(edition_record(enrolment, today)))


def _facts(record: Record) -> Facts:
    followed = [track for track in record.followed if track.indicator.status == Status.ACTIVE]
    told = [_standing(record, track) for track in followed]
    since = record.today - MONTH
    return Facts(
        head=told[0] if told else None,
        others=told[1:],
        moved=[found for track in followed if (found := _moved(record, track, since))],
        since=wording.day(since),
    )


def _standing(record: Record, track: Track) -> Standing:
    reading, target = headline(track), _target_of(track, record.today)
    verdict = track.judged(target, record.today).verdict if target else track.verdict() or Verdict.NO_TARGET
    running = pace_of(track, target, record.today) if target and verdict == Verdict.PENDING else None
    return Standing(
        name=track.definition.name,
        href=links.to_indicator(record.enrolment, track.indicator),
        figure=words.figure(record.enrolment, track.indicator, reading) if reading else None,
        goal=f"{words.goal(target)}, {words.due(target.due)}" if target else "",
        verdict=verdict.value,
        label=phrases.verdict(verdict.value),
        way=_bar(running),
        elapsed=_whole(running.elapsed) if running else None,
        told=_told(running) if running else "",
    )


def _target_of(track: Track, today: date) -> Target | None:
    """The target that comes first, or the last one when all are past."""
    ahead = [target for target in track.targets if target.due >= today]
    return min(ahead, key=lambda one: one.due) if ahead else max(track.targets, key=lambda one: one.due, default=None)


def _bar(found: Pace | None) -> Decimal | None:
    way = found.way if found and found.way is not None else found.part if found else None
    return _whole(way) if way is not None else None


def _whole(value: Decimal) -> Decimal:
    return value.quantize(Decimal(1))


def _told(found: Pace) -> str:
    """The pace in a sentence; what is not known is said, not guessed."""
    elapsed = percent(_whole(found.elapsed))
    if found.way is not None:
        told = _("%(way)s du chemin fait, pour %(elapsed)s du temps écoulé.")
        return told % {"way": percent(_whole(found.way)), "elapsed": elapsed}
    if found.part is not None:
        told = _("%(part)s de la cible, pour %(elapsed)s du temps écoulé ; le départ n'est pas connu.")
        return told % {"part": percent(_whole(found.part)), "elapsed": elapsed}
    return _("Aucun relevé ne dit encore le chemin fait, pour %(elapsed)s du temps écoulé.") % {"elapsed": elapsed}


def _moved(record: Record, track: Track, since: date) -> Item | None:
    """The last reading of an indicator, when it was recorded within the month, beside the one before."""
    reading = headline(track)
    if reading is None or timezone.localdate(reading.recorded_at) < since or not _lately(reading, since):
        return None
    text = f"{words.amount(reading)}, {phrases.period(reading.period)}{_change(track, reading)}"
    return Item(chosen(track.definition.name), text, links.to_reading(record.enrolment, track.indicator, reading))


def _lately(reading: Reading, since: date) -> bool:
    """A season loaded today tells of the years before: nothing of it moved this month."""
    return reading.ends_on is None or reading.ends_on >= since - MONTH


def _change(track: Track, reading: Reading) -> str:
    before = track.series[-2] if len(track.series) > 1 and track.series[-1] is reading else None
    if before is None or not before.value or reading.value is None:
        return ""
    change = sign((reading.value / before.value - 1) * 100)
    return _(" (%(change)s depuis %(period)s)") % {"change": change, "period": phrases.period(before.period)}


def _blockers(found: Iterable[live.Open], sponsor: bool) -> list[Asked]:
    told = _("demandé à %(who)s, depuis le %(day)s")
    return [
        Asked(one.text, told % {"who": one.asked, "day": wording.day(one.since)}, lift=one.lift)
        for one in found
        if one.sponsor is sponsor
    ]


def _target(one: live.Awaiting) -> Asked:
    text = _("Une cible à accepter : %(name)s, %(goal)s") % {"name": chosen(one.name), "goal": one.goal}
    return Asked(text, _("proposée le %(day)s") % {"day": wording.day(one.since)}, href=one.href)


def _late(enrolment: Enrolment, one: live.Late) -> Asked:
    text = ngettext("%(name)s : %(count)s relevé manque", "%(name)s : %(count)s relevés manquent", one.periods)
    href = f"{links.to_product(enrolment)}{one.indicator}/"
    since = _("depuis le %(day)s") % {"day": wording.day(one.since)}
    return Asked(text % {"name": chosen(one.name), "count": one.periods}, since, href=href)
