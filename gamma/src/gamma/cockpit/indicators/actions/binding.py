"""Binding: a definition takes its readings by itself, from a measure of the house, once each period is over."""

import logging
from datetime import date, datetime, timedelta
from hashlib import sha256

from django.db import transaction
from django.utils.text import slugify
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from gamma.cockpit.indicators.actions.taking import mismatched, take_reading
from gamma.cockpit.indicators.actions.writing import writing
from gamma.cockpit.indicators.facts import Proof
from gamma.cockpit.indicators.lists import Status
from gamma.cockpit.indicators.models import Binding, Definition, Reading
from gamma.cockpit.indicators.queries.due import closed
from gamma.cockpit.programme.actions import measured_source
from gamma.cockpit.programme.lists import MemberRole
from gamma.cockpit.programme.models import Source
from gamma.cockpit.programme.queries import people
from gamma.ground.audit.actions import By, made, removed
from gamma.ground.errors import UserError
from gamma.ground.mail.sending import send
from gamma.ground.measures import Count, count, measure
from gamma.ground.periods import Period
from gamma.ground.version import code_version

log = logging.getLogger(__name__)
ROBOT = "relevé automatique"
AGAIN = timedelta(days=3)
"""How long after its end a period is measured again: what comes late is a revision, said with its reason."""
MOST = 400  # periods taken of one binding at a time


def bind(definition: Definition, name: str, *, since: date, by: By) -> Binding:
    """Have a definition fed by a measure, from the period that `since` is in. Raises UserError when they differ."""
    with writing(definition.indicator.enrolment) as scope:
        _refuse(definition, name, since)
        for former in Binding.objects.filter(definition__indicator=definition.indicator):
            removed(former, by=by, scope=scope)
            former.delete()
        row = Binding.objects.create(definition=definition, measure=name, since=since)
        made(row, by=by, scope=scope)
    return row


def unbind(binding: Binding, *, by: By) -> None:
    """Stop; the readings that were taken stay."""
    with writing(binding.definition.indicator.enrolment) as scope:
        removed(binding, by=by, scope=scope)
        binding.delete()


def tried(definition: Definition, name: str, *, since: date, today: date) -> Count | None:
    """What a measure would give of the last period that is over, None when there is none. Raises UserError."""
    _refuse(definition, name, since)
    periods = closed(definition.span_window, since, today)
    return _counted(definition, name, periods[-1], today) if periods else None


def take_due(*, now: datetime) -> None:
    """Take what is due of every definition that is bound; one that fails keeps no other from it."""
    rows = Binding.objects.filter(definition__indicator__status=Status.ACTIVE).order_by("pk")
    related = ("definition__unit", "definition__indicator__enrolment__edition")
    for row in rows.select_related(*related, "definition__indicator__enrolment__product"):
        try:
            with transaction.atomic():
                _take(row, now)
                _well(row)
        except Exception as error:
            log.warning("%s could not be read", row, exc_info=not isinstance(error, UserError))
            _failed(row, error, now)


def _take(binding: Binding, now: datetime) -> None:
    definition, today = binding.definition, localdate(now)
    periods = closed(definition.span_window, binding.since, today)
    read = Reading.objects.filter(definition=definition, source__slug=_slug(binding.measure))
    known = set(read.values_list("period", flat=True))
    due = [one for one in periods if one.text not in known or (one.last and today - one.last <= AGAIN)]
    for period in due[:MOST]:
        found = _counted(definition, binding.measure, period, today)
        if found.value is not None:
            source = _source(definition, binding.measure)
            proof = _proof(binding.measure, definition, found, now)
            take_reading(found, definition=definition, source=source, proof=proof, by=ROBOT, now=now)


def _counted(definition: Definition, name: str, period: Period, today: date) -> Count:
    return count(name, definition.indicator.enrolment.product.slug, period, on=today)


def _proof(name: str, definition: Definition, found: Count, now: datetime) -> Proof:
    product = definition.indicator.enrolment.product.slug
    answer = f"{found.value} {found.unit} ({found.precision}, n = {found.n})\n{found.evidence}"
    digest = sha256(answer.encode()).hexdigest()
    return Proof("measure", f"{name} · {product} · {found.period.text}", now, digest, code_version(), answer)


def _slug(name: str) -> str:
    return slugify(f"mesure-{name.replace(':', '-').replace('.', '-')}")[:80]


def _source(definition: Definition, name: str) -> Source:
    label = str(measure(name).label)
    return measured_source(definition.indicator.enrolment.edition, _slug(name), {"fr": f"Mesure : {label}"})


def _refuse(definition: Definition, name: str, since: date) -> None:
    """Stop at a measure whose figures are not those of the definition."""
    found = measure(name)
    if found.kind != definition.kind:
        what = _("« %(label)s » n'est pas de la nature de cet indicateur : choisir une mesure de même nature.")
        raise UserError(what % {"label": found.label})
    if mismatched(found.unit, definition):
        what = _("« %(label)s » se compte en %(unit)s, l'indicateur en %(wanted)s : choisir une autre mesure.")
        raise UserError(what % {"label": found.label, "unit": found.unit, "wanted": definition.unit})
    if not closed(definition.span_window, since, since + timedelta(days=800)):
        raise UserError(
            _("La période de cet indicateur ne revient pas au calendrier : ses relevés se donnent à la main.")
        )


def _well(binding: Binding) -> None:
    if binding.fault:
        Binding.objects.filter(pk=binding.pk).update(fault="", told_at=None)


def _failed(binding: Binding, error: Exception, now: datetime) -> None:
    """Note why, and write to those who can mend it, once for as long as it lasts."""
    said = str(error) if isinstance(error, UserError) else _("La mesure a échoué : voir le journal du serveur.")
    if not binding.fault:
        enrolment = binding.definition.indicator.enrolment
        for role in (MemberRole.DATA_OWNER, MemberRole.PRODUCT_LEAD):
            for person in people(role, enrolment=enrolment):
                send(
                    "indicators/mail/not_read.txt",
                    to=person.email,
                    binding=binding,
                    why=said,
                    product=enrolment.product,
                )
    Binding.objects.filter(pk=binding.pk).update(fault=said, told_at=binding.told_at or now)
