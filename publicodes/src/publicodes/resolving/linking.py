"""Linking: every name of every rule is followed; all the names that lead nowhere are told together."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from publicodes.core.nodes import Reference
from publicodes.core.rules import Replacement, Rule
from publicodes.errors import Fault, ModelError, Path, near
from publicodes.resolving.names import ancestors, meaning
from publicodes.resolving.replacements import Substitute, Substitutes, gathered

INTERNAL = "$INTERNAL"
"""In the name of a rule that a mechanism hides in another: no replacement touches what it reads."""


@dataclass(slots=True, eq=False)
class Model:
    """Rules that know each other."""

    rules: dict[str, Rule]
    substitutes: Substitutes = field(default_factory=Substitutes)

    @property
    def dated(self) -> bool:
        """Whether a duration runs up to today somewhere."""
        return any(rule.dated for rule in self.rules.values())


def link(rules: dict[str, Rule], *, orphans: bool = False) -> Model:
    """Resolve a whole model; `orphans` allows rules whose parent does not exist."""
    model = Model(rules)
    faults = [] if orphans else list(_orphans(rules))
    faults += list(_gather(model))
    for rule in rules.values():
        rule.enclosed = any(name in rules and rules[name].private for name in ancestors(rule.name)[:-1])
    faults += follow(model, rules.values())
    if faults:
        raise ModelError(faults)
    return model


def follow(model: Model, rules: Iterable[Rule]) -> list[Fault]:
    """Resolve the references of `rules` against the model, and put replacements in their place."""
    faults: list[Fault] = []
    for rule in rules:
        for reference, path in rule.references:
            fault = _follow(model, rule, reference, path)
            faults += [fault] if fault else []
        rule.ancestors = _lineage(model, rule)
    return faults


def _follow(model: Model, rule: Rule, reference: Reference, path: Path) -> Fault | None:
    name, hidden = meaning(model.rules, reference.name, rule.name)
    if name is None:
        return missing(model.rules, reference.name, hidden, path)
    reference.rule = model.rules[name]
    if id(reference) not in rule.fixed and INTERNAL not in rule.name:
        reference.instead = model.substitutes.place(reference, rule.name)
    return None


def missing(rules: Mapping[str, Rule], name: str, hidden: bool, path: Path) -> Fault:
    """The fault of a name that leads to no rule, or to a private one."""
    if hidden:
        return Fault(
            "PC302", f"the rule « {name} » is private: it cannot be read from here", "read a public rule", path
        )
    mend = near(name, rules) or "declare this rule, or write its full name"
    return Fault("PC301", f"no rule is named « {name} » here", mend, path)


def _lineage(model: Model, rule: Rule) -> Sequence[Reference]:
    """The ancestors that exist, nearest first, themselves subject to replacement."""
    found = []
    for name in ancestors(rule.name):
        if name in model.rules:
            reference = Reference(name, model.rules[name])
            reference.instead = model.substitutes.place(reference, rule.name)
            found.append(reference)
    return found


def _orphans(rules: Mapping[str, Rule]) -> Iterable[Fault]:
    for name in rules:
        for parent in ancestors(name)[:1]:
            if parent not in rules:
                what = f"the rule « {name} » has no parent: « {parent} » does not exist"
                yield Fault("PC303", what, f"declare « {parent} » (an empty rule is enough)", (name,))


def _gather(model: Model) -> Iterable[Fault]:
    for rule, replacement in gathered(model.rules):
        yield from _register(model, rule, replacement)
    model.substitutes.sort()


def _register(model: Model, rule: Rule, replacement: Replacement) -> Iterable[Fault]:
    targets, faults = _meanings(model, rule, [replacement.target], replacement.path)
    inside, more = _meanings(model, rule, replacement.inside, replacement.path)
    outside, last = _meanings(model, rule, replacement.outside, replacement.path)
    yield from (*faults, *more, *last)
    for target in targets:
        substitute = Substitute(rule, inside, outside, replacement.priority, replacement.disables)
        model.substitutes.add(target, substitute)


def _meanings(model: Model, rule: Rule, names: Sequence[str], path: Path) -> tuple[list[str], list[Fault]]:
    found, faults = [], []
    for written in names:
        name, hidden = meaning(model.rules, written, rule.name)
        if name is None:
            faults.append(missing(model.rules, written, hidden, path))
        else:
            found.append(name)
    return found, faults
