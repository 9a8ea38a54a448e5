"""Asking: the lead asks for the publication of one exact content; a second person reads it, confirms it or refuses."""

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from gamma.cockpit.programme.access import Right
from gamma.cockpit.programme.models import Edition
from gamma.cockpit.programme.queries import members
from gamma.cockpit.reports.bilan.content import Bilan, digest
from gamma.cockpit.reports.bilan.publishing import publish, publishable, unpublished
from gamma.cockpit.reports.bilan.writing.comparing import changes
from gamma.cockpit.reports.bilan.writing.passages import written
from gamma.cockpit.reports.lists import Outcome
from gamma.cockpit.reports.models import Asked, Report
from gamma.ground.accounts.models import Person
from gamma.ground.audit import actions as journal
from gamma.ground.design.shapes import Change
from gamma.ground.errors import UserError
from gamma.ground.mail.sending import send
from gamma.ground.texts import chosen


def awaiting(edition: Edition) -> Asked | None:
    """The publication that waits for a second person."""
    found = Asked.objects.filter(edition=edition, outcome=Outcome.OPEN)
    return found.select_related("edition", "asked_by").first()


@transaction.atomic
def ask(edition: Edition, *, seen: str, by: Person, now: datetime, today: date, href: str) -> Asked:
    """Ask for the publication of the content whose digest was `seen`, refused when it is another by now."""
    Edition.objects.select_for_update().get(pk=edition.pk)
    unpublished(edition)
    bilan = written(edition, today)
    publishable(bilan)
    content = bilan.model_dump(mode="json")
    if digest(content) != seen:
        raise UserError(
            _("Des faits ou des textes ont changé depuis que cette page est ouverte : la relire, puis redemander.")
        )
    Asked.objects.filter(edition=edition, outcome=Outcome.OPEN).update(outcome=Outcome.REPLACED, answered_at=now)
    asked = Asked.objects.create(
        edition=edition, content=content, digest=seen, computed_on=bilan.computed_on, asked_by=by, asked_at=now
    )
    _noted(asked, "publication asked for", by)
    for person in second_persons(edition, by):
        send("reports/letters/awaiting.txt", to=person.email, **_said(asked, by, href))
    return asked


@transaction.atomic
def confirm(asked: Asked, *, seen: str, by: Person, now: datetime, href: str) -> Report:
    """Publish what was asked for, by another person than who asked; refused when facts or texts changed in between."""
    Edition.objects.select_for_update().get(pk=asked.edition_id)
    _open(asked)
    if asked.asked_by_id == by.pk:
        raise UserError(_("C'est vous qui avez demandé cette publication : une deuxième personne doit la confirmer."))
    differing = changed_since(asked)
    if seen != asked.digest:
        raise UserError(
            _("Un autre contenu a été demandé depuis que cette page est ouverte : le relire avant de confirmer.")
        )
    if differing:
        told = " ; ".join(change.label for change in differing)
        raise UserError(
            _("Le contenu n'est plus celui qui a été demandé (%(told)s) : la publication est à redemander.")
            % {"told": told}
        )
    _answered(asked, Outcome.CONFIRMED, by, now)
    report = publish(asked.edition, by=by, now=now, computed_on=asked.computed_on, href=href)
    _noted(asked, "publication confirmed", by)
    return report


@transaction.atomic
def refuse(asked: Asked, *, reason: str, by: Person, now: datetime, href: str) -> Asked:
    """Refuse a publication, with the reason; who asked is told. Who asked may take it back in the same way."""
    Edition.objects.select_for_update().get(pk=asked.edition_id)
    _open(asked)
    if not reason.strip():
        raise UserError(_("Dire pourquoi : la raison aide à reprendre les textes."))
    _answered(asked, Outcome.REFUSED, by, now, reason)
    _noted(asked, "publication refused", by, reason=reason)
    if asked.asked_by and asked.asked_by != by:
        send("reports/letters/refused.txt", to=asked.asked_by.email, reason=reason, **_said(asked, by, href))
    return asked


def changed_since(asked: Asked) -> list[Change]:
    """What facts and texts say otherwise than the content that was asked for."""
    return changes(Bilan.model_validate(asked.content), written(asked.edition, asked.computed_on))


def second_persons(edition: Edition, asker: Person) -> list[Person]:
    """Who may confirm what a person asked for."""
    found = {row.person_id: row.person for row in members(edition) if row.role in Right.BILAN_CONFIRM.value}
    return [person for person in found.values() if person != asker]


def _open(asked: Asked) -> None:
    asked.refresh_from_db(fields=["outcome"])
    if asked.outcome != Outcome.OPEN:
        raise UserError(
            _("Cette demande n'attend plus de réponse : elle est %(state)s.") % {"state": asked.get_outcome_display()}
        )


def _answered(asked: Asked, outcome: Outcome, by: Person, now: datetime, reason: str = "") -> None:
    asked.outcome, asked.answered_by, asked.answered_at, asked.reason = outcome, by, now, reason
    asked.save(update_fields=["outcome", "answered_by", "answered_at", "reason"])


def _noted(asked: Asked, verb: str, by: Person, **more: str) -> None:
    told = {"digest": asked.digest, "computed_on": asked.computed_on, **more}
    journal.note(verb, by=by, scope=asked.edition.slug, subject="bilan", model=asked._meta.label_lower, after=told)


def _said(asked: Asked, by: Person, href: str) -> dict[str, str]:
    return {"label": chosen(asked.edition.label), "by": str(by), "href": href}
