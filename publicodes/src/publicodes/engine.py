"""Engine: rules and a situation → results. The stages in order: reading, resolving, inferring, walking."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from functools import cached_property
from typing import Any

from publicodes.caching.models import identity
from publicodes.caching.models import model as recalled_model
from publicodes.compiling import compile_program, input_column
from publicodes.core.nodes import Node, undefined
from publicodes.core.rules import Rule
from publicodes.depth import deep
from publicodes.describing.apart import explained
from publicodes.describing.doubts import doubts
from publicodes.describing.explanation import Explanation
from publicodes.describing.pages import Page, page
from publicodes.describing.questions import Question, asked
from publicodes.describing.questions import question as question_of
from publicodes.errors import (
    Fault,
    ModelError,
    Path,
    Place,
    PrivateRule,
    PublicodesError,
    SituationError,
    UnknownRule,
    near,
)
from publicodes.evaluation import Evaluation
from publicodes.inferring.types import infer, infer_node
from publicodes.program import Program
from publicodes.reading.objects import Reader, UnitKey
from publicodes.reading.rules import read_rules
from publicodes.reading.sources import Origin, read
from publicodes.resolving.linking import Model, follow, link
from publicodes.resolving.referring import referred
from publicodes.situations import Situation, check_choices, read_situation
from publicodes.walking.environment import Options
from publicodes.walking.traversing import traversed
from publicodes.walking.walker import Walker


class Compiled:
    """A model read, linked and inferred, with the expressions already read against it.

    `bare` is the model without what a situation brings.
    """

    def __init__(
        self,
        rules: Mapping[str, Any],
        today: date,
        unit_key: UnitKey | None,
        orphans: bool,
        quirks: bool = False,
        brought: tuple[Rule, ...] = (),
    ) -> None:
        self.raw, self.today, self.unit_key, self.orphans = rules, today, unit_key, orphans
        self.quirks, self.brought = quirks, brought
        self.identity = None if unit_key or brought or quirks else identity(rules, orphans)
        with deep():
            self.model = recalled_model(self.identity, today, self._lowered)
        self.expressions: dict[str, Node] = {}
        self.bare = self

    def _lowered(self) -> Model:
        read = read_rules(self.raw, today=self.today, unit_key=self.unit_key, quirks=self.quirks)
        read.update({rule.name: rule for rule in self.brought})
        model = link(read, orphans=self.orphans)
        infer(model)
        return model

    def known(self, situation: Mapping[str, Any]) -> Any:
        """What tells the model in a situation from any other; None when nothing plain does."""
        if self.identity is None:
            return None
        dated = self.model.dated or any(isinstance(given, Mapping) for given in situation.values())
        return self.identity.key, situation, self.today.toordinal() if dated else None

    def expression(self, written: Any) -> Node:
        """An expression, a number or a mechanism object, resolved from outside: full names only."""
        node = self.expressions.get(written) if isinstance(written, str) else None
        return node or self._read(written)

    def _read(self, written: Any) -> Node:
        rule = Rule("", undefined())
        node = Reader(rule, ("evaluate",), self.today, self.unit_key).node(written)
        if faults := follow(self.model, [rule]):
            raise ModelError(faults)
        infer_node(node)
        if isinstance(written, str):
            self.expressions[written] = node
        return node

    def bringing(self, situation: Situation) -> Compiled:
        """The model with the rules that entries of a situation bring to it."""
        brought = tuple(rule for rules in situation.brought.values() for rule in rules)
        found = Compiled(self.raw, self.today, self.unit_key, self.orphans, self.quirks, brought)
        found.bare = self.bare
        return found


class Engine:
    """A model, in one situation.

    `rules` is a mapping of rule names to definitions, or the path of a file of rules, of a folder of them, of a JSON
    file or of an installed npm package. `orphans` allows rules without parent; `unit_key` gives the
    usual form of a base unit (plural → singular); `today` bounds the durations left open;
    `inversion_iterations` asks for the few iterations of the reference (10) rather than a converged inversion; `quirks`
    matches the oddities of the reference on which no published model depends (docs/differences.md).
    """

    def __init__(
        self,
        rules: Origin,
        *,
        orphans: bool = False,
        strict_situation: bool = True,
        check_possible_values: bool = False,
        no_cycle_runtime: bool = False,
        filter_not_applicable_possibilities: bool = False,
        automatic_namespace_disabling: bool = True,
        inversion_iterations: int | None = None,
        unit_key: UnitKey | None = None,
        today: date | None = None,
        quirks: bool = False,
    ) -> None:
        self._strict = strict_situation
        self._options = Options(
            filter_not_applicable_possibilities,
            automatic_namespace_disabling,
            check_possible_values,
            no_cycle_runtime,
            inversion_iterations,
        )
        self._source = read(rules, referred)
        try:
            self._compiled = Compiled(self._source.rules, today or date.today(), unit_key, orphans, quirks)  # noqa: DTZ011
        except ModelError as error:
            raise error.located(self._source.locate) from None
        self._situation = Situation()

    @property
    def model(self) -> Model:
        """The rules as read, linked and inferred: private ones too, with their static kind and nullability."""
        return self._compiled.model

    @cached_property
    def rules(self) -> Mapping[str, Rule]:
        """The public rules, by name."""
        return {
            name: rule for name, rule in self._compiled.model.rules.items() if not rule.private and not rule.enclosed
        }

    def rule(self, name: str) -> Rule:
        """One public rule. Raises UnknownRule, PrivateRule."""
        if name in self.rules:
            return self.rules[name]
        if name in self._compiled.model.rules:
            raise PrivateRule(Fault("PC302", f"the rule « {name} » is private", "read a public rule"))
        raise UnknownRule(Fault("PC301", f"no rule is named « {name} »", near(name, self.rules)))

    def locate(self, path: Path) -> Place:
        """The file, line and column of a part of the model, when it was read from files."""
        rule = self._compiled.model.rules.get(str(path[0])) if path else None
        written = (*rule.path, *path[1:]) if rule else path
        return replace(self._source.locate(written), path=path)

    @contextmanager
    def _calculating(self) -> Iterator[None]:
        """Go as deep as rules do; what is wrong is told with the places of the rules it names."""
        try:
            with deep():
                yield
        except SituationError:
            raise
        except PublicodesError as error:
            raise error.located(self.locate) from error.__cause__

    @property
    def situation(self) -> Mapping[str, Any]:
        """What is known, as it was written."""
        return self._situation.raw

    def with_situation(self, situation: Mapping[str, Any], *, keep: bool = False, strict: bool | None = None) -> Engine:
        """The same model in another situation; `keep` adds to the present one. Raises SituationError."""
        raw = {**self._situation.raw, **situation} if keep else situation
        engine = Engine.__new__(Engine)
        engine._strict, engine._options, engine._source = self._strict, self._options, self._source
        engine._compiled = self._compiled.bare
        with self._calculating():
            engine._enter(raw, self._strict if strict is None else strict)
        return engine

    def _enter(self, raw: Mapping[str, Any], strict: bool) -> None:
        compiled = self._compiled
        self._situation = read_situation(
            compiled.model, raw, compiled.today, compiled.unit_key, strict=strict, quirks=compiled.quirks
        )
        if self._situation.brought:
            self._compiled = compiled.bringing(self._situation)
            others = {name: given for name, given in raw.items() if name not in self._situation.brought}
            model = self._compiled.model
            again = read_situation(
                model, others, compiled.today, compiled.unit_key, strict=False, quirks=compiled.quirks
            )
            self._situation.slots.update(again.slots)
        self._check_choices()

    def _check_choices(self) -> None:
        slots, options = self._situation.slots, self._options
        if any(self._compiled.model.rules[name].possibilities for name in slots):
            walker = Walker(self._compiled.model, slots, options)
            check_choices(walker, self._situation, strict=options.check_possible_values)

    @cached_property
    def _walker(self) -> Walker:
        return Walker(self._compiled.model, self._situation.slots, self._options)

    def evaluate(self, expression: Any, *, situation: Mapping[str, Any] | None = None) -> Evaluation:
        """The value of an expression (a text, a number or a mechanism object) in this situation, or in another.

        It does not depend on what was evaluated before.
        """
        if situation is not None:
            return self.with_situation(situation).evaluate(expression)
        return self._evaluated(Walker(self._compiled.model, self._situation.slots, self._options), expression)

    def evaluate_all(self, expressions: Iterable[Any]) -> list[Evaluation]:
        """Several expressions in one walk, as a page shows them: what they have in common is computed once.

        Where the rules of a model depend on one another in a cycle, a result may hang on those before it.
        """
        return [self._evaluated(self._walker, expression) for expression in expressions]

    def _evaluated(self, walker: Walker, expression: Any) -> Evaluation:
        with self._calculating():
            value, unit, missing = walker.node(self._compiled.expression(expression))
        return Evaluation.of(value, unit, missing, walker.log.warnings, walker.log.inversion_failed)

    def program(self, targets: Sequence[str], inputs: Sequence[str] | Mapping[str, str | None]) -> Program:
        """Compile `targets` (rule names or expressions) over `inputs`, the rest of the situation being fixed.

        `inputs` are names of public rules or, as a mapping, each with the unit its numbers are in. Raises UnknownRule,
        PrivateRule, ModelError.
        """
        units = inputs if isinstance(inputs, Mapping) else dict.fromkeys(inputs)
        columns = [input_column(self.rule(name), unit) for name, unit in units.items()]
        with self._calculating():
            nodes = {target: self._compiled.expression(target) for target in targets}
        known = self._compiled.known(
            {name: told for name, told in self._situation.written.items() if name not in units}
        )
        model, slots = self._compiled.model, self._situation.slots
        return compile_program(model, slots, self._options, nodes, columns, known, self._calculating)

    def explain(self, expression: Any, *, situation: Mapping[str, Any] | None = None, depth: int = 3) -> Explanation:
        """Why an expression is worth what it is: a tree of steps, rules followed `depth` levels down."""
        if situation is not None:
            return self.with_situation(situation).explain(expression, depth=depth)
        with self._calculating():
            walker, node = (
                Walker(self._compiled.model, self._situation.slots, self._options),
                self._compiled.expression(expression),
            )
            result = walker.node(node)
            evaluation = Evaluation.of(*result, walker.log.warnings, walker.log.inversion_failed)
            return Explanation(str(expression), evaluation, explained(walker, node, depth))

    def traversed(self, expression: Any, *, situation: Mapping[str, Any] | None = None) -> tuple[str, ...]:
        """The names of the public rules whose value an expression needs in this situation, each where it is first met.

        Of an inversion or a circular reference, those of the last trial.
        """
        if situation is not None:
            return self.with_situation(situation).traversed(expression)
        with self._calculating():
            node = self._compiled.expression(expression)
            return traversed(self._compiled.model, self._situation.slots, self._options, node)

    def questions(self, targets: Iterable[Any], *, situation: Mapping[str, Any] | None = None) -> list[Question]:
        """What is still to be asked for `targets` (rule names or expressions), most wanted first."""
        if situation is not None:
            return self.with_situation(situation).questions(targets)
        with self._calculating():
            missing = [one.missing for one in self.evaluate_all(targets)]
            return asked(self._walker, self.rules, missing)

    def question(self, name: str) -> Question:
        """One public rule as it is asked in this situation, wanted or not. Raises UnknownRule, PrivateRule."""
        rule = self.rule(name)
        with self._calculating():
            return question_of(self._walker, rule)

    def document(self, name: str) -> Page:
        """What the documentation says of a public rule. Raises UnknownRule, PrivateRule."""
        return page(self._compiled.model, self.rule(name))

    def doubts(self) -> list[Fault]:
        """What is seldom meant: keys that are nearly words, rules that warn or fail in this situation."""
        with self._calculating():
            return doubts(self._walker, self.rules.values())


__all__ = ["Engine", "Evaluation", "PublicodesError"]
