"""Drawing: layers of Vega-Lite become an SVG that says what it shows and asks nothing of a style sheet."""

import hashlib
import re
from collections.abc import Sequence
from html import escape
from typing import Any

from gamma.ground.design.charts.theme import CONFIG, Sheet

Layer = dict[str, Any]  # a layer as the Vega-Lite grammar writes it: data, mark, encoding
Rows = Sequence[dict[str, Any]]

_ROOT = re.compile(r"^<svg [^>]*>")
_EMPTY = re.compile(r'<path class="(?:background|foreground)"[^>]* d=""[^>]*/>')
# Within an image there is nothing to name; and a class would answer to the style sheet of the page around it.
_TOLD = re.compile(r' (?:role|class|pointer-events|aria-[a-z]+)="[^"]*"')


def layer(rows: Rows, mark: str, encoding: dict[str, Any], **style: Any) -> Layer:
    """A mark on rows of its own."""
    return {"data": {"values": list(rows)}, "mark": {"type": mark, **style}, "encoding": encoding}


def at(x: str = "t", y: str = "v", **channels: Any) -> dict[str, Any]:
    """Where a mark stands: the names of a moment and of a value in its rows."""
    return {"x": {"field": x, "type": "temporal"}, "y": {"field": y, "type": "quantitative"}} | channels


def draw(layers: list[Layer], sheet: Sheet, padding: dict[str, float], title: str, about: str) -> str:
    """The picture, its title and its description for who does not see it."""
    import vl_convert  # loaded by the first chart only: it is a browser's engine

    return _spoken(vl_convert.vegalite_to_svg(specification(layers, sheet, padding)), sheet, title, about)


def specification(layers: list[Layer], sheet: Sheet, padding: dict[str, float]) -> dict[str, Any]:
    """What Vega-Lite is asked to draw."""
    return {
        "$schema": "https://vega.github.io/schema/vega-lite/v6.json",
        "width": sheet.width - padding["left"] - padding["right"],
        "height": sheet.height - padding["top"] - padding["bottom"],
        "padding": padding,
        "autosize": "none",
        "config": CONFIG,
        "layer": layers,
    }


def _spoken(svg: str, sheet: Sheet, title: str, about: str) -> str:
    name = "c" + hashlib.sha256(f"{title}{about}{svg}".encode()).hexdigest()[:10]
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" role="img" width="{sheet.width}" height="{sheet.height}"'
        f' viewBox="0 0 {sheet.width} {sheet.height}" aria-labelledby="{name}t {name}d">'
        f'<title id="{name}t">{escape(title)}</title><desc id="{name}d">{escape(about)}</desc>'
    )
    drawn = _TOLD.sub("", _EMPTY.sub("", _ROOT.sub("", svg, count=1)))
    # A text with an outline is a text with a white halo: the outline goes under the letters.
    return head + re.sub(r"<text (?=[^>]*stroke=)", '<text paint-order="stroke" ', drawn)
