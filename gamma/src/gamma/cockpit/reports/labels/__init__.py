"""Labels: rules that hold what a figure is called, or claimed to be, against what the readings show. One rule, one file.

A rule is a module with `TITLE` and `MEND` (what is found, how to settle it), `found(record)` which yields findings, and
`said(says)` which makes a sentence of one in the active language. A finding holds no words, only facts, so that a
published report can say it again in either language.
"""

from types import ModuleType

from gamma.cockpit.reports.labels import period_missing
from gamma.cockpit.reports.labels.finding import Finding
from gamma.cockpit.reports.records import Record

RULES: dict[str, ModuleType] = {
    "period_missing": period_missing,
}


def check(record: Record) -> list[Finding]:
    """Everything the rules find in one product's figures, rule by rule."""
    return [finding for rule in RULES.values() for finding in rule.found(record)]
