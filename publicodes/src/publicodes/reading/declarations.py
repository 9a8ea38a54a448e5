"""Declarations: what a rule says of itself beside its value – privacy, type, replacements, suggestions (SPEC §3.2)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from publicodes.core.rules import Replacement, Rule
from publicodes.mechanisms.scope import Step
from publicodes.reading.expressions import Unparsable, parse
from publicodes.reading.objects import Reader
from publicodes.values.states import Kind

KINDS: dict[str, Kind] = {"nombre": "number", "texte": "string", "date": "date", "booléen": "boolean"}
"""Models write other types too, for their own use."""


def declare(rule: Rule, reader: Reader) -> None:
    """Fill what `rule.raw` declares. Raises ModelError."""
    raw = rule.raw
    rule.private = rule.private or flag(raw, "privé", reader)
    rule.asked = "question" in raw
    rule.maybe_not_applicable = flag(raw, "possiblement non applicable", reader)
    rule.experimental = flag(raw, "experimental", reader)
    rule.typed = KINDS.get(str(raw.get("type")))
    rule.replacements = _replacements(raw, reader)
    for label, suggestion in _suggestions(raw, reader):
        reader.node(suggestion, "suggestions", label)


def flag(raw: Mapping[str, Any], key: str, reader: Reader) -> bool:
    """Whether `key` is worth `oui`."""
    given = raw.get(key)
    if isinstance(given, bool):
        reader.refuse("PC203", f"« {str(given).lower()} » is not a value", key, mend="write « oui » or « non »")
    return given == "oui"


def check_name(rule: Rule, reader: Reader) -> None:
    """Refuse a name that no expression could read: nothing could answer the rule. A private rule is not answered."""
    if rule.private and rule.name:
        return
    slot = f"{rule.name} . $SITUATION"
    try:
        readable = parse(slot) == {"variable": slot}
    except Unparsable:
        readable = False
    if not readable:
        mend = "begin each part with a letter; separate them by « . » between single blanks; no parentheses, no « / »"
        reader.refuse("PC215", f"« {rule.name} » cannot be the name of a rule", mend=mend)


def _suggestions(raw: Mapping[str, Any], reader: Reader) -> Iterable[tuple[Step, Any]]:
    given = raw.get("suggestions")
    if given is None:
        return ()
    if isinstance(given, list | tuple):
        return enumerate(given)
    if not isinstance(given, Mapping):
        reader.refuse("PC206", "suggestions are a mapping", "suggestions", mend="write « label: value »")
    return given.items()


def _replacements(raw: Mapping[str, Any], reader: Reader) -> list[Replacement]:
    found: list[Replacement] = []
    for key, disables in (("rend non applicable", True), ("remplace", False)):
        given = raw.get(key)
        if given is None:
            continue
        listed = given if isinstance(given, list | tuple) else [given]
        for place, one in enumerate(listed):
            steps: tuple[Step, ...] = (key, place) if listed is given else (key,)
            found.append(_replacement(one, disables, reader, steps))
    return found


def _replacement(raw: Any, disables: bool, reader: Reader, steps: tuple[Step, ...]) -> Replacement:
    path = (*reader.path, *steps)
    if isinstance(raw, str):
        return Replacement(raw, disables=disables, path=path)
    if not isinstance(raw, Mapping):
        mend = "write the name of a rule, or « références à: » and its name"
        reader.refuse("PC219", "a replacement names a rule", *steps, mend=mend)
    target = raw.get("références à")
    if not isinstance(target, str):
        reader.refuse("PC219", "« références à » is missing", *steps, mend="write the name of the rule to replace")
    inside, outside = (_names(raw.get(key), reader, (*steps, key)) for key in ("dans", "sauf dans"))
    return Replacement(target, inside, outside, _priority(raw, reader, steps), disables, path)


def _names(raw: Any, reader: Reader, steps: tuple[Step, ...]) -> tuple[str, ...]:
    listed = () if raw is None else tuple(raw) if isinstance(raw, list | tuple) else (raw,)
    for name in listed:
        if not isinstance(name, str):
            reader.refuse("PC219", "the name of a rule is expected here", *steps)
    return listed


def _priority(raw: Mapping[str, Any], reader: Reader, steps: tuple[Step, ...]) -> float:
    given = raw.get("priorité", 0)
    if isinstance(given, bool) or not isinstance(given, int | float) or not 0 <= given < float("inf"):
        reader.refuse("PC219", "a priority is a number from 0", *steps, "priorité")
    return given
