"""Questions: what is still to be asked of a person for some results, most wanted first."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Literal, TypeAlias

from publicodes.core import nodes as n
from publicodes.core.rules import Rule
from publicodes.describing.cards import Choice, Source, choices, default_of, sources, text_of
from publicodes.mechanisms import PLAIN
from publicodes.values.formatting import format_value, number_text, serialise_value
from publicodes.values.states import NOT_APPLICABLE, Absent, Kind
from publicodes.values.units import Unit
from publicodes.walking.environment import Environment

QuestionKind: TypeAlias = Literal["yes-no", "choice", "date", "amount", "number", "text"]
KINDS: dict[Kind | None, QuestionKind] = {"boolean": "yes-no", "date": "date", "string": "text"}
VALUED = frozenset((*PLAIN, "formule")) - {"valeur"}


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A ready answer: its label, and what a situation takes."""

    label: str
    answer: str


@dataclass(frozen=True, slots=True)
class Question:
    """A rule that can be asked. `score` tells how much it is wanted: the higher, the sooner.

    `kind` is the form to show: `yes-no`, `choice` among `choices`, `date`, `amount` in `unit`, bare `number`, `text`.
    `default` is what is taken meanwhile, as a reader reads it, and `default_answer` as a situation takes it; both empty
    without default.
    """

    name: str
    title: str
    text: str
    kind: QuestionKind
    score: int
    unit: str | None = None
    choices: tuple[Choice, ...] = ()
    default: str = ""
    default_answer: str = ""
    suggestions: tuple[Suggestion, ...] = ()
    description: str = ""
    references: tuple[Source, ...] = ()


def asked(env: Environment, rules: Mapping[str, Rule], missing: Iterable[Mapping[str, int]]) -> list[Question]:
    """The questions of `missing`, one map of scores for each target; ties are asked in the order of the model."""
    scores: dict[str, int] = {}
    for one in missing:
        for name, score in one.items():
            scores[name] = scores.get(name, 0) + score
    wanted = [name for name in rules if name in scores and askable(rules[name])]
    wanted.sort(key=lambda name: -scores[name])
    return [question(env, rules[name], scores[name]) for name in wanted]


def askable(rule: Rule) -> bool:
    """Whether a person may answer: the rule has a question, possibilities, or nothing that computes it."""
    return rule.asked or rule.possibilities is not None or not computed(rule)


def computed(rule: Rule) -> bool:
    """Whether the definition of a rule gives it a value besides its default."""
    return rule.raw.get("valeur") is not None or any(word in rule.raw for word in VALUED)


def question(env: Environment, rule: Rule, score: int = 0) -> Question:
    """The question of a rule in the situation of `env`, where its default is found."""
    default = default_of(rule)
    value, unit, _ = env.node(default) if default is not None else (NOT_APPLICABLE, None, {})
    label = unit_of(rule, unit)
    offered = tuple(one for one in choices(rule.possibilities) if _possible(env, rule, one))
    return Question(
        rule.name,
        rule.title,
        text_of(rule, "question") or rule.title,
        _kind(rule, label),
        score,
        label,
        offered,
        _shown(value, unit, offered),
        serialise_value(value, unit) or "",
        tuple(_suggestions(rule.raw.get("suggestions"))),
        text_of(rule, "description"),
        sources(rule),
    )


def unit_of(rule: Rule, default: Unit | None = None) -> str | None:
    """The unit in which a rule is asked: that of its `unité`, of its value as written, else of its default."""
    node: Any = rule.value
    while isinstance(node, n.Node):
        if node.static_unit is not None:
            return node.static_unit.text
        node = node.clause.parts.get("valeur") if node.clause else None
    written = default_of(rule)
    unit = default or (written.static_unit if written is not None else None)
    return None if unit is None else unit.text


def _kind(rule: Rule, unit: str | None) -> QuestionKind:
    if rule.possibilities is not None:
        return "choice"
    return KINDS.get(rule.kind) or ("amount" if unit else "number")


def _possible(env: Environment, rule: Rule, choice: Choice) -> bool:
    """A possibility is left out once its rule does not apply."""
    found = (
        [item for item in rule.possibilities.items if isinstance(item, n.Reference) and item.rule]
        if rule.possibilities
        else []
    )
    return not any(item.rule.name == choice.rule and env.not_applicable(item)[0] is True for item in found if item.rule)


def _shown(value: Any, unit: Unit | None, offered: tuple[Choice, ...]) -> str:
    if isinstance(value, Absent):
        return ""
    answer = serialise_value(value, unit)
    return next((one.title for one in offered if one.answer == answer), format_value(value, unit))


def _suggestions(given: Any) -> Iterable[Suggestion]:
    pairs = given.items() if isinstance(given, Mapping) else ((one, one) for one in given or ())
    for label, answer in pairs:
        text = number_text(float(answer)) if isinstance(answer, int | float) else answer
        if isinstance(text, str):
            yield Suggestion(str(label), text)
