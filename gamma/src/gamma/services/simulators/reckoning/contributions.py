"""Contributions: the lines of a payslip, read in the rules themselves.

The parts of the employer and of the employee are two sums; a line is a term of one, of the other, or of both. Its
branch is told by its rule.
"""

from dataclasses import dataclass
from functools import cache

from gamma.services.simulators.rules import engine
from publicodes import Engine

ROOT = "salarié . cotisations"
REDUCTIONS = "exonérations"
SIDES = ("employeur", "salarié")


@dataclass(frozen=True)
class Contribution:
    """A line of a payslip: its rule, its branch, and the rules of what each side pays (empty: nothing)."""

    rule: str
    branch: str
    employer: str
    employee: str


@dataclass(frozen=True)
class Contributions:
    """All the lines, grouped by branch in the order of the rules, the reductions last."""

    lines: tuple[Contribution, ...]

    @property
    def rules(self) -> tuple[str, ...]:
        """The rules to evaluate."""
        paid = [rule for line in self.lines for rule in (line.employer, line.employee) if rule]
        return (*paid, *(f"{ROOT} . {side}" for side in SIDES))


@cache
def contributions(model: str) -> Contributions:
    """The lines of a payslip in a model."""
    rules = engine(model)
    employer, employee = (_side(rules, side) for side in SIDES)
    names = dict.fromkeys([*employer, *employee])
    found = [_line(rules, name, employer.get(name, ""), employee.get(name, "")) for name in names]
    branches = list(dict.fromkeys(one.branch for one in found))
    return Contributions(tuple(sorted(found, key=lambda one: (_reduces(one), branches.index(one.branch)))))


def _side(rules: Engine, side: str) -> dict[str, str]:
    """The rules of what a side pays, by the contribution that each is a part of."""
    return {_whole(term, side): f"{ROOT} . {term}" for term in (*_terms(rules, side), f"{REDUCTIONS} . {side}")}


def _reduces(one: Contribution) -> bool:
    return one.rule == f"{ROOT} . {REDUCTIONS}"


def _terms(rules: Engine, side: str) -> list[str]:
    terms: list[str] = rules.rules[f"{ROOT} . {side}"].raw["somme"]
    return terms


def _whole(term: str, side: str) -> str:
    """The contribution that a term is a part of."""
    return term.removesuffix(f" . {side}")


def _line(rules: Engine, name: str, employer: str, employee: str) -> Contribution:
    rule = f"{ROOT} . {name}"
    branch = rules.rules[rule].raw.get("cotisation", {}).get("branche", "divers")
    return Contribution(rule, f"{ROOT} . catégories . {branch}", employer, employee)
