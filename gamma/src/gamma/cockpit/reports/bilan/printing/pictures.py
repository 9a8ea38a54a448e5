"""Pictures: the charts of a document, drawn."""

from django.utils import translation

from gamma.cockpit.reports.bilan.document import Chart, Document
from gamma.ground.design.charts import Series, bars_svg, line_svg


def picture(chart: Chart) -> str:
    """One chart as SVG, in the active language."""
    return line_svg(chart.shape) if isinstance(chart.shape, Series) else bars_svg(chart.shape)


def pictures(document: Document) -> dict[str, bytes]:
    """Every chart of a document, by name."""
    with translation.override(document.language):
        return {block.name: picture(block).encode() for block in document.blocks if isinstance(block, Chart)}
