"""Letters: what goes of itself to sponsors – once a month, never twice, and no more when they say so."""

import logging
from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from gamma.cockpit.programme.lists import MemberRole
from gamma.cockpit.programme.models import Edition, Enrolment, Membership
from gamma.cockpit.reports import phrases
from gamma.cockpit.reports.lists import Letter
from gamma.cockpit.reports.models import Sent, Stopped
from gamma.cockpit.reports.queries.letters import Addressee, signed
from gamma.cockpit.reports.queries.sponsor import Asked, SponsorPage, Standing, sponsor_page
from gamma.ground.audit.actions import made
from gamma.ground.mail.sending import send
from gamma.ground.periods import span
from gamma.ground.workdays import first_workday

log = logging.getLogger("reports")
MOST = 3


def send_monthly(*, today: date, now: datetime) -> int:
    """Write to the sponsors of the editions that ran last month, from the first working day on; return how many."""
    if today < first_workday(today):
        return 0
    return sum(_tried(one, today, now) for one in _owed(today))


def _tried(to: Addressee, today: date, now: datetime) -> bool:
    """A letter that cannot be written keeps no other from going; it is tried again the next day."""
    try:
        return _sent(to, today, now)
    except Exception:
        log.exception("reports: the letter of %s could not be sent", to.enrolment)
        return False


def _owed(today: date) -> list[Addressee]:
    """Who has a letter to come: nobody who has it already, or wants none."""
    month = today.replace(day=1)
    sent = Sent.objects.filter(kind=Letter.MONTHLY, month=month).values_list("enrolment", "person")
    stopped = Stopped.objects.filter(kind=Letter.MONTHLY).values_list("enrolment", "person")
    done = {*sent, *stopped}
    return [one for one in _sponsors(_running(month)) if one.key not in done]


def _running(month: date) -> list[Edition]:
    """The editions that ran during the month before."""
    last = month - timedelta(days=1)
    first = last.replace(day=1)
    return [
        edition
        for edition in Edition.objects.exclude(starts="")
        if span(edition.starts)[0] <= last and (not edition.ends or span(edition.ends)[1] >= first)
    ]


def _sponsors(editions: Iterable[Edition]) -> Iterator[Addressee]:
    """Each sponsor once for each product, whether they hold the part for it or for the whole edition."""
    parts = Membership.objects.filter(role=MemberRole.SPONSOR, edition__in=editions, person__is_active=True)
    held = list(parts.select_related("person"))
    for enrolment in Enrolment.objects.filter(edition__in=editions).select_related("edition", "product"):
        own = (part for part in held if part.edition_id == enrolment.edition_id)
        persons = {part.person_id: part.person for part in own if part.enrolment_id in (None, enrolment.pk)}
        yield from (Addressee(Letter.MONTHLY, enrolment, person) for person in persons.values())


@transaction.atomic
def _sent(to: Addressee, today: date, now: datetime) -> bool:
    """Send a letter, and keep that it went; whoever comes second sends none."""
    key = {"kind": to.kind, "month": today.replace(day=1), "enrolment": to.enrolment, "person": to.person}
    _row, new = Sent.objects.get_or_create(**key, defaults={"sent_at": now})
    if new:
        page = sponsor_page(to.enrolment, today)
        send("reports/letters/monthly.txt", to=to.person.email, product=page.title, lines=_lines(page, to))
    return new


def _lines(page: SponsorPage, to: Addressee) -> list[str]:
    """Five lines: where it stands, what moved, what is at risk, what is asked, where to read on."""
    edition, product = to.enrolment.edition.slug, to.enrolment.product.slug
    own = settings.PUBLIC_URL + reverse("reports:sponsor", args=[edition, product])
    stop = settings.PUBLIC_URL + reverse("reports:stop", args=[signed(to)])
    lines = [
        _head(page.facts.head),
        phrases.about(_("Ce qui a bougé"), _several(f"{one.term} {one.text}" for one in page.facts.moved)),
        phrases.about(_("En retard ou à risque"), _several(_said(page.risks))),
        phrases.about(_("Ce que nous vous demandons"), _several(_said(page.asked))),
        _("Votre page : %(own)s (ne plus recevoir ce courrier : %(stop)s)") % {"own": own, "stop": stop},
    ]
    return [" ".join(line.split()) for line in lines]


def _head(head: Standing | None) -> str:
    if head is None or head.figure is None:
        return _("Aucun chiffre n'a encore été relevé.")
    figure = phrases.amount(head.figure.value, {}, head.figure.precision, {"fr": head.figure.text})
    told = f"{figure} {head.figure.unit}, {head.figure.period}"
    pace = head.told or head.label
    goal = _("Cible : %(goal)s.") % {"goal": head.goal} if head.goal else ""
    return f"{phrases.about(head.title, told)}. {goal} {pace[0].upper()}{pace[1:]}"


def _said(found: Iterable[Asked]) -> Iterator[str]:
    return (f"{one.text} ({one.note})" for one in found)


def _several(parts: Iterable[str]) -> str:
    """The first of what there is to say, and how many more."""
    found = list(parts)
    if not found:
        return _("rien")
    more = _(" ; et %(count)s autres") % {"count": len(found) - MOST} if len(found) > MOST else ""
    return phrases.several(found[:MOST]) + more


@transaction.atomic
def stop_letter(letter: Addressee, *, now: datetime) -> Stopped:
    """Send this letter to this person no more."""
    key = {"kind": letter.kind, "enrolment": letter.enrolment, "person": letter.person}
    row, new = Stopped.objects.get_or_create(**key, defaults={"since": now})
    if new:
        made(row, by=letter.person, scope=letter.enrolment.scope, verb="letter stopped")
    return row
