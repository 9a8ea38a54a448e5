"""Definitions: which rules a version adds, removes, renames or computes otherwise."""

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from publicodes import Engine

SAID = {"titre", "titre global", "description", "question", "références", "reference", "note", "résumé", "suggestions"}
SORTED = {"icônes", "acronyme", "acronymes", "synonymes", "identifiant court", "alias", "meta", "API", "sévérité"}
STAGES = {"experimental", "experimentale", "déprécié"}
WORDS = SAID | SORTED | STAGES | {"cotisation", "avec"}
"""What says a rule or sorts it, and computes nothing; `avec` holds rules that are looked at by themselves."""


@dataclass(frozen=True)
class Changes:
    """Names of public rules. `renamed`: former names to new ones, a guess: the same definition under another name."""

    added: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    renamed: Mapping[str, str] = field(default_factory=dict)
    redefined: tuple[str, ...] = ()

    @property
    def suspects(self) -> frozenset[str]:
        """The rules that may be responsible for a value."""
        return frozenset((*self.added, *self.removed, *self.redefined))


def changes(before: Engine, after: Engine) -> Changes:
    """What became of the rules of `before` in `after`."""
    gone = [name for name in before.rules if name not in after.rules]
    come = [name for name in after.rules if name not in before.rules]
    renamed = _renamed(_by_definition(before, gone), _by_definition(after, come))
    told = {*renamed, *renamed.values()}
    return Changes(
        tuple(name for name in come if name not in told),
        tuple(name for name in gone if name not in told),
        renamed,
        tuple(name for name in before.rules if name in after.rules and _differ(before, after, name)),
    )


def _differ(before: Engine, after: Engine, name: str) -> bool:
    return computed(before, name) != computed(after, name)


def computed(engine: Engine, name: str) -> str:
    """What a rule is computed from, as text; empty when it computes nothing."""
    kept = {word: part for word, part in engine.rules[name].raw.items() if word not in WORDS}
    return json.dumps(kept, ensure_ascii=False, sort_keys=True, default=str) if kept else ""


def _by_definition(engine: Engine, names: Iterable[str]) -> dict[str, list[str]]:
    """Names by what they compute, or by what they say when they compute nothing."""
    found = defaultdict(list)
    for name in names:
        raw = engine.rules[name].raw
        said = json.dumps(raw, ensure_ascii=False, sort_keys=True, default=str) if raw else ""
        if text := computed(engine, name) or said:
            found[text].append(name)
    return found


def _renamed(gone: Mapping[str, list[str]], come: Mapping[str, list[str]]) -> dict[str, str]:
    """Only what one rule alone says on each side is taken for a new name."""
    pairs = [(gone[text], come[text]) for text in gone if text in come]
    return {former[0]: new[0] for former, new in pairs if len(former) == len(new) == 1}
