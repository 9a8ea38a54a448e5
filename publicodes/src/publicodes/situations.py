"""Situations: what is known of a case, read as the hidden rule that fills the slot of each rule (SPEC §20)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from publicodes.core.nodes import Node
from publicodes.core.rules import Rule
from publicodes.errors import Fault, PublicodesError, SituationError, near
from publicodes.inferring.types import infer_node
from publicodes.reading.objects import UnitKey
from publicodes.reading.rules import read_rule
from publicodes.resolving.linking import Model, follow
from publicodes.resolving.names import SITUATION, join
from publicodes.values.formatting import format_value, number_text
from publicodes.walking.choices import allowed, listed
from publicodes.walking.walker import Walker


@dataclass(slots=True)
class Situation:
    """The slots that are filled, the entries as written, and the rules that some entries bring to the model.

    `raw` is what is told to be known; `written` is all that fills the slots, an entry that is no possibility too.
    """

    slots: dict[str, Node] = field(default_factory=dict)
    raw: dict[str, Any] = field(default_factory=dict)
    written: dict[str, Any] = field(default_factory=dict)
    brought: dict[str, list[Rule]] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)


def read_situation(
    model: Model, raw: Mapping[str, Any], today: date, unit_key: UnitKey | None, *, strict: bool, quirks: bool = False
) -> Situation:
    """Read every entry; in strict mode the faults of all of them are raised together, else they are kept aside."""
    situation = Situation()
    for name, given in raw.items():
        try:
            _enter(model, situation, name, given, today, unit_key, quirks)
        except PublicodesError as error:
            situation.faults += [_told(name, fault) for fault in error.faults]
    if strict and situation.faults:
        raise SituationError(situation.faults)
    return situation


def check_choices(walker: Walker, situation: Situation, *, strict: bool) -> None:
    """Look at the entries of rules that have possibilities: one that is none of them is refused in strict mode.

    Otherwise it holds, but is no more part of what is told to be known [Q-18].
    """
    faults = [fault for name in list(situation.raw) for fault in _unlisted(walker, situation, name)]
    if strict and faults:
        raise SituationError(faults)
    situation.faults += faults
    for fault in faults:
        situation.raw.pop(str(fault.path[-1]), None)


def _unlisted(walker: Walker, situation: Situation, name: str) -> list[Fault]:
    rule, given = walker.model.rules[name], situation.slots.get(name)
    if rule.possibilities is None or given is None:
        return []
    value, unit, _ = walker.node(given)
    if allowed(walker, rule, value, unit):
        return []
    what = f"« {format_value(value, unit)} » is not one of the possibilities of « {name} »"
    return [Fault("PC404", what, f"give one of {listed(rule)}", ("situation", name))]


def _told(name: object, fault: Fault) -> Fault:
    return Fault(fault.code, fault.what, fault.mend, ("situation", *(fault.path or (str(name),))))


def _enter(
    model: Model, situation: Situation, name: str, given: Any, today: date, unit_key: UnitKey | None, quirks: bool
) -> None:
    _check(model, name, given)
    if given is None or isinstance(given, list):
        return
    rules = read_rule(
        join(name, SITUATION),
        _definition(given, quirks),
        today=today,
        unit_key=unit_key,
        quirks=quirks,
        private=True,
        path=(name,),
    )
    situation.raw[name] = given
    if len(rules) > 1 or rules[0].replacements:
        situation.brought[name] = rules
    elif faults := follow(model, rules):
        del situation.raw[name]
        raise SituationError(faults)
    infer_node(rules[0].value)
    situation.slots[name] = rules[0].value
    situation.written[name] = given


def _check(model: Model, name: str, given: Any) -> None:
    if name not in model.rules:
        raise SituationError(
            Fault("PC401", f"the situation names « {name} », which no rule bears", near(str(name), model.rules))
        )
    rule = model.rules[name]
    if rule.private or rule.enclosed:
        raise SituationError(Fault("PC402", f"« {name} » is private: a situation cannot set it", "set a public rule"))
    if isinstance(given, bool):
        raise SituationError(Fault("PC403", f"« {str(given).lower()} » is not a value", "write « oui » or « non »"))


def _definition(given: Any, quirks: bool) -> Any:
    """A number is that exact double; the reference prints it and reads it again, which loses small ones [Q-1]."""
    if not isinstance(given, int | float):
        return given
    return number_text(float(given)) if quirks else {"valeur": given}
