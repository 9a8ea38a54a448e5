"""Places: where each part of a document stands in its text, found by reading the text again."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Final

import yaml

from publicodes.errors import Path

LOADER: Final = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
MAPPING: Final = yaml.MappingStartEvent
STARTS: Final = (yaml.MappingStartEvent, yaml.SequenceStartEvent)
ENDS: Final = (yaml.MappingEndEvent, yaml.SequenceEndEvent)

NODES: Final = (*STARTS, yaml.ScalarEvent, yaml.AliasEvent)


@dataclass(slots=True)
class Part:
    """A value of a document: the offset of its key, or of itself in a list, and its own parts."""

    offset: int
    parts: dict[str | int, Part] = field(default_factory=dict)

    def at(self, path: Path) -> int:
        """The offset of the deepest part of `path` that there is."""
        part = self
        for step in path:
            if step not in part.parts:
                break
            part = part.parts[step]
        return part.offset


def outline(text: str) -> Part:
    """The parts of a YAML or JSON text, up to where it can be read. Of two equal keys, the first counts."""
    drawing = _Drawing()
    try:
        for event in yaml.parse(text, Loader=LOADER):
            drawing.take(event)
    except yaml.YAMLError:
        return drawing.root
    return drawing.root


@dataclass(slots=True)
class _Level:
    """A part being crossed: in a mapping, `key` waits for its value."""

    part: Part
    mapping: bool
    key: str | None = None
    offset: int = 0


class _Drawing:
    __slots__ = ("levels", "root")

    def __init__(self) -> None:
        self.root = Part(0)
        self.levels = [_Level(self.root, mapping=False)]

    def take(self, event: Any) -> None:
        level = self.levels[-1]
        if event.__class__ in ENDS:
            self.levels.pop()
        elif event.__class__ in NODES:
            self.node(level, event)

    def node(self, level: _Level, event: Any) -> None:
        if level.mapping and level.key is None and event.__class__ not in STARTS:
            level.key, level.offset = getattr(event, "value", ""), event.start_mark.index
        else:
            self.draw(level, event)

    def draw(self, level: _Level, event: Any) -> None:
        """Add a value to what is crossed, and cross it in its turn when it has parts."""
        part = self.root
        if len(self.levels) > 1:
            part = Part(level.offset if level.mapping else event.start_mark.index)
            level.part.parts.setdefault(level.key or "" if level.mapping else len(level.part.parts), part)
        level.key = None
        if event.__class__ in STARTS:
            self.levels.append(_Level(part, event.__class__ is MAPPING))
