"""Stats: the public convention `/stats.json` (docs/stats-json.md): how a service tells its figures to whoever asks.

Written by the reports, read by the harvest: one description for both.
"""

from decimal import Decimal
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from gamma.ground.facts import PeriodText
from gamma.ground.measures import Kind

FORMAT = "gamma-stats/1"
Id = Annotated[str, StringConstraints(min_length=1, max_length=200, pattern=r"^[\w./-]+$")]
Text = Annotated[str, StringConstraints(max_length=300)]


class _Told(BaseModel):
    """What is not known is ignored: the convention may grow."""

    model_config = ConfigDict(extra="ignore", frozen=True)


class Told(_Told):
    """The figure of a period; `n` is what a ratio or a share rests on. Without a value, nothing was published."""

    period: PeriodText
    value: Annotated[Decimal, Field(max_digits=18, decimal_places=6)] | None = None
    n: Annotated[int, Field(ge=0)] | None = None
    precision: Literal["exact", "approx", "at_least", "at_most", "unstated"] = "exact"


class Series(_Told):
    """An indicator with its figures; ratios and shares are told in their unit ("%"), not as fractions."""

    id: Id
    label: Text = ""
    unit: Text = ""
    kind: Kind
    readings: list[Told] = []


class Published(_Told):
    """All that a service tells."""

    format: Literal["gamma-stats/1"]
    service: Text = ""
    indicators: list[Series] = []
