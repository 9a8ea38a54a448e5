"""Finding: the rows that an address names, and what a form of the room chooses among."""

from collections.abc import Iterable
from datetime import date

from django.db.models import Count, Exists, Min, OuterRef, QuerySet
from django.utils.timezone import localdate

from gamma.cockpit.indicators.lists import Answer, Status
from gamma.cockpit.indicators.models import Claim, Indicator, Reading, Target, TargetProposal, Unit
from gamma.cockpit.indicators.queries.current import current_readings
from gamma.cockpit.indicators.units import UNITS
from gamma.cockpit.programme.actions import TYPED
from gamma.cockpit.programme.lists import SourceKind
from gamma.cockpit.programme.models import Edition, Enrolment
from gamma.ground.periods import parse
from gamma.ground.texts import chosen
from gamma.ground.wording import period

Choices = list[tuple[str, str]]


def indicator_named(edition: str, product: str, indicator: str) -> QuerySet[Indicator]:
    """An indicator of a product in an edition, proposed ones too: for those who work on it."""
    rows = Indicator.objects.filter(enrolment__edition__slug=edition, enrolment__product__slug=product, slug=indicator)
    return rows.select_related("enrolment__edition", "enrolment__product", "successor", "supports", "proposed_by")


def reading_in_force(indicator: Indicator, key: int) -> Reading | None:
    """What is said now of the reading that a row is, or was, the last word of."""
    row = Reading.objects.filter(pk=key, definition__indicator=indicator).first()
    if row is None:
        return None
    same = Reading.objects.filter(definition=row.definition_id, period=row.period, source=row.source_id)
    related = same.select_related("source", "proof", "definition__unit", "definition__indicator__enrolment__edition")
    return related.select_related("definition__indicator__enrolment__product").order_by("-revision")[0]


def target_in_force(indicator: Indicator, name: str) -> Target | None:
    """The last revision of a target."""
    rows = Target.objects.filter(definition__indicator=indicator, slug=name)
    return rows.select_related("definition__unit", "source").order_by("-revision").first()


def proposals(indicator: Indicator) -> QuerySet[TargetProposal]:
    """The targets proposed for an indicator, the latest first."""
    rows = TargetProposal.objects.filter(definition__indicator=indicator)
    return rows.select_related("definition__unit", "proposed_by", "answered_by")


def claims(indicator: Indicator) -> QuerySet[Claim]:
    """What texts say of an indicator."""
    return indicator.claims.select_related("source")


def unit_choices(edition: Edition) -> Choices:
    """The units that an edition may use, by their plural."""
    own = {unit.slug: unit.names for unit in Unit.objects.filter(edition=edition)}
    return [(slug, _plural(names)) for slug, names in {**UNITS, **own}.items()]


def awaited(enrolments: Iterable[Enrolment] | QuerySet[Enrolment]) -> QuerySet[TargetProposal]:
    """The targets of these products that wait for the answer of a sponsor, the oldest first."""
    rows = TargetProposal.objects.filter(definition__indicator__enrolment__in=enrolments, answer=Answer.AWAITED)
    enrolment = "definition__indicator__enrolment"
    return rows.select_related("definition__unit", f"{enrolment}__edition", f"{enrolment}__product").order_by("pk")


def waiting(enrolments: QuerySet[Enrolment]) -> dict[int, tuple[int, date]]:
    """How many targets wait for an answer, and since when the oldest does; by the row of each enrolment."""
    found = (
        awaited(enrolments)
        .order_by()
        .values_list("definition__indicator__enrolment")
        .annotate(Count("pk"), Min("proposed_at"))
    )
    return {key: (count, localdate(moment)) for key, count, moment in found}


def acceptable(enrolments: Iterable[Enrolment]) -> QuerySet[Indicator]:
    """The indicators proposed that were read once, and that nobody declined: they wait for a coach."""
    read = Reading.objects.filter(definition__indicator=OuterRef("pk"))
    rows = Indicator.objects.filter(Exists(read), enrolment__in=enrolments, status=Status.PROPOSED, reason={})
    return rows.select_related("enrolment__edition", "enrolment__product").prefetch_related("definitions")


def source_choices(edition: Edition) -> Choices:
    """The sources that a figure may be said to be read in: what the team types first, then the others that people
    read."""
    read = edition.sources.exclude(kind=SourceKind.MEASURED)
    rows = [(source.slug, chosen(source.title)) for source in read]
    typed = dict(rows).get(TYPED) or "Saisie de l'équipe"
    return [(TYPED, typed), *(row for row in rows if row[0] != TYPED)]


def indicator_choices(indicator: Indicator | None, enrolment: Enrolment) -> Choices:
    """The other indicators of the product, by name."""
    rows = enrolment.indicators.filter(followed=True).prefetch_related("definitions")
    others = [row for row in rows if indicator is None or row.pk != indicator.pk]
    return [(row.slug, chosen(list(row.definitions.all())[-1].name)) for row in others if row.definitions.all()]


def version_choices(indicator: Indicator) -> Choices:
    """The versions of a definition, the one in force first."""
    rows = list(indicator.definitions.all())[::-1]
    return [(str(row.version), f"{row.version} · {chosen(row.name)}") for row in rows]


def period_choices(indicator: Indicator) -> Choices:
    """The periods that were read, the latest first."""
    rows = current_readings().filter(definition__indicator=indicator).order_by("-ends_on")
    read = list(dict.fromkeys(rows.values_list("period", flat=True)))[:200]
    return [(text, period(parse(text))) for text in read]


def _plural(names: dict[str, list[str]]) -> str:
    words = {language: pair[1] for language, pair in names.items()}
    return chosen(words)
