"""Rules: the models that simulators run on, read once a process. A model is named in the settings (RULE_MODELS)."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from django.conf import settings

from gamma.services.simulators.catalogue.shapes import Simulator
from publicodes import Engine


@dataclass(frozen=True)
class Model:
    """A rule model: the package, its version, the day whose law it states (in the words of its `date` rule)."""

    name: str
    version: str
    dated: str

    def __str__(self) -> str:
        return f"{self.name} {self.version}"

    @property
    def year(self) -> int:
        """The year whose law it states."""
        return int(self.dated[-4:])


@cache
def engine(name: str) -> Engine:
    """The rules of a model, in no situation."""
    return Engine(settings.RULE_MODELS[name])


@cache
def model(name: str) -> Model:
    """What a model says of itself."""
    package = json.loads((settings.RULE_MODELS[name] / "package.json").read_text(encoding="utf-8"))
    rules = engine(name)
    dated = str(rules.evaluate("date").value) if "date" in rules.rules else ""
    return Model(name, package["version"], dated)


def engine_of(simulator: Simulator) -> Engine:
    """The rules that a simulator runs on."""
    return engine(simulator.model)


@cache
def sought(name: str) -> Mapping[str, list[str]]:
    """By rule that an inversion starts from, the rules it looks for in a model."""
    found: dict[str, list[str]] = {}
    for rule in engine(name).rules.values():
        for goal in rule.raw.get("inversion numérique", ()):
            found.setdefault(_resolved(name, rule.name, goal), []).append(rule.name)
    return found


def _resolved(model: str, name: str, goal: str) -> str:
    """The rule that a name read inside another rule means: the nearest one."""
    steps = name.split(" . ")
    tried = [" . ".join([*steps[:depth], goal]) for depth in range(len(steps), -1, -1)]
    return next((one for one in tried if one in engine(model).rules), goal)
