"""Questions about the audience of a product; all of them read counts, never events."""

from gamma.instruments.audience.queries.counting import (
    Acts,
    Total,
    acts,
    began,
    daily,
    parts,
    since,
    total,
    uncounted,
    visitors,
)
from gamma.instruments.audience.queries.finding import measured, site_of, sites_of
from gamma.instruments.audience.queries.page import AudiencePage, audience_page, days_of

__all__ = [
    "Acts",
    "AudiencePage",
    "Total",
    "acts",
    "audience_page",
    "began",
    "daily",
    "days_of",
    "measured",
    "parts",
    "since",
    "site_of",
    "sites_of",
    "total",
    "uncounted",
    "visitors",
]
