"""Amounts: a bar for each name, sideways, with its number at the end."""

import json
from base64 import b64encode
from dataclasses import replace
from functools import lru_cache

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from gamma.ground.design.charts.drawing import Layer, draw, layer
from gamma.ground.design.charts.shapes import Amounts
from gamma.ground.design.charts.theme import MAIN, NARROW, TEXT, WIDE, breadth, shortened
from gamma.ground.design.numbers import language, number

_LEFT = 0.4  # of the width, at most, for the names
_BAR, _EDGE = 26, 6.0  # pixels


def amounts_svg(amounts: Amounts, narrow: bool = False) -> str:
    """The chart as an SVG; `narrow` for the screen of a phone."""
    return _drawn(amounts, narrow, language())


def amounts_picture(amounts: Amounts) -> SafeString:
    """The chart within a page, wide or narrow as the screen is, for amounts that have no address of their own."""
    wide, narrow = (_address(amounts_svg(amounts, narrow)) for narrow in (False, True))
    picture = '<picture><source media="(max-width: 40rem)" srcset="{}"><img src="{}" alt="{}" loading="lazy"></picture>'
    return format_html(picture, narrow, wide, _about(amounts))


def _address(svg: str) -> str:
    return f"data:image/svg+xml;base64,{b64encode(svg.encode()).decode()}"


@lru_cache(maxsize=1024)
def _drawn(amounts: Amounts, narrow: bool, language: str) -> str:  # noqa: ARG001 - the words depend on it
    sheet = replace(NARROW if narrow else WIDE, height=round(2 * _EDGE + _BAR * len(amounts.bars)))
    names = [shortened(bar.label, sheet.width * _LEFT) for bar in amounts.bars]
    left = 14 + max((breadth(name) for name in names), default=0.0)
    right = 14 + max((breadth(bar.text) for bar in amounts.bars), default=0.0)
    padding = {"left": left, "right": right, "top": _EDGE, "bottom": _EDGE}
    return draw(_layers(amounts, names), sheet, padding, amounts.title, _about(amounts))


def _layers(amounts: Amounts, names: list[str]) -> list[Layer]:
    data = [{"n": rank, "v": bar.value, "w": bar.text} for rank, bar in enumerate(amounts.bars)]
    most = max((bar.value for bar in amounts.bars), default=0.0) or 1.0
    axis = {"labelExpr": f"{json.dumps(names)}[datum.value]", "grid": False}
    down = {"field": "n", "type": "ordinal", "sort": None, "axis": axis, "scale": {"paddingInner": 0.3}}
    along = {"field": "v", "type": "quantitative", "axis": None, "scale": {"domain": [0, most], "nice": False}}
    words = {"y": down, "x": along, "text": {"field": "w", "type": "nominal"}}
    return [
        layer(data, "bar", {"y": down, "x": along}, color=MAIN),
        layer(data, "text", words, align="left", baseline="middle", dx=5, color=TEXT),
    ]


def _about(amounts: Amounts) -> str:
    """Each amount, for who does not see it."""
    told = (f"{bar.label} : {bar.text or number(bar.value)}" for bar in amounts.bars)
    return f"{' ; '.join(told)}." if amounts.bars else _("Aucune valeur.")
