"""Drawing: an Altair chart becomes an SVG that says what it shows and asks nothing of a style sheet."""

import hashlib
import re
from html import escape
from typing import Any

from gamma.ground.design.charts.theme import CONFIG, Sheet

_ROOT = re.compile(r"^<svg [^>]*>")
_EMPTY = re.compile(r'<path class="(?:background|foreground)"[^>]* d=""[^>]*/>')


def draw(layers: list[Any], sheet: Sheet, padding: dict[str, float], title: str, about: str) -> str:
    """The picture, its title and its description for who does not see it."""
    import altair
    import vl_convert

    chart = altair.layer(*layers).properties(
        width=sheet.width - padding["left"] - padding["right"],
        height=sheet.height - padding["top"] - padding["bottom"],
        padding=padding,
        autosize="none",
    )
    spec = chart.to_dict(validate=False) | {"config": CONFIG}
    return _spoken(vl_convert.vegalite_to_svg(spec), sheet, title, about)


def rows(data: list[dict[str, Any]]) -> Any:
    """A layer on its own rows, which stay with it."""
    import altair

    return altair.Chart({"values": data})


def _spoken(svg: str, sheet: Sheet, title: str, about: str) -> str:
    name = "c" + hashlib.sha256(f"{title}{about}{svg}".encode()).hexdigest()[:10]
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" role="img" width="{sheet.width}" height="{sheet.height}"'
        f' viewBox="0 0 {sheet.width} {sheet.height}" aria-labelledby="{name}t {name}d">'
        f'<title id="{name}t">{escape(title)}</title><desc id="{name}d">{escape(about)}</desc>'
    )
    drawn = _EMPTY.sub("", _ROOT.sub("", svg, count=1))
    # A text with an outline is a text with a white halo: the outline goes under the letters.
    return head + re.sub(r"<text (?=[^>]*stroke=)", '<text paint-order="stroke" ', drawn)
