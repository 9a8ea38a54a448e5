"""Generating: small rule sets that use every word of the language, with inputs of every type and rows of answers.

All choices come from one `random.Random`: a seeded one for long studies, Hypothesis's own so that it may shrink.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from random import Random
from typing import Any

UNITS = ("€/mois", "€/an", "k€/an", "€", "%", "kg", "jour", "", None)
NUMBERS = (0.0, 0.0, 1.0, 2.0, 5.0, 10.0, 12.5, 100.0, 250.0, 1000.0, -3.0)
TEXTS = ("rouge", "vert", "bleu")
DATES = ("01/01/2020", "29/02/2020", "15/06/2021", "31/12/2022", "01/01/2024")
KINDS = ("number", "number", "number", "boolean", "boolean", "string", "date")
TRUTHS = ("number", "number", "boolean", "boolean", "boolean", "string")
Raw = Any


@dataclass
class Made:
    """A rule set. `inputs` are the rules that may vary: name → (type, unit of its numbers)."""

    rules: dict[str, Raw] = field(default_factory=dict)
    kinds: dict[str, str] = field(default_factory=dict)
    inputs: dict[str, tuple[str, str | None]] = field(default_factory=dict)
    solves: bool = False


class Maker:
    """Makes one rule set."""

    def __init__(self, random: Random) -> None:
        self.random = random
        self.made = Made()
        self.readable: list[str] = []

    # Rules

    def model(self) -> Made:
        names = self._names()
        for name in names:
            kind = self.random.choice(KINDS)
            self.made.kinds[name] = kind
        self.readable = list(names)
        answered = set(self.random.sample(names, min(len(names), self.random.randint(2, 5))))
        for position, name in enumerate(names):
            self.earlier = names[:position]
            self.made.rules[name] = self._input(name) if name in answered else self._rule(name)
        if self._once(5):
            self._inversion()
        if self._once(8):
            self._circular()
        self._choices()
        return self.made

    def _names(self) -> list[str]:
        roots = [f"r{letter}" for letter in "abcdefgh"[: self.random.randint(3, 8)]]
        names = []
        for root in roots:
            names.append(root)
            if self._once(3):
                names.append(f"{root} . s")
                if self._once(3):
                    names.append(f"{root} . s . t")
        return names

    def _once(self, times: int) -> bool:
        return self.random.randrange(times) == 0

    def _input(self, name: str) -> Raw:
        kind = self.made.kinds[name]
        unit = self.random.choice(UNITS) if kind == "number" else None
        self.made.inputs[name] = (kind, unit)
        rule: dict[str, Raw] = {}
        if self._once(2):
            rule["par défaut"] = self.literal(kind, unit)
        if kind == "number" and unit is not None and self._once(2):
            rule["unité"] = unit
        if kind == "number" and self._once(5):
            rule["plafond"] = self.number(1)
        if self._once(4):
            rule[self.random.choice(("applicable si", "non applicable si"))] = self.truth(1)
        if self._once(8):
            rule["valeur"] = self.of(kind, 1)
        if kind in ("boolean", "number"):
            rule["type"] = {"boolean": "booléen", "number": "nombre"}[kind]
        if kind == "boolean" and self._once(2):
            rule["question"] = "?"
        return rule or None

    def _rule(self, name: str) -> Raw:
        kind = self.made.kinds[name]
        if self._once(12) and kind != "number":
            return None
        rule = self.chained(kind, 3)
        if not isinstance(rule, dict):
            rule = {"valeur": rule}
        if self._once(8) and self.earlier:
            rule = self._replacing(kind, rule)
        return rule

    def _replacing(self, kind: str, rule: dict[str, Raw]) -> dict[str, Raw]:
        same = [one for one in self.earlier if self.made.kinds[one] == kind and one not in self.made.inputs]
        if not same or "remplace" in rule:
            return rule
        word = self.random.choice(("remplace", "remplace", "rend non applicable"))
        return {**rule, word: self.random.choice(same)}

    def _inversion(self) -> None:
        made, rate, less = self.made, self.random.choice((0.5, 0.8, 2.0)), self.random.choice((0.0, 10.0, 50.0))
        made.rules["x"] = {
            "inversion numérique": {"avec": ["y", "z"], "min": -10000, "max": 1000000},
            "unité": "€/mois",
        }
        tax = {"barème": {"assiette": "x", "tranches": [{"taux": "10%", "plafond": "100 €/mois"}, {"taux": "30%"}]}}
        gain: Raw = {"*": ["x", rate]}
        if self._once(2):
            gain = {"-": ["x", tax]}
        if self._once(3):
            gain = {"condition": {"si": self.truth(1), "alors": gain, "sinon": {"*": ["x", 0.9]}}}
        made.rules["y"] = {"valeur": {"-": [gain, f"{less} €/mois"]}, "unité": "€/mois"}
        made.rules["z"] = {"valeur": {"*": ["x", 12]}, "unité": "€/mois"}
        for name in "xyz":
            made.kinds[name] = "number"
        made.inputs.update({"y": ("number", "€/mois"), "z": ("number", "€/mois"), "x": ("number", "€/mois")})
        made.solves = True

    def _circular(self) -> None:
        self.made.rules["w"] = {
            "valeur": {"+": [{"/": ["w", self.random.choice((2, 4, -3))]}, self.number(1)]},
            "résoudre la référence circulaire": "oui",
        }
        self.made.kinds["w"] = "number"
        self.made.solves = True

    def _choices(self) -> None:
        """A rule answered by one of the rules below it, and a rule answered by a text."""
        if self._once(3):
            self.made.rules["choix"] = {
                "une possibilité": [
                    {one: {"applicable si": self.truth(1)} if self._once(2) else None} for one in TEXTS
                ],
                **({"par défaut": "'vert'"} if self._once(2) else {}),
            }
            self.made.kinds["choix"] = "string"
            self.made.inputs["choix"] = ("string", None)
            self.made.rules["choisi"] = {"=": ["choix", "'vert'"]}
            self.made.kinds["choisi"] = "boolean"
            self.made.rules["couleur"] = self.chained("number", 2)
            self.made.kinds["couleur"] = "number"

    # Values

    def of(self, kind: str, depth: int) -> Raw:
        return {"number": self.number, "boolean": self.boolean, "string": self.text, "date": self.date}[kind](depth)

    def truth(self, depth: int) -> Raw:
        return self.of(self.random.choice(TRUTHS) if self._once(10) else "boolean", depth)

    def literal(self, kind: str, unit: str | None = None) -> Raw:
        if kind == "number":
            value = abs(self.random.choice(NUMBERS))
            return f"{value:g}{'' if unit is None else ' ' + unit}"
        if kind == "boolean":
            return self.random.choice(("oui", "non"))
        return f"'{self.random.choice(TEXTS)}'" if kind == "string" else self.random.choice(DATES)

    def reference(self, kind: str) -> Raw:
        among = self.readable if self._once(12) else (self.earlier or self.readable)
        if not self._once(20):
            among = [one for one in among if self.made.kinds[one] == kind]
        return self.random.choice(among) if among else self.literal(kind, self.random.choice(UNITS))

    def _choose(self, kind: str, depth: int, *forms: Callable[[int], Raw]) -> Raw:
        if depth <= 0 or self._once(4):
            return self.reference(kind) if self.random.randrange(3) else self.literal(kind, self.random.choice(UNITS))
        return self.random.choice(forms)(depth - 1)

    def number(self, depth: int) -> Raw:
        forms = (
            self._operation,
            self._operation,
            self._list,
            self._condition_of("number"),
            self._variations_of("number"),
        )
        more = (lambda deep: self.chained("number", deep), self._scale, self._duration, self._context, self._logarithm)
        return self._choose("number", depth, *forms, *more)

    def _operation(self, depth: int) -> Raw:
        op = self.random.choice(("+", "-", "*", "/", "+", "-", "*", "//", "**"))
        right = self.number(depth) if op != "**" else self.random.choice(("2", "0.5", "1 €/mois", self.number(0)))
        return {op: [self.number(depth), right]}

    def _list(self, depth: int) -> Raw:
        word = self.random.choice(("somme", "produit", "moyenne", "le maximum de", "le minimum de"))
        return {word: [self.number(depth - 1) for _ in range(self.random.randint(1, 3))]}

    def _condition_of(self, kind: str) -> Callable[[int], Raw]:
        def condition(depth: int) -> Raw:
            other = self.random.choice(KINDS) if self._once(12) else kind
            parts = {"si": self.boolean(depth), "alors": self.of(kind, depth), "sinon": self.of(other, depth)}
            return {"condition": parts}

        return condition

    def _variations_of(self, kind: str) -> Callable[[int], Raw]:
        def variations(depth: int) -> Raw:
            branches = [
                {"si": self.truth(depth), "alors": self.of(kind, depth)} for _ in range(self.random.randint(1, 2))
            ]
            return {"variations": branches + ([{"sinon": self.of(kind, depth)}] if self.random.randrange(4) else [])}

        return variations

    def chained(self, kind: str, depth: int) -> Raw:
        """A value with one to three of the words that chain."""
        words: dict[str, Callable[[], Raw]] = {
            "par défaut": lambda: self.of(kind, 1),
            "applicable si": lambda: self.truth(2),
            "non applicable si": lambda: self.truth(2),
        }
        if kind == "number":
            words |= {
                "plafond": lambda: self.number(1),
                "plancher": lambda: self.number(1),
                "abattement": lambda: self.number(1),
                "arrondi": lambda: self.random.choice(("oui", "non", "2 décimales", "-1 décimales", self.boolean(1))),
                "unité": lambda: self.random.choice([unit for unit in UNITS if unit]),
                "simplifier l'unité": lambda: "oui",
            }
        chosen = self.random.sample(sorted(words), self.random.randint(0, min(3, len(words))))
        return {"valeur": self.of(kind, depth - 1), **{word: words[word]() for word in chosen}}

    def _scale(self, depth: int) -> Raw:
        form = self.random.choice(("barème", "grille", "taux progressif"))
        base = self.number(depth - 1)
        unit = self.random.choice(("€/mois", "€/mois", "€/an", None))
        tops = sorted(self.random.sample((5, 10, 100, 250, 1000, 5000), self.random.randint(1, 3)))
        ceilings = [self.number(0) if self._once(10) else f"{top}{'' if unit is None else ' ' + unit}" for top in tops]
        brackets = [{"plafond": top} for top in ceilings] + ([{}] if self.random.randrange(4) else [])
        for bracket in brackets:
            rate = self.number(0) if self._once(5) else f"{self.random.choice((0, 5, 10, 20))}%"
            bracket["montant" if form == "grille" else "taux"] = rate if form != "grille" else self.number(0)
        multiplier = {"multiplicateur": self.random.choice(("2", "1 €/mois", self.number(0)))} if self._once(3) else {}
        return {form: {"assiette": base, **multiplier, "tranches": brackets}}

    def _duration(self, depth: int) -> Raw:
        unit = self.random.choice(("jour", "mois", "an", "trimestre", "trimestre civil", "année civile"))
        return {"durée": {"depuis": self.date(depth), "jusqu'à": self.date(depth), "unité": unit}}

    def _context(self, depth: int) -> Raw:
        names = list(self.earlier or self.readable)
        keys = self.random.sample(names, min(len(names), self.random.randint(1, 2)))
        return {
            "valeur": self.number(depth),
            "contexte": {key: self.of(self.made.kinds[key], 1) for key in keys},
        }

    def _logarithm(self, depth: int) -> Raw:
        return {"logarithme": self.number(depth)} if self._once(4) else self.number(depth)

    def boolean(self, depth: int) -> Raw:
        forms = (self._comparison, self._comparison, self._logic, self._state, self._condition_of("boolean"))
        more = (self._variations_of("boolean"), lambda deep: self.chained("boolean", deep))
        return self._choose("boolean", depth, *forms, *more)

    def _comparison(self, depth: int) -> Raw:
        kind = self.random.choice(KINDS)
        op = self.random.choice(("<", "<=", ">", ">=", "=", "!=") if kind in ("number", "date") else ("=", "!="))
        other = self.random.choice(KINDS) if self._once(15) else kind
        return {op: [self.of(kind, depth), self.of(other, depth)]}

    def _logic(self, depth: int) -> Raw:
        if self._once(2):
            return {self.random.choice(("et", "ou")): [self.boolean(depth), self.boolean(depth)]}
        word = self.random.choice(("toutes ces conditions", "une de ces conditions"))
        return {word: [self.boolean(depth - 1) for _ in range(self.random.randint(1, 3))]}

    def _state(self, depth: int) -> Raw:
        word = self.random.choice(("est défini", "est non défini", "est applicable", "est non applicable"))
        kind = self.random.choice(KINDS)
        return {word: self.reference(kind) if self.random.randrange(4) else self.of(kind, depth)}

    def text(self, depth: int) -> Raw:
        quoted = lambda _deep: {"texte": "un {{ " + str(self.reference("number")) + " }}"}  # noqa: E731
        forms = (self._condition_of("string"), self._variations_of("string"), lambda deep: self.chained("string", deep))
        return self._choose("string", depth, *forms, quoted)

    def date(self, depth: int) -> Raw:
        return self._choose("date", depth, self._variations_of("date"), self._condition_of("date"))


def cell(random: Random, kind: str) -> Any:
    """One answer to an input, as programs read it."""
    choices: dict[str, tuple[Any, ...]] = {"number": NUMBERS, "boolean": (True, False), "string": TEXTS, "date": DATES}
    return random.choice(choices[kind])


def written(random: Random, kind: str, unit: str | None) -> str:
    """One answer to an input, as situations write it."""
    value = cell(random, kind)
    if kind == "number":
        return f"{abs(value):g}{'' if unit is None else ' ' + unit}"
    return ("oui" if value else "non") if kind == "boolean" else f"'{value}'" if kind == "string" else value
