"""Apart: how values are told that were found in another environment – contexts, inversions, circular references."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from publicodes.core import nodes as n
from publicodes.describing.explaining import Apart, At, Explaining, valued
from publicodes.describing.explanation import Step
from publicodes.describing.notes import Note
from publicodes.describing.parts import Part
from publicodes.walking.environment import Environment
from publicodes.walking.missing import NONE
from publicodes.walking.solving import given


def explained(env: Environment, node: n.Node, depth: int) -> Step:
    """The tree of a node that `env` has evaluated; rules are followed `depth` levels down."""
    step = Explaining(env, depth, set(), APART).part(Part("", node), At())
    return step if step is not None else valued(env.node(node))


def _inside(told: Explaining, env: Environment, node: n.Node, at: At) -> tuple[Step, ...]:
    step = Explaining(env, told.depth, told.told, told.apart).part(Part("valeur", node), at)
    return (step,) if step is not None else ()


def _context(told: Explaining, node: n.Context, step: Step, at: At) -> Step:
    """What the context sets, then the value inside it."""
    inner = told.env.contexts.get(node)
    value = _inside(told, inner, node.value, at) if inner is not None else ()
    return replace(step, word="contexte", steps=(*_overrides(told, node, at), *value))


def _overrides(told: Explaining, node: n.Context, at: At) -> Iterator[Step]:
    for reference, written in node.overrides:
        step = told.part(Part(reference.name, written), at)
        if step is not None:
            yield step


def _inversion(told: Explaining, node: n.Inversion, step: Step, at: At) -> Step:
    """Nothing is told of the trials: the goal that was given a value says all."""
    step = replace(step, word="inversion numérique")
    for goal in (one.rule for one in node.goals):
        result = given(told.env, goal)
        if result[0].__class__ is float:
            written = told.env.situation[goal.name]
            known = told.part(Part("", written), at) if isinstance(written, n.Node) else None
            aim = replace(known or valued(result), role=goal.name)
            return replace(step, notes=(Note("solved", goal.name, goal.title),), steps=(aim,))
    return step


def _circular(told: Explaining, node: n.Circular, step: Step, at: At) -> Step:
    """The value at the solution, computed again to be told."""
    step = replace(step, word="résoudre la référence circulaire", notes=(Note("circular"),))
    if not isinstance(step.value, float):
        return step
    inner = told.env.within({**told.env.situation, node.rule: (step.value, None, NONE)})
    inner.node(node.value)
    return replace(step, steps=_inside(told, inner, node.value, at))


APART: dict[type[n.Node], Apart] = {n.Context: _context, n.Inversion: _inversion, n.Circular: _circular}
