"""Showing: the bilan of an edition as a reader gets it — the published one with its corrections, or today's draft."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import Any, TypeVar, cast

from django.core.cache import caches
from django.utils import translation
from django.utils.translation import gettext as _

from gamma.cockpit.indicators.models import Indicator
from gamma.cockpit.programme.models import Edition
from gamma.cockpit.reports.bilan.composing import compose, head
from gamma.cockpit.reports.bilan.computing import computed
from gamma.cockpit.reports.bilan.content import Bilan, digest
from gamma.cockpit.reports.bilan.document import Document
from gamma.cockpit.reports.bilan.printing.files import printed
from gamma.cockpit.reports.bilan.writing.passages import dressed, stamp
from gamma.cockpit.reports.lists import NoticeKind
from gamma.cockpit.reports.models import CorrectionNotice, Report

KEPT = 3_600  # seconds that a draft is kept for; a change of the facts makes another one at once
MOST = 400  # indicators of a draft that a page computes: some ten seconds, the first time
Made = TypeVar("Made")


@dataclass(frozen=True)
class Shown:
    """A bilan to be read. A draft is made again when the facts or the day change; a published one is read back.

    Drafts hold their texts for those who write them only (`written`).
    """

    edition: Edition
    today: date
    report: Report | None
    written: bool = False

    @cached_property
    def heavy(self) -> bool:
        """True of a draft too long to compute while a reader waits: the commands take the time it needs."""
        return self.report is None and Indicator.objects.filter(enrolment__edition=self.edition).count() > MOST

    @cached_property
    def content(self) -> dict[str, Any]:
        return self.report.content if self.report else self._kept("content", self._computed)

    @cached_property
    def digest(self) -> str:
        return self.report.digest if self.report else digest(self.content)

    @cached_property
    def bilan(self) -> Bilan:
        return Bilan.model_validate(self.content)

    @cached_property
    def notices(self) -> list[CorrectionNotice]:
        """The corrections that hold: the last one of each figure, when it is not back to what was published."""
        rows = self.report.notices.all() if self.report else []
        return [notice for notice in {row.key: row for row in rows}.values() if notice.after != notice.before]

    @property
    def amended(self) -> list[CorrectionNotice]:
        """The figures that were corrected."""
        return [notice for notice in self.notices if notice.kind == NoticeKind.FIGURE]

    @property
    def rewritten(self) -> list[CorrectionNotice]:
        """The texts that were corrected."""
        return [notice for notice in self.notices if notice.kind == NoticeKind.TEXT]

    @property
    def notes(self) -> list[CorrectionNotice]:
        """The notes of the lead."""
        return [notice for notice in self.notices if notice.kind == NoticeKind.NOTE]

    @cached_property
    def _documents(self) -> dict[str, Document]:
        return {}

    def head(self, language: str) -> Document:
        """What the bilan opens with, for a page whose body is already printed."""
        return self._marked(head(self.bilan, language))

    def document(self, language: str) -> Document:
        """The bilan said in a language."""
        if language not in self._documents:
            self._documents[language] = self._marked(compose(self.bilan, language))
        return self._documents[language]

    def _marked(self, document: Document) -> Document:
        """A draft with texts says in its title, in all formats, that it is one."""
        if not self.written:
            return document
        with translation.override(document.language):
            return replace(document, title=_("Brouillon – %(title)s") % {"title": document.title})

    def file(self, language: str, name: str) -> bytes | None:
        """One of its files, None when there is none of that name."""
        if self.report:
            row = self.report.renditions.filter(language=language, name=name).first()
            return bytes(row.body) if row else None
        return self._kept(f"{language}/{name}", lambda: printed(self.document(language), name))

    def _computed(self) -> dict[str, Any]:
        if self.written:
            facts = replace(self, written=False)
            return dressed(self.edition, facts.bilan).model_dump(mode="json")
        return computed(self.edition, self.today).model_dump(mode="json")

    @cached_property
    def _stamp(self) -> str:
        return stamp(self.edition) if self.written else ""

    def _kept(self, what: str, make: Callable[[], Made]) -> Made:
        key = f"bilan/{self.edition.pk}/{self.edition.facts_version}/{self.today}/{self._stamp}/{what}"
        return cast(Made, caches["process"].get_or_set(key, make, KEPT))


def shown(edition: Edition, today: date) -> Shown:
    """The bilan of an edition to be read today."""
    return Shown(edition, today, Report.objects.filter(edition=edition).first())


def drafted(edition: Edition, today: date) -> Shown:
    """What the bilan of an edition would be with its texts, for those who write it."""
    return Shown(edition, today, None, written=True)
