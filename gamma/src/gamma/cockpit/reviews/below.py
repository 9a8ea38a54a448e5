"""Below: what this room asks of the rooms it stands on — what is due, whether an edition is over, how an indicator's
life changes."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Max, Prefetch, QuerySet

from gamma.cockpit.indicators.lists import Status
from gamma.cockpit.indicators.models import Definition, Indicator
from gamma.cockpit.indicators.queries import current_readings
from gamma.cockpit.programme.lists import SourceKind
from gamma.cockpit.programme.models import Edition, Enrolment, Source
from gamma.ground.audit.actions import By, changing
from gamma.ground.facts import Words
from gamma.ground.periods import Period, Window, default_period, span

GRACE = 7
MONTHLY = (Window.INSTANT, Window.ROLLING, Window.SINCE_START)
CALENDAR = (Window.DAY, Window.WEEK, Window.MONTH, Window.QUARTER, Window.YEAR)
TYPED = "saisie-equipe"


@dataclass(frozen=True)
class Due:
    """An indicator, the last period that is over and not read (None when nothing is missing), for how many days."""

    indicator: Indicator
    definition: Definition
    expected: Period | None
    days: int

    @property
    def late(self) -> bool:
        return self.days > GRACE


def due(enrolments: Iterable[Enrolment] | QuerySet[Enrolment], today: date) -> list[Due]:
    """Of each indicator followed by these products, what is due; in three queries however many they are."""
    rows = Indicator.objects.filter(enrolment__in=enrolments, followed=True, status=Status.ACTIVE)
    related = rows.select_related("enrolment__product", "enrolment__edition").order_by("enrolment__rank", "rank")
    found = list(related.prefetch_related(Prefetch("definitions", Definition.objects.select_related("unit"))))
    definitions = {row.pk: list(row.definitions.all())[-1] for row in found if row.definitions.all()}
    last = _last(definitions.values())
    pairs = ((row, definitions[row.pk]) for row in found if row.pk in definitions)
    return [_due(row, definition, last.get((definition.pk, definition.window)), today) for row, definition in pairs]


def _last(definitions: Iterable[Definition]) -> dict[tuple[int, str], date]:
    rows = current_readings().filter(definition__in=list(definitions), ends_on__isnull=False).order_by()
    counted = rows.values("definition", "window").annotate(last=Max("ends_on"))
    return {(row["definition"], row["window"]): row["last"] for row in counted}


def _due(indicator: Indicator, definition: Definition, last: date | None, today: date) -> Due:
    window = Window.MONTH if definition.span_window in MONTHLY else definition.span_window
    starts, ends = indicator.enrolment.edition.starts, indicator.enrolment.edition.ends
    if window not in CALENDAR or (ends and span(ends)[1] < today):
        return Due(indicator, definition, None, 0)
    over = (_turn(window, today).first or today) - timedelta(days=1)
    after = last + timedelta(days=1) if last else span(starts)[0] if starts else today
    missing = _turn(window, after).last or today
    if missing > over:
        return Due(indicator, definition, None, 0)
    return Due(indicator, definition, default_period(definition.span_window, over), (today - missing).days)


def _turn(window: Window, day: date) -> Period:
    return default_period(window, day)


def is_over(edition: Edition, today: date) -> bool:
    """Whether an edition has ended: what is entered of it then is recorded as it was, its gates are behind it."""
    return bool(edition.ends) and span(edition.ends)[1] < today


def typed_source(edition: Edition) -> Source:
    """The source of what a team types itself, made the first time it is needed."""
    last = edition.sources.aggregate(last=Max("rank"))["last"]
    said = {
        "rank": 0 if last is None else last + 1,
        "title": {"fr": "Saisie de l'équipe", "en": "Typed in by the team"},
        "kind": SourceKind.TYPED,
    }
    return Source.objects.get_or_create(edition=edition, slug=TYPED, defaults=said)[0]


def retire_indicator(
    indicator: Indicator,
    *,
    reason: Words,
    successor: Indicator | None,
    by: By,
    today: date,  # noqa: ARG001
) -> Indicator:
    """It is followed no more, for a reason, and replaced by another or by none; its figures stay."""
    scope = f"{indicator.enrolment.edition.slug}/{indicator.enrolment.product.slug}"
    with changing(indicator, by=by, scope=scope, verb="replaced" if successor else "retired"):
        indicator.status, indicator.reason, indicator.successor = Status.RETIRED, reason, successor
        indicator.save(update_fields=["status", "reason", "successor"])
    return indicator


def follow_again(indicator: Indicator, *, by: By) -> Indicator:
    """A review took back what it had decided: the indicator is followed as before."""
    scope = f"{indicator.enrolment.edition.slug}/{indicator.enrolment.product.slug}"
    with changing(indicator, by=by, scope=scope, verb="followed again"):
        indicator.status, indicator.reason, indicator.successor = Status.ACTIVE, {}, None
        indicator.save(update_fields=["status", "reason", "successor"])
    return indicator
