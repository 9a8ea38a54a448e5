"""Referring: the rules that one rule reads or replaces, which an import must bring with it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from publicodes.core.rules import Rule
from publicodes.errors import ModelError, Path
from publicodes.resolving.linking import missing
from publicodes.resolving.names import ancestors, meaning


def referred(rules: Mapping[str, Rule], name: str) -> list[str]:
    """The names of the rules that the rule `name` refers to, its ancestors left out. Raises ModelError."""
    found = dict.fromkeys(_meaning(rules, written, name, path) for written, path in _written(rules[name]))
    return [one for one in found if one != name and one not in ancestors(name)]


def _written(rule: Rule) -> Iterator[tuple[str, Path]]:
    for reference, path in rule.references:
        yield reference.name, path
    for replacement in rule.replacements:
        for name in (replacement.target, *replacement.inside, *replacement.outside):
            yield name, replacement.path


def _meaning(rules: Mapping[str, Rule], written: str, within: str, path: Path) -> str:
    found, hidden = meaning(rules, written, within)
    if found is None:
        raise ModelError(missing(rules, written, hidden, path))
    return found
