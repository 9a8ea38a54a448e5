"""Variations: the first branch whose condition holds. Example: `{variations: [{si: cadre, alors: 3 %}, {sinon: 2 %}]}`.

When no branch holds and there is no `sinon`, the value is not applicable.
"""

from collections.abc import Mapping
from typing import Any

from publicodes.core.nodes import Branch, Node, Variations
from publicodes.mechanisms.bodies import operand, said, sequence
from publicodes.mechanisms.scope import Scope


def read(scope: Scope, body: Any) -> Node:
    branches = [_branch(scope, raw, place) for place, raw in enumerate(sequence(scope, body))]
    return said(Variations(branches), "variations", branches=branches)


def _branch(scope: Scope, raw: Any, place: int) -> Branch:
    if not isinstance(raw, Mapping):
        scope.refuse("PC206", "a branch is a mapping", place, mend="write « si: » and « alors: », or « sinon: »")
    if "sinon" in raw:
        return Branch(None, operand(scope, raw, "sinon", place))
    return Branch(operand(scope, raw, "si", place), operand(scope, raw, "alors", place))
