"""Building: a YAML text, event by event, into plain data.

YAML is 1.2, core schema: no merge keys, tags, dates, `yes`/`no` nor sexagesimal numbers. The depth is bounded, and so
is what aliases repeat.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Final

import yaml

from publicodes.reading.places import LOADER, outline
from publicodes.reading.scalars import scalar

DEEPEST: Final = 200
MOST_NODES: Final = 2_000_000
FORBIDDEN: Final = re.compile(r"[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


class Unreadable(Exception):
    """A text that cannot be read: a code, what is wrong, the mend and the offsets in the text that show it."""

    def __init__(self, code: str, what: str, mend: str = "", at: Sequence[int] = ()) -> None:
        super().__init__(code, what)
        self.code, self.what, self.mend, self.at = code, what, mend, at


def read_yaml(text: str) -> Any:
    """The data of a YAML text, None when it is empty. Raises Unreadable."""
    building = _Building(text)
    try:
        for event in yaml.parse(text, Loader=LOADER):
            building.take(event)
    except yaml.MarkedYAMLError as wrong:
        mark = wrong.problem_mark or wrong.context_mark
        raise Unreadable("PC104", f"this is not YAML: {_told(wrong)}", "", (mark.index,) if mark else ()) from None
    except yaml.reader.ReaderError:
        found = FORBIDDEN.search(text)
        at = (found.start(),) if found else ()
        raise Unreadable("PC104", "a character is not allowed in YAML", "remove it", at) from None
    return building.root


def _told(wrong: yaml.MarkedYAMLError) -> str:
    return ", ".join(part for part in (wrong.context, wrong.problem) if part)


@dataclass(slots=True)
class _Open:
    """A mapping or a list being filled: the key that waits for its value, the nodes and the levels it holds so far."""

    items: dict[str, Any] | list[Any]
    anchor: str | None
    key: str | None = None
    nodes: int = 1
    levels: int = 1


class _Building:
    """Data built from events, without recursion."""

    __slots__ = ("anchors", "documents", "open", "root", "text")

    def __init__(self, text: str) -> None:
        self.text = text
        self.root: Any = None
        self.documents = 0
        self.open: list[_Open] = []
        self.anchors: dict[str, tuple[Any, int, int]] = {}

    def take(self, event: Any) -> None:
        action = ACTIONS.get(event.__class__)
        if action is not None:
            action(self, event)

    def document(self, event: Any) -> None:
        self.documents += 1
        if self.documents > 1:
            at = event.start_mark.index
            raise Unreadable(
                "PC106", "a file holds one document, this one has several", "remove the line « --- »", (at,)
            )

    def scalar(self, event: Any) -> None:
        if event.tag is not None:
            raise self.tagged(event)
        level = self.open[-1] if self.open else None
        if level is not None and level.key is None and level.items.__class__ is dict:
            self.keep_key(level, event)
            return
        value = scalar(event.value) if event.implicit[0] else event.value
        if event.anchor is not None:
            self.anchors[event.anchor] = (value, 1, 0)
        self.put(value, 1, 0, event)

    def keep_key(self, level: _Open, event: Any) -> None:
        key = event.value
        if key in level.items:
            path = tuple(one.key or "" if one.items.__class__ is dict else len(one.items) for one in self.open[:-1])
            raise twice(key, outline(self.text).at((*path, key)), event.start_mark.index)
        if event.anchor is not None:
            self.anchors[event.anchor] = (key, 1, 0)
        level.key = key

    def start(self, event: Any) -> None:
        if event.tag is not None:
            raise self.tagged(event)
        if self.open and self.open[-1].key is None and self.open[-1].items.__class__ is dict:
            raise self.no_key(event)
        if len(self.open) >= DEEPEST:
            raise too_deep(event.start_mark.index)
        if event.anchor is not None:
            self.anchors.pop(event.anchor, None)
        self.open.append(_Open({} if event.__class__ is yaml.MappingStartEvent else [], event.anchor))

    def end(self, event: Any) -> None:
        done = self.open.pop()
        if done.anchor is not None:
            self.anchors[done.anchor] = (done.items, done.nodes, done.levels)
        self.put(done.items, done.nodes, done.levels, event)

    def alias(self, event: Any) -> None:
        if event.anchor not in self.anchors:
            what = f"nothing before is anchored as « {event.anchor} »"
            raise Unreadable(
                "PC110", what, "an alias repeats what stands before it, never itself", (event.start_mark.index,)
            )
        value, nodes, levels = self.anchors[event.anchor]
        level = self.open[-1] if self.open else None
        if level is not None and level.key is None and level.items.__class__ is dict:
            raise self.no_key(event)
        if len(self.open) + levels > DEEPEST:
            raise too_deep(event.start_mark.index)
        self.put(value, nodes, levels, event)

    def put(self, value: Any, nodes: int, levels: int, event: Any) -> None:
        """Give the value to what is open, or make it the root."""
        if not self.open:
            self.root = value
            return
        level = self.open[-1]
        if isinstance(level.items, list):
            level.items.append(value)
        else:
            level.items[level.key] = value  # type: ignore[index]
            level.key = None
        level.nodes += nodes
        level.levels = max(level.levels, levels + 1)
        if level.nodes > MOST_NODES:
            what = f"the document holds more than {MOST_NODES:,} parts once its aliases are repeated"
            raise Unreadable("PC110", what, "write less, or without aliases", (event.start_mark.index,))

    def tagged(self, event: Any) -> Unreadable:
        what = f"« {event.tag} » is a tag: the language has none"
        return Unreadable("PC107", what, "remove the tag", (event.start_mark.index,))

    def no_key(self, event: Any) -> Unreadable:
        return Unreadable("PC111", "a key must be a text", "write a name before « : »", (event.start_mark.index,))


ACTIONS: Final[dict[type, Callable[[_Building, Any], None]]] = {
    yaml.DocumentStartEvent: _Building.document,
    yaml.ScalarEvent: _Building.scalar,
    yaml.MappingStartEvent: _Building.start,
    yaml.SequenceStartEvent: _Building.start,
    yaml.MappingEndEvent: _Building.end,
    yaml.SequenceEndEvent: _Building.end,
    yaml.AliasEvent: _Building.alias,
}


def too_deep(at: int) -> Unreadable:
    return Unreadable(
        "PC109", f"the document is more than {DEEPEST} levels deep", "make rules of its inner parts", (at,)
    )


def twice(key: str, *at: int) -> Unreadable:
    return Unreadable("PC108", f"the key « {key} » is written twice", "keep one of them", at)
