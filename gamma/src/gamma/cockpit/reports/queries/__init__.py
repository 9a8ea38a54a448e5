"""Queries: what the public pages show, prepared to the last word; templates only lay it out. Nothing here writes."""

from gamma.cockpit.reports.bilan.taking import bilan_files
from gamma.cockpit.reports.queries.board import Asked, board
from gamma.cockpit.reports.queries.comparing import comparison
from gamma.cockpit.reports.queries.data import data_page, portable
from gamma.cockpit.reports.queries.editions import editions
from gamma.cockpit.reports.queries.finding import (
    edition_named,
    indicator_named,
    indicator_record,
    source_named,
)
from gamma.cockpit.reports.queries.keys import keys
from gamma.cockpit.reports.queries.letters import letter_of
from gamma.cockpit.reports.queries.product import product_page
from gamma.cockpit.reports.queries.provenance import provenance
from gamma.cockpit.reports.queries.sheet import sheet
from gamma.cockpit.reports.queries.sources import source_page, sources_page
from gamma.cockpit.reports.queries.sponsor import sponsor_page
from gamma.cockpit.reports.queries.stats import product_stats, site_stats

__all__ = [
    "Asked",
    "bilan_files",
    "board",
    "comparison",
    "data_page",
    "edition_named",
    "editions",
    "indicator_named",
    "indicator_record",
    "keys",
    "letter_of",
    "portable",
    "product_page",
    "product_stats",
    "provenance",
    "sheet",
    "site_stats",
    "source_named",
    "source_page",
    "sources_page",
    "sponsor_page",
]
