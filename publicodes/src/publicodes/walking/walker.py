"""Walker: the evaluator of the core on plain values, which takes part in no optimisation: their referee."""

from __future__ import annotations

from publicodes.core import nodes as n
from publicodes.walking import basics, branches, contexts, quantities, scales, solving
from publicodes.walking.environment import Environment


class Walker(Environment):
    methods = {
        n.Constant: basics.constant,
        n.Slot: basics.slot,
        n.Reference: Environment.reference,
        n.Operation: basics.operation,
        n.Condition: basics.condition,
        n.IsUndefined: basics.is_undefined,
        n.IsNotApplicable: basics.is_not_applicable,
        n.DefaultUsed: basics.default_used,
        n.Variations: branches.variations,
        n.Extremum: branches.extremum,
        n.Conversion: quantities.conversion,
        n.Simplification: quantities.simplification,
        n.Rounding: quantities.rounding,
        n.Logarithm: quantities.logarithm,
        n.Duration: quantities.duration,
        n.Text: quantities.text,
        n.Scale: scales.scale,
        n.Context: contexts.context,
        n.Inversion: solving.inversion,
        n.Circular: solving.circular,
    }
