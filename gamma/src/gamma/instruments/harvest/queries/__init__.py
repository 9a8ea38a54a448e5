"""Questions about feeds and their runs."""

from gamma.instruments.harvest.queries.due import Need, due, feeds, needs
from gamma.instruments.harvest.queries.showing import (
    Line,
    evidence,
    feed_at,
    figures,
    hosts,
    indicator_choices,
    last_trial,
    line,
    lines,
    owner_choices,
    readings,
    run_at,
    runs,
    sheet,
)

__all__ = [
    "Line",
    "Need",
    "due",
    "evidence",
    "feed_at",
    "feeds",
    "figures",
    "hosts",
    "indicator_choices",
    "last_trial",
    "line",
    "lines",
    "needs",
    "owner_choices",
    "readings",
    "run_at",
    "runs",
    "sheet",
]
