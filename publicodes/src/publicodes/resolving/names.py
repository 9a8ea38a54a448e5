"""Names: dotted names, their ancestors, what can be seen from where, and the rule a written name means."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache

from publicodes.core.rules import Rule

SEPARATOR = " . "
SITUATION = "$SITUATION"


@lru_cache(maxsize=65536)
def ancestors(name: str) -> tuple[str, ...]:
    """`a . b . c` → `a . b`, `a`."""
    found = []
    while (cut := name.rfind(SEPARATOR)) > 0:
        name = name[:cut]
        found.append(name)
    return tuple(found)


def join(*segments: str) -> str:
    return SEPARATOR.join(segment for segment in segments if segment)


def candidates(written: str, within: str) -> Iterator[str]:
    """The names that `written` may mean inside the rule `within`, in order of preference."""
    if written.startswith("^" + SEPARATOR):
        written = written[len(SEPARATOR) + 1 :]
        lineage = ancestors(within)
        if lineage:
            yield from (join(name, written) for name in (*lineage[-1:], *lineage[:-1], ""))
        return
    yield join(within, written)
    yield from (join(name, written) for name in ancestors(within))
    yield written


def meaning(rules: Mapping[str, Rule], written: str, within: str) -> tuple[str | None, bool]:
    """The rule that `written` means inside `within`, or None and whether one existed but is private (SPEC §4)."""
    hidden = False
    for name in candidates(written, within):
        if name == within or name not in rules:
            continue
        if accessible(rules, name, within):
            return name, False
        hidden = True
    itself = within in rules and within.endswith(written.removeprefix("^" + SEPARATOR))
    return (within, False) if itself else (None, hidden)


def accessible(rules: Mapping[str, Rule], name: str, within: str) -> bool:
    """Whether the rule `name` may be read from `within` (`""`: from outside): nothing private lies between."""
    rule = rules[name]
    if not rule.private and not rule.enclosed:
        return True
    level = _shared(name, within) + 1
    lineage = (name, *ancestors(name))
    return not any(
        name in rules and rules[name].private
        for depth, name in zip(range(len(lineage), 0, -1), lineage, strict=True)
        if depth > level
    )


def _shared(name: str, other: str) -> int:
    count = 0
    for left, right in zip(name.split(SEPARATOR), other.split(SEPARATOR), strict=False):
        if left != right or not left:
            break
        count += 1
    return count
