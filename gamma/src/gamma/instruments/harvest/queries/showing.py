"""Showing: what the pages of feeds tell, prepared to the last word."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import OuterRef, QuerySet, Subquery
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from gamma.cockpit.indicators.lists import Status
from gamma.cockpit.indicators.models import Indicator, Reading
from gamma.cockpit.programme.models import Edition, Enrolment
from gamma.cockpit.programme.queries import team
from gamma.ground import wording
from gamma.ground.design.numbers import number
from gamma.ground.design.shapes import Item
from gamma.ground.periods import Period, parse
from gamma.ground.texts import chosen
from gamma.instruments.harvest.fetching.shapes import MASK
from gamma.instruments.harvest.lists import Freshness
from gamma.instruments.harvest.models import Feed, Host, Run
from gamma.instruments.harvest.queries.due import definition_of, feeds, needs
from gamma.instruments.harvest.sources import kind_of
from gamma.instruments.harvest.sources.kinds import Asked

Choices = list[tuple[str, str]]
TONES = {Freshness.FRESH: "plain", Freshness.LATE: "accent", Freshness.FAILING: "accent"}
RUNS = 30  # of the page of a feed


@dataclass(frozen=True)
class Line:
    """A feed in the list of a product: how it is doing, when it was last asked, what it said."""

    feed: Feed
    indicator: str
    state: Freshness
    tone: str
    last_at: str
    fault: str
    missing: str


def lines(enrolment: Enrolment, today: date) -> list[Line]:
    """The feeds of a product; a constant number of queries."""
    last = Run.objects.filter(feed=OuterRef("pk")).exclude(reason="trial").order_by("-began_at", "-pk")
    rows = feeds().filter(indicator__enrolment=enrolment)
    told = rows.annotate(last_at=Subquery(last.values("began_at")[:1]), last_fault=Subquery(last.values("fault")[:1]))
    return [_line(need.feed, list(need.missing), need.taken, bool(need.late(today))) for need in needs(told, today)]


def line(feed: Feed, today: date) -> Line:
    """The same of one feed."""
    return next(one for one in lines(feed.indicator.enrolment, today) if one.feed.pk == feed.pk)


def feed_at(edition: str, product: str, key: int) -> QuerySet[Feed]:
    """The feed of an address."""
    return feeds().filter(
        indicator__enrolment__edition__slug=edition, indicator__enrolment__product__slug=product, pk=key
    )


def runs(feed: Feed) -> list[Run]:
    """The last runs of a feed, trials too."""
    return list(feed.runs.defer("extract", "query")[:RUNS])


def run_at(feed: Feed, key: int) -> QuerySet[Run]:
    """The run of an address."""
    return feed.runs.filter(pk=key)


def last_trial(feed: Feed) -> Run | None:
    return feed.runs.filter(reason="trial").first()


def sheet(feed: Feed) -> list[Item]:
    """All that was filled in, but for the secret."""
    kind = kind_of(feed.kind)
    said = [
        Item(_("Sorte"), feed.get_kind_display()),
        Item(_("Indicateur"), chosen(definition_of(feed).name)),
        *(Item(str(label), str(feed.parameters.get(name) or "–")) for name, label in _labels(feed.kind)),
    ]
    if kind.secret:
        said.append(Item(str(kind.secret), MASK if feed.secret else "–"))
    first = wording.period(parse(feed.first)) if feed.first else _("la dernière période finie à sa création")
    said += [Item(_("Première période"), first), Item(_("Jours d'attente"), str(feed.delay))]
    return [
        *said,
        Item(_("Jours de retard tolérés"), str(feed.patience)),
        Item(_("Qui veille"), str(feed.owner or "–")),
    ]


def evidence(run: Run) -> list[Item]:
    """What a run shows of itself."""
    said = [
        Item(_("Quand"), f"{localtime(run.began_at):%d/%m/%Y %H:%M:%S}"),
        Item(_("Pourquoi"), run.get_reason_display()),
        Item(_("Résultat"), run.get_outcome_display()),
        Item(_("Durée"), _("%(seconds)s s") % {"seconds": number(Decimal(str(run.seconds)))}),
        Item(_("Statut HTTP"), str(run.status or "–")),
        Item(_("Taille de la réponse"), _("%(size)s octets") % {"size": number(run.size)}),
        Item(_("Empreinte de la réponse (SHA-256)"), run.digest or "–"),
        Item(_("Version du code"), run.version),
    ]
    return [*said, Item(_("Ce qui a manqué"), run.fault)] if run.fault else said


def figures(run: Run) -> list[tuple[str, str, str, str]]:
    """The figures of a run: period, value, what it rests on, precision."""
    found = sorted(run.figures.items(), reverse=True)
    return [
        (wording.period(parse(period)), number(Decimal(said["value"])), str(said["n"] or "–"), said["precision"])
        for period, said in found
    ]


def readings(run: Run) -> Iterable[Reading]:
    """The readings that rest on a run."""
    return run.readings.select_related("definition__indicator")


def hosts(edition: Edition) -> QuerySet[Host]:
    """The hosts that an edition lets us ask."""
    return edition.hosts.select_related("added_by")


def indicator_choices(enrolment: Enrolment) -> Choices:
    """The indicators that a feed may read for."""
    rows = Indicator.objects.filter(enrolment=enrolment, status=Status.ACTIVE).prefetch_related("definitions")
    return [(row.slug, chosen(list(row.definitions.all())[-1].name)) for row in rows if row.definitions.all()]


def owner_choices(enrolment: Enrolment) -> Choices:
    """Who may look after a feed."""
    return list({str(row.person_id): str(row.person) for row in team(enrolment)}.items())


def _line(feed: Feed, missing: list[Period], taken: int, late: bool) -> Line:
    state = _state(feed, taken, late)
    told: Any = feed  # annotated by `lines`
    return Line(
        feed=feed,
        indicator=chosen(definition_of(feed).name),
        state=state,
        tone=TONES.get(state, "quiet"),
        last_at=f"{localtime(told.last_at):%d/%m/%Y %H:%M}" if told.last_at else "–",
        fault=told.last_fault or "",
        missing=wording.period(missing[0]) if missing else "",
    )


def _state(feed: Feed, taken: int, late: bool) -> Freshness:
    if not feed.enabled:
        return Freshness.OFF
    if feed.failures:
        return Freshness.FAILING
    if late:
        return Freshness.LATE
    return Freshness.FRESH if taken else Freshness.NEVER


def _labels(word: str) -> list[tuple[str, Any]]:
    fields = kind_of(word).facts.model_fields
    return [(name, asked.label) for name, told in fields.items() for asked in told.metadata if isinstance(asked, Asked)]
