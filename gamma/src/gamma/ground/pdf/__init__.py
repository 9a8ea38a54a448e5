"""PDF: a Typst template and its data become a tagged document (PDF/UA), the same bytes each time."""

from gamma.ground.pdf.typesetting import typeset

__all__ = ["typeset"]
