"""The guide: its pictures are there, it holds on a phone, and it prints on four pages.

The pictures are those that `test_season.py` takes into `var/screenshots/guide/`.
"""

import io

from django.conf import settings
from pypdf import PdfReader

KEPT = settings.PACKAGE / "site" / "static" / "site" / "guide"


def test_the_guide_is_four_pages_with_their_pictures(page, screenshot, accessible, transactional_db):
    page.goto("/guide/")
    screenshot(page, "guide")
    accessible("/guide/")
    shown = page.evaluate("[...document.querySelectorAll('.guide img')].map((one) => [one.src, one.naturalWidth])")
    assert {src.rpartition("/")[2] for src, _width in shown} == {path.name for path in KEPT.iterdir()}
    assert all(width == 1280 for _src, width in shown)
    page.emulate_media(media="print")
    paper = PdfReader(io.BytesIO(page.pdf(format="A4")))
    assert len(paper.pages) == 4
