"""Labels: rules that hold what a figure is called, or said to be, against what the readings show. One rule, one file.

A rule is a module with `TITLE` and `MEND` (what is found, how to settle it), `found(record)` which yields findings, and
`said(says)` which makes a sentence of one in the active language. A finding holds no words, only facts, so that a
published report can say it again in either language.

Rules look at the indicators followed, and at the series beside them only where they serve to compare: sums, two
sources, a change of tool. What shows between the products of an edition is found by `found_across(records)`, which few
rules have.
"""

from collections.abc import Sequence
from types import ModuleType

from gamma.cockpit.reports.labels import (
    change_contradicted,
    change_unfounded,
    claim_contradicted,
    jump_unlikely,
    moved_from_draft,
    period_missing,
    score_not_standard,
    score_out_of_range,
    score_undefined,
    scores_mixed,
    several_bases,
    several_spans,
    start_below_earlier,
    stock_against_flow,
    sums_of_distinct_counts,
    survey_without_n,
    target_never_chosen,
    tool_changed,
    two_values,
    visits_named_visitors,
)
from gamma.cockpit.reports.labels.finding import Finding
from gamma.cockpit.reports.records import Record

# From what a figure is, to what is said of it.
_MODULES = (
    visits_named_visitors,
    sums_of_distinct_counts,
    stock_against_flow,
    several_spans,
    period_missing,
    jump_unlikely,
    tool_changed,
    score_out_of_range,
    score_not_standard,
    score_undefined,
    scores_mixed,
    survey_without_n,
    two_values,
    moved_from_draft,
    claim_contradicted,
    change_contradicted,
    change_unfounded,
    several_bases,
    start_below_earlier,
    target_never_chosen,
)
RULES: dict[str, ModuleType] = {module.__name__.rpartition(".")[2]: module for module in _MODULES}


def check(record: Record) -> list[Finding]:
    """Everything the rules find in one product's figures, rule by rule."""
    return [finding for rule in RULES.values() for finding in rule.found(record)]


def check_edition(records: Sequence[Record]) -> list[Finding]:
    """What the rules find between the products of an edition, beside what `check` finds in each."""
    rules = (rule for rule in RULES.values() if hasattr(rule, "found_across"))
    return [finding for rule in rules for finding in rule.found_across(records)]
