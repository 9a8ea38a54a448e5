"""Sparks: the shape of a series in the space of a word, drawn without a library for a board shows hundreds."""

from collections.abc import Sequence

WIDE, TALL, EDGE = 96, 24, 3

Values = Sequence[float | int | None]


def spark(values: Values) -> tuple[list[str], tuple[str, str] | None]:
    """The lines, cut where a value is missing, as SVG writes them; and the last point."""
    known = [float(value) for value in values if value is not None]
    if not known:
        return [], None
    places = _places(values, min(0.0, *known), max(0.0, *known))
    return [" ".join(f"{x},{y}" for x, y in run) for run in _runs(places) if len(run) > 1], [p for p in places if p][-1]


def _places(values: Values, low: float, high: float) -> list[tuple[str, str] | None]:
    across = (WIDE - 2 * EDGE) / max(len(values) - 1, 1)
    up = (TALL - 2 * EDGE) / ((high - low) or 1)
    return [
        None if value is None else (f"{EDGE + rank * across:.1f}", f"{TALL - EDGE - (float(value) - low) * up:.1f}")
        for rank, value in enumerate(values)
    ]


def _runs(places: list[tuple[str, str] | None]) -> list[list[tuple[str, str]]]:
    runs: list[list[tuple[str, str]]] = [[]]
    for place in places:
        if place is None:
            runs.append([])
        else:
            runs[-1].append(place)
    return runs
