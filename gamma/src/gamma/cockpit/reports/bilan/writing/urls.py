"""Addresses where a bilan is written, below its own."""

from django.urls import path, re_path, register_converter

from gamma.cockpit.reports.bilan.writing import deciding, places, views
from gamma.cockpit.reports.lists import ADDRESSES, Section

WORDS = {word: section for section, word in ADDRESSES.items()}


class SectionConverter:
    """A section by its word."""

    regex = "|".join(WORDS)

    def to_python(self, value: str) -> Section:
        return WORDS[value]

    def to_url(self, value: str) -> str:
        return ADDRESSES[Section(value)]


register_converter(SectionConverter, "section")
OF_EDITION, OF_PRODUCT = "<section:section>/", "<slug:product>/<section:section>/"

urlpatterns = [
    path("", views.desk, name="write"),
    path("apercu/", views.preview, name="write-preview"),
    re_path(
        r"^apercu/(?P<name>bilan\.(?:html|pdf|md|json)|charts/[a-z0-9-]+\.svg)$", views.file, name="write-preview-file"
    ),
    path("publication/", deciding.confirm, name="write-confirm"),
    path("publication/demande/", deciding.ask, name="write-ask"),
    path("publication/refus/", deciding.refuse, name="write-refuse"),
    path("corrections/", deciding.amend, name="write-amend"),
    path("corrections/note/", deciding.note, name="write-note"),
    *(
        pattern
        for start in (OF_EDITION, OF_PRODUCT)
        for pattern in (
            path(start, places.text, name="write-text"),
            path(f"{start}versions/", places.versions, name="write-versions"),
            path(f"{start}lecture/", places.reading, name="write-reading"),
            path(f"{start}signalements/<slug:flag>/", places.answer, name="write-answer"),
        )
    ),
]
