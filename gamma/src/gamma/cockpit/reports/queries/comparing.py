"""Comparing: the editions side by side, counted by the same rules, with what each asked of the products it chose."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch

from gamma.cockpit.indicators.lists import Verdict
from gamma.cockpit.programme.models import Criterion, Edition
from gamma.cockpit.reports import phrases
from gamma.cockpit.reports.queries import links
from gamma.cockpit.reports.queries.standings import Summary, standings, summary
from gamma.ground.texts import Text

OPEN = (Verdict.PENDING, Verdict.NOT_COMPUTABLE)


@dataclass(frozen=True)
class Column:
    """An edition beside the others: counts of products, indicators and targets, and its criteria."""

    label: Text
    href: str
    dates: str
    whole: Summary
    criteria: list[Text]

    @property
    def exceeded(self) -> int:
        return self.whole.verdicts.get(Verdict.EXCEEDED, 0)

    @property
    def missed(self) -> int:
        return self.whole.settled - self.whole.met

    @property
    def undecided(self) -> int:
        return sum(self.whole.verdicts.get(verdict, 0) for verdict in OPEN)

    @property
    def reached(self) -> int:
        return self.whole.entry.get("reached", 0)

    @property
    def counted(self) -> int:
        """Products that have entry targets, all due or not."""
        return sum(count for state, count in self.whole.entry.items() if state != "apart")


def comparison(today: date) -> list[Column]:
    """The editions, the oldest first."""
    criteria = Prefetch("criteria", Criterion.objects.order_by("rank"))
    editions = Edition.objects.order_by("starts", "slug").prefetch_related(criteria)
    return [_column(edition, today) for edition in editions]


def _column(edition: Edition, today: date) -> Column:
    return Column(
        label=edition.label,
        href=links.to_edition(edition),
        dates=phrases.dates(edition.starts, edition.ends),
        whole=summary(standings(edition, today)),
        criteria=[criterion.text for criterion in edition.criteria.all()],
    )
