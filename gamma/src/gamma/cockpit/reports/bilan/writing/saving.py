"""Saving: a text is written, its writer answers for what no figure gives; every version stays."""

from collections.abc import Mapping

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from gamma.cockpit.programme.models import Edition
from gamma.cockpit.reports.bilan.composing.naming import Names
from gamma.cockpit.reports.bilan.writing.checking import Flag
from gamma.cockpit.reports.bilan.writing.checking.sentences import sentences
from gamma.cockpit.reports.bilan.writing.passages import Place, versions, words
from gamma.cockpit.reports.models import Acknowledgement, Passage
from gamma.ground.accounts.models import Person
from gamma.ground.audit import actions as journal
from gamma.ground.errors import UserError
from gamma.ground.faults import quoted
from gamma.ground.forms.fields import LONGEST
from gamma.ground.texts import LANGUAGES


@transaction.atomic
def save_text(place: Place, text: Mapping[str, str], *, by: Person, names: Names) -> list[Passage]:
    """Save a section in each language that changed; a name that no figure bears is refused, with the nearest."""
    Edition.objects.select_for_update().get(pk=place.edition.pk)
    now = words(place)
    typed = {code: text.get(code, "").replace("\r\n", "\n").strip() for code in LANGUAGES}
    changed = {code: said for code, said in typed.items() if said != now.get(code, "")}
    for said in changed.values():
        _accept(said, place, names)
    return [_saved(place, code, said, now.get(code, ""), by) for code, said in changed.items()]


def _accept(text: str, place: Place, names: Names) -> None:
    if len(text) > LONGEST:
        raise UserError(_("Ce texte dépasse %(count)s caractères : en garder l'essentiel.") % {"count": LONGEST})
    for sentence in sentences(text):
        for name in sentence.names:
            if names.find(name, place.product) is None:
                mend = names.mend(name, place.product)
                raise UserError(
                    _("Aucun chiffre ne s'appelle %(name)s : %(mend)s")
                    % {"name": quoted(name), "mend": mend or _("choisir un nom de la liste")}
                )


def _saved(place: Place, language: str, text: str, before: str, by: Person) -> Passage:
    last = versions(place).filter(language=language).order_by("-revision").first()
    row = Passage.objects.create(
        edition=place.edition,
        enrolment=place.enrolment,
        section=place.section,
        language=language,
        revision=last.revision + 1 if last else 0,
        text=text,
        saved_by=str(by),
    )
    subject = f"{place.section.label} ({language})"
    changed = {"before": {"text": before}, "after": {"text": text}}
    journal.note("written", by=by, scope=place.scope, subject=subject, model=Passage._meta.label_lower, **changed)
    return row


@transaction.atomic
def answer_for(place: Place, flag: Flag, *, reason: str, by: Person) -> Acknowledgement:
    """Answer for what a text says and no figure gives: the reason is published with it."""
    if not flag.answerable:
        raise UserError(_("Un nom qui n'est celui d'aucun chiffre ne s'assume pas : le corriger dans le texte."))
    if not reason.strip():
        raise UserError(_("Dire d'où vient ce nombre : la raison est publiée avec le bilan."))
    row, made = Acknowledgement.objects.get_or_create(
        edition=place.edition, flag=flag.id, defaults={**_answered(place, flag), "reason": reason, "given_by": str(by)}
    )
    if made:
        journal.made(row, by=by, scope=place.scope, verb="answered for")
    else:
        with journal.changing(row, by=by, scope=place.scope):
            row.reason, row.given_by, row.given_at = reason, str(by), timezone.now()
            row.save(update_fields=["reason", "given_by", "given_at"])
    return row


def _answered(place: Place, flag: Flag) -> dict[str, object]:
    told = {name: getattr(flag, name) for name in ("language", "kind", "typed", "sentence")}
    return {**told, "enrolment": place.enrolment, "section": place.section}
