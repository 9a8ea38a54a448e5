"""Pictures: the charts of a document, drawn."""

from django.utils import translation

from gamma.cockpit.reports.bilan.document import Chart, Document
from gamma.ground.design.charts import Series, bars_svg, line_svg


def charts(document: Document) -> list[Chart]:
    """The charts of a document, in its order."""
    return [block for block in document.blocks if isinstance(block, Chart)]


def picture(chart: Chart) -> str:
    """One chart as SVG, in the active language."""
    return line_svg(chart.shape) if isinstance(chart.shape, Series) else bars_svg(chart.shape)


def drawn(document: Document, chart: Chart) -> bytes:
    """One chart of a document as a file."""
    with translation.override(document.language):
        return picture(chart).encode()
