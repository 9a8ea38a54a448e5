"""Charts: shapes in, an SVG out; the same picture on a page and in a PDF.

Texts arrive in the reader's language; numbers and dates on the axes follow the active one. The drawing is
written in the grammar of Vega-Lite as plain dicts (Altair, which writes the same, costs twice the time of the picture).
"""

from gamma.ground.design.charts.amounts import amounts_picture, amounts_svg
from gamma.ground.design.charts.bars import bars_svg
from gamma.ground.design.charts.line import line_svg
from gamma.ground.design.charts.shapes import Amounts, Bar, Bars, Line, Mark, Point, Series, Target
from gamma.ground.design.charts.spark import spark

__all__ = [
    "Amounts",
    "Bar",
    "Bars",
    "Line",
    "Mark",
    "Point",
    "Series",
    "Target",
    "amounts_picture",
    "amounts_svg",
    "bars_svg",
    "line_svg",
    "spark",
]
