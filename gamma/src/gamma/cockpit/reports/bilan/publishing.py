"""Publishing: a bilan is frozen once, with all its files; when facts change later, what differs is noted beside it."""

from datetime import date, datetime

from django.db import transaction
from django.utils.timezone import localdate

from gamma.cockpit.programme.models import Edition
from gamma.cockpit.programme.queries import members
from gamma.cockpit.reports.bilan.composing import compose
from gamma.cockpit.reports.bilan.computing import computed
from gamma.cockpit.reports.bilan.content import Bilan, digest
from gamma.cockpit.reports.bilan.correcting import Correction, corrections
from gamma.cockpit.reports.bilan.document import Document
from gamma.cockpit.reports.bilan.printing.files import names, printed
from gamma.cockpit.reports.bilan.writing.checking import blocking, flags
from gamma.cockpit.reports.bilan.writing.passages import written
from gamma.cockpit.reports.lists import NoticeKind
from gamma.cockpit.reports.models import CorrectionNotice, Rendition, Report
from gamma.ground.audit import actions as journal
from gamma.ground.errors import UserError
from gamma.ground.faults import quoted
from gamma.ground.mail.sending import send
from gamma.ground.texts import LANGUAGES, chosen
from gamma.ground.wording import day


@transaction.atomic
def publish(
    edition: Edition, *, by: journal.By, now: datetime, computed_on: date | None = None, href: str = ""
) -> Report:
    """Freeze the bilan of an edition, its facts and texts as they stand, and tell its members.

    Refused when that was done already, or when a text says what no figure gives and nobody answers for.
    """
    Edition.objects.select_for_update().get(pk=edition.pk)
    unpublished(edition)
    bilan = written(edition, computed_on or localdate(now))
    publishable(bilan)
    report = _frozen(edition, bilan, str(by)[:200], now)
    told = {"digest": report.digest, "computed_on": report.computed_on}
    journal.note("published", by=by, scope=edition.slug, subject="bilan", model=report._meta.label_lower, after=told)
    for address in sorted({row.person.email for row in members(edition)}):
        send("reports/letters/published.txt", to=address, label=chosen(edition.label), href=href)
    return report


def unpublished(edition: Edition) -> None:
    """Refuse to go on when the bilan of an edition is published."""
    earlier = Report.objects.filter(edition=edition).first()
    if earlier:
        raise UserError(
            f"Le bilan de {edition} est publié depuis le {day(localdate(earlier.published_at))} et ne change plus.\n"
            "    → corriger les faits et les charger à nouveau : une correction s'affichera à côté du chiffre"
        )


def publishable(bilan: Bilan) -> None:
    """Refuse to go on while something in the texts is neither mended nor answered for."""
    found = blocking(bilan, flags(bilan))
    if found:
        told = "".join(f"\n    → {quoted(flag.typed)} dans {quoted(flag.sentence)} : {flag.says}" for flag in found)
        raise UserError(f"Les textes disent ce que les chiffres ne disent pas :{told}")


def _frozen(edition: Edition, bilan: Bilan, by: str, now: datetime) -> Report:
    content = bilan.model_dump(mode="json")
    report = Report.objects.create(
        edition=edition,
        content=content,
        digest=digest(content),
        computed_on=bilan.computed_on,
        published_at=now,
        published_by=by,
    )
    documents = [compose(bilan, language) for language in LANGUAGES]
    Rendition.objects.bulk_create(row for document in documents for row in _renditions(report, document))
    return report


def _renditions(report: Report, document: Document) -> list[Rendition]:
    return [
        Rendition(report=report, language=document.language, name=name, body=printed(document, name))
        for name in names(document)
    ]


def note_corrections(edition: Edition) -> list[CorrectionNotice]:
    """Note what the facts give otherwise than the published bilan; each change of a figure is noted once."""
    report = Report.objects.filter(edition=edition).first()
    if report is None:
        return []
    published = Bilan.model_validate(report.content)
    found = {item.key: item for item in corrections(published, computed(edition, published.computed_on))}
    known = {notice.key: notice for notice in report.notices.filter(kind=NoticeKind.FIGURE)}
    notices = [
        _notice(report, item) for key, item in found.items() if key not in known or known[key].after != item.after
    ]
    notices += [
        _notice(report, Correction(key, notice.before, notice.before, {}))
        for key, notice in known.items()
        if key not in found and notice.after != notice.before
    ]
    return CorrectionNotice.objects.bulk_create(notices)


def _notice(report: Report, item: Correction) -> CorrectionNotice:
    return CorrectionNotice(report=report, key=item.key, before=item.before, after=item.after, reason=item.reason)


def verify(*, now: datetime) -> list[Report]:
    """Hold every published report against its digest; return those that are not what was published."""
    wrong = []
    for report in Report.objects.all():
        if digest(report.content) == report.digest:
            Report.objects.filter(pk=report.pk).update(verified_at=now)
        else:
            wrong.append(report)
    return wrong
