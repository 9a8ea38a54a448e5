"""Inviting by e-mail: letters leave when the wave opens, a reminder goes once, and none to who objects."""

import re
import secrets
from dataclasses import dataclass
from datetime import date

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.db.models import F, Q
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from gamma.ground.audit import actions as journal
from gamma.ground.audit.actions import By
from gamma.ground.errors import UserError
from gamma.ground.mail.sending import send
from gamma.ground.texts import chosen
from gamma.ground.wording import day
from gamma.instruments.surveys.digests import digest_of, digests_of, opposing, opposition
from gamma.instruments.surveys.lists import Channel
from gamma.instruments.surveys.models import Invitation, Opposition, Wave
from gamma.instruments.surveys.queries import is_over

MOST = 20_000  # addresses in a wave
BATCH = 500  # letters in one go
APART = re.compile(r"[\s,;<>\"'()\[\]]+")


@dataclass(frozen=True)
class Imported:
    """What became of what was brought: added, there already, that wish no letter, and that are no address."""

    added: int
    known: int
    opposed: int
    unread: int


@transaction.atomic
def invite(wave: Wave, text: str, *, by: By, today: date) -> Imported:
    """Bring addresses, as a list or a sheet; whoever wrote that they want no invitation is left out."""
    if Channel.EMAIL not in wave.channels:
        raise UserError(_("Cette vague n'interroge pas par courriel : ajouter ce canal avant d'inviter."))
    if is_over(wave, today):
        raise UserError(_("Cette vague est close : on n'y invite plus personne."))
    found, unread = addresses(text)
    if wave.invitations.count() + len(found) > MOST:
        raise UserError(_("Une vague invite au plus %(most)s personnes.") % {"most": MOST})
    free = [email for email in found if not opposed(email)]
    before = wave.invitations.count()
    Invitation.objects.bulk_create([Invitation(wave=wave, email=one) for one in free], ignore_conflicts=True)
    added = wave.invitations.count() - before
    told = Imported(added, len(free) - added, len(found) - len(free), unread)
    scope, name = wave.survey.enrolment.scope, wave._meta.label_lower
    journal.note("invited", by=by, scope=scope, subject=str(wave), model=name, after={"invited": added})
    return told


def addresses(text: str) -> tuple[list[str], int]:
    """The addresses in a text, each once and in small letters, and how many others have an @ but are none."""
    words = dict.fromkeys(word.strip(".:").lower() for word in APART.split(text) if "@" in word)
    found = [word for word in words if _is_address(word)]
    return found, len(words) - len(found)


def opposed(email: str) -> bool:
    """Whether someone wants no invitation."""
    return Opposition.objects.filter(digest__in=digests_of(email)).exists()


def send_due(*, today: date) -> int:
    """Write to those whom an open wave invites and has not written to, and once again on the day of the reminder."""
    going = Q(wave__opens__lte=today, wave__closes__gte=today, wave__closed_at=None)
    rows = Invitation.objects.filter(going, answered=False)
    late = Q(wave__reminds__lte=today, sent_on__lt=today, reminded_on=None)
    keys = rows.filter(Q(sent_on=None) | late).values_list("pk", flat=True)[:BATCH]
    return sum(_write(key, today) for key in list(keys))


@transaction.atomic
def _write(key: int, today: date) -> bool:
    """One letter: its link is drawn here, and only its digest stays; the letter leaves with the transaction."""
    about = ("wave__survey__enrolment__product",)
    row = Invitation.objects.select_for_update(of=("self",)).select_related(*about).get(pk=key)
    if opposed(row.email):
        row.delete()
        return False
    token, first = secrets.token_urlsafe(24), row.sent_on is None
    row.links.create(digest=digest_of(token))
    if first:
        row.sent_on = today
        Wave.objects.filter(pk=row.wave_id).update(asked=Coalesce(F("asked"), 0) + 1)
    else:
        row.reminded_on = today
    row.save(update_fields=["sent_on", "reminded_on"])
    _post(row, token, reminder=not first)
    return True


def _post(row: Invitation, token: str, *, reminder: bool) -> None:
    survey = row.wave.survey
    with override("fr"):
        words = {
            "title": chosen(survey.title),
            "intro": chosen(survey.intro),
            "product": survey.enrolment.product.name,
            "closes": day(row.wave.closes),
            "href": reverse("surveys:invited", args=[token]),
            "stop": reverse("surveys:oppose", args=[opposition(row.email)]),
            "reminder": reminder,
        }
        send("surveys/letters/invitation.txt", to=row.email, **words)


@transaction.atomic
def oppose(signed: str, *, today: date) -> bool:
    """Never write again to who got this link: a digest of their address stays, and the address goes at once.

    False for a link that no letter of ours held.
    """
    digest = opposing(signed)
    if digest is None:
        return False
    Opposition.objects.get_or_create(digest=digest, defaults={"since": today})
    rows = Invitation.objects.values_list("pk", "email")
    Invitation.objects.filter(pk__in=[key for key, email in rows if digest in digests_of(email)]).delete()
    return True


def _is_address(word: str) -> bool:
    try:
        validate_email(word)
    except ValidationError:
        return False
    return len(word) <= 254
