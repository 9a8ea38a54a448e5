"""Theme of the charts: colours on white, sizes, and the configuration that Vega reads."""

from dataclasses import dataclass

MAIN = "#0b4f54"
MUTED = "#a3b0b3"
TEXT = "#1a2226"
SOFT = "#56616a"
GOAL = "#a8480f"
RULE = "#e4e0d6"
FONT = "Inter, Segoe UI, Helvetica Neue, Roboto, Noto Sans, Liberation Sans, Arial, sans-serif"
SIZE = 12
ROW = 16  # the height of a row of text


@dataclass(frozen=True)
class Sheet:
    """The paper of a chart, and how many labels fit below it."""

    width: int
    height: int
    labels: int


WIDE = Sheet(720, 320, 10)
NARROW = Sheet(340, 320, 4)  # a phone: the same text size on half the width

CONFIG = {
    "background": "#ffffff",
    "aria": False,
    "font": FONT,
    "view": {"stroke": None},
    "axis": {
        "labelFontSize": SIZE,
        "labelColor": SOFT,
        "labelOverlap": False,
        "labelLimit": 0,  # each limit is one more measure of a text, the slowest part of a picture
        "gridColor": RULE,
        "ticks": False,
        "domain": False,
        "title": None,
        "labelPadding": 6,
    },
    "text": {"fontSize": SIZE},
}


def breadth(text: str) -> float:
    """About how wide a text is, in pixels."""
    return len(text) * SIZE * 0.54


def shortened(text: str, room: float) -> str:
    """The text, cut where it would not fit."""
    fitting = int(room / (SIZE * 0.54))
    return text if len(text) <= fitting else text[: max(fitting - 1, 1)].rstrip(" ,;:") + "…"
