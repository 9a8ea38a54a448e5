"""Programs: what was printed for a model, a situation and a set of inputs, recalled from the disk or kept there."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from publicodes.caching.keys import key
from publicodes.caching.plain import dumped, loaded, told
from publicodes.caching.store import keep, recall
from publicodes.emitting.printing import Column, Printed


def printed(on: Any, make: Callable[[], Printed]) -> Printed:
    """The program that depends on nothing but `on`, from the disk or from `make`; plain data, or it is not kept."""
    text = told(on)
    name = None if text is None else key(b"program", text)
    if name is None:
        return make()
    content = recall(f"{name}.program")
    return _kept(f"{name}.program", make()) if content is None else _thawed(loaded(content))


def _kept(name: str, found: Printed) -> Printed:
    keep(name, dumped((_plain(found.inputs), _plain(found.targets), found.columns, found.scalars, dict(found.texts))))
    return found


def _thawed(frozen: tuple[Any, ...]) -> Printed:
    inputs, targets, columns, scalars, texts = frozen
    return Printed(
        tuple(Column(*one) for one in inputs), tuple(Column(*one) for one in targets), columns, scalars, texts
    )


def _plain(columns: Sequence[Column]) -> list[tuple[str, str, str | None]]:
    return [(one.name, one.type, one.unit) for one in columns]
