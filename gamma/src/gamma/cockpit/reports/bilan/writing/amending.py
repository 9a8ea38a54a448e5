"""Amending: a published text stays; its correction stands beside it, with the reason and who made it."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from gamma.cockpit.programme.models import Edition
from gamma.cockpit.reports.bilan.composing.lookup import Lookup
from gamma.cockpit.reports.bilan.composing.texts import Texts
from gamma.cockpit.reports.bilan.content import Bilan, TextPiece
from gamma.cockpit.reports.bilan.publishing import publishable
from gamma.cockpit.reports.bilan.writing.passages import written
from gamma.cockpit.reports.lists import NoticeKind
from gamma.cockpit.reports.models import CorrectionNotice, Report
from gamma.ground.accounts.models import Person
from gamma.ground.audit import actions as journal
from gamma.ground.errors import UserError

Said = dict[str, str]


@dataclass(frozen=True)
class Amended:
    """A text that is not any more the one that was published, or corrected last; in words, in its languages."""

    piece: TextPiece
    before: Said
    after: Said


def amended(report: Report) -> list[Amended]:
    """The texts that were written again since they were published."""
    published = Bilan.model_validate(report.content)
    now = written(report.edition, report.computed_on)
    return list(_amended(report, published, now))


def _amended(report: Report, published: Bilan, now: Bilan) -> Iterator[Amended]:
    first, told, current = _by_key(published), _told(report), _by_key(now)
    for key in dict.fromkeys([*current, *first, *told]):
        piece, old = current.get(key), first.get(key)
        last = told.get(key, old.text if old else {})
        if (piece.text if piece else {}) != last:
            yield Amended(piece or TextPiece.at(key), _said(published, old), _said(now, piece))


def _by_key(bilan: Bilan) -> dict[str, TextPiece]:
    return {piece.key: piece for piece in bilan.texts}


def _told(report: Report) -> dict[str, Said]:
    """The Markdown of each text as it was corrected last."""
    return {row.key: row.source for row in report.notices.filter(kind=NoticeKind.TEXT)}


def _said(bilan: Bilan, piece: TextPiece | None) -> Said:
    found = {}
    for language, text in (piece.text if piece else {}).items():
        with translation.override(language):
            found[language] = Texts(Lookup(bilan)).said(text, piece.product if piece else "")
    return found


@transaction.atomic
def amend(report: Report, *, reason: str, by: Person) -> list[CorrectionNotice]:
    """Publish the corrections of the texts; refused while one says what no figure gives and nobody answers for."""
    Edition.objects.select_for_update().get(pk=report.edition_id)
    found = amended(report)
    if not found:
        raise UserError(_("Aucun texte n'a changé depuis la publication : il n'y a rien à corriger."))
    if not reason.strip():
        raise UserError(_("Dire pourquoi le texte est corrigé : la raison est publiée à côté de lui."))
    publishable(written(report.edition, report.computed_on))
    return [_notice(report, row, reason, by) for row in found]


def _notice(report: Report, row: Amended, reason: str, by: Person) -> CorrectionNotice:
    notice = CorrectionNotice.objects.create(
        report=report,
        kind=NoticeKind.TEXT,
        key=row.piece.key,
        before=row.before,
        after=row.after,
        reason={"fr": reason},
        source=row.piece.text,
        by=str(by),
    )
    journal.made(notice, by=by, scope=report.edition.slug, verb="text corrected")
    return notice


@transaction.atomic
def add_note(report: Report, text: Said, *, by: Person) -> CorrectionNotice:
    """Add a note of correction to a published bilan, in the words of its lead."""
    Edition.objects.select_for_update().get(pk=report.edition_id)
    if not any(words.strip() for words in text.values()):
        raise UserError(_("Écrire la note : elle sera lue en tête du bilan."))
    rank = report.notices.filter(kind=NoticeKind.NOTE).count() + 1
    notice = CorrectionNotice.objects.create(
        report=report, kind=NoticeKind.NOTE, key=f"notes/{rank}", before={}, after=text, by=str(by)
    )
    journal.made(notice, by=by, scope=report.edition.slug, verb="note added")
    return notice
