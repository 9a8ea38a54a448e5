"""Tranches: the brackets that `barème`, `grille` and `taux progressif` read alike."""

from collections.abc import Mapping
from typing import Any

from publicodes.core.nodes import Bracket, Node, Scale
from publicodes.mechanisms.bodies import mapping, number, operand, said, sequence
from publicodes.mechanisms.scope import Scope


def scale(scope: Scope, body: Any, form: Any, amount: str) -> Node:
    """The scan of the brackets of `body`; `amount` is the key of what each bracket gives (`taux` or `montant`)."""
    parts = mapping(scope, body, "assiette", "tranches")
    base = operand(scope, parts, "assiette")
    factor = parts.get("multiplicateur")
    multiplier = number(1) if factor is None or _zero(factor) else scope.node(factor, "multiplicateur")
    rows = sequence(scope, parts.get("tranches"), "tranches")
    brackets = [_bracket(scope, row, place, amount) for place, row in enumerate(rows)]
    if not brackets:
        scope.refuse("PC204", f"« {form} » has no bracket", "tranches", mend=f"write « - {amount}: »")
    node = Scale(form, base, multiplier, brackets)
    return said(node, form, assiette=base, multiplicateur=multiplier, tranches=brackets)


def _bracket(scope: Scope, row: Any, place: int, amount: str) -> Bracket:
    if not isinstance(row, Mapping):
        mend = f"write « {amount}: » and « plafond: »"
        scope.refuse("PC206", "a bracket is a mapping", "tranches", place, mend=mend)
    given = operand(scope, row, amount, "tranches", place)
    ceiling = scope.node(row["plafond"], "tranches", place, "plafond") if "plafond" in row else None
    return Bracket(ceiling, given)


def _zero(factor: Any) -> bool:
    """A bare 0 stands for no multiplier, as in the reference; another expression worth 0 is refused when evaluated."""
    return isinstance(factor, int | float) and not isinstance(factor, bool) and factor == 0
