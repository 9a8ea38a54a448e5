"""What people fill in: the lines of a check-in, the meetings, what they decided, the charter."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from gamma.cockpit.reviews.facts import (
    TEXT,
    ActionFacts,
    AgreedFacts,
    BlockerFacts,
    CharterFacts,
    DecisionFacts,
    LiftFacts,
    NoteFacts,
    ReviewFacts,
    SlotFacts,
)
from gamma.cockpit.reviews.lists import Audience, Decided, ReviewKind, Weekday
from gamma.cockpit.reviews.models.weekly import HOURS
from gamma.ground.forms.described import FactsForm
from gamma.ground.forms.fields import ListedField, MomentField, SeveralField, WordsField

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


def line(label: "StrOrPromise", **options: Any) -> forms.CharField:
    """A sentence or two."""
    return forms.CharField(label=label, max_length=TEXT, widget=forms.Textarea(attrs={"rows": 2}), **options)


def day(label: "StrOrPromise") -> MomentField:
    """A day of the calendar, by the browser's own control."""
    return MomentField(label=label, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))


class AgreedForm(FactsForm[AgreedFacts]):
    shape = AgreedFacts
    text = line(_("Ce qui est décidé"))


class NoteForm(FactsForm[NoteFacts]):
    shape = NoteFacts
    text = line(_("Note"))
    audience = ListedField(Audience, label=_("Qui peut la lire"))


class ActionForm(FactsForm[ActionFacts]):
    shape = ActionFacts
    text = line(_("Action"))
    owner = ListedField(label=_("Par qui"))
    due = day(_("Pour le"))


class BlockerForm(FactsForm[BlockerFacts]):
    shape = BlockerFacts
    text = line(_("Ce qui bloque"))
    asked = ListedField(label=_("À qui le déblocage est demandé"), required=False)
    elsewhere = forms.CharField(label=_("Ou quelqu'un d'autre"), max_length=200, required=False)
    owner = ListedField(label=_("Suivi par"))
    since = day(_("Depuis le"))


class LiftForm(FactsForm[LiftFacts]):
    shape = LiftFacts
    how = line(_("Comment cela a été levé"))


class SlotForm(FactsForm[SlotFacts]):
    shape = SlotFacts
    weekday = ListedField(Weekday, label=_("Jour"))
    hour = ListedField([(str(hour), f"{hour} h") for hour in HOURS], label=_("Heure"))


class CharterForm(FactsForm[CharterFacts]):
    shape = CharterFacts
    audience = WordsField(label=_("Public visé"), help_text=_("Pour qui est le service, et combien sont-ils."))
    rituals = WordsField(label=_("Rituels"), required=False, help_text=_("Quels rendez-vous, à quel rythme, avec qui."))
    access = WordsField(
        label=_("Accès aux données"), required=False, help_text=_("Qui lit les chiffres, où, et avec quel accès.")
    )


MOMENT = _("Par exemple 2021-01-15 ou 2021-01 : le jour, le mois ou l'année, selon ce qui est connu.")


class ReviewForm(FactsForm[ReviewFacts]):
    shape = ReviewFacts
    kind = ListedField(ReviewKind, label=_("Réunion"))
    planned = MomentField(label=_("Prévue"), required=False, help_text=MOMENT)
    held = MomentField(label=_("Tenue"), required=False)
    published = MomentField(label=_("Compte rendu publié"), required=False)
    note = WordsField(label=_("À savoir"), required=False)
    sources = SeveralField(label=_("Sources"))
    id = forms.CharField(label=_("Adresse"), required=False, max_length=80)

    def _name_made(self, cleaned: Mapping[str, Any]) -> str:
        return slugify(str(ReviewKind(cleaned["kind"]).label))


class DecisionForm(FactsForm[DecisionFacts]):
    shape = DecisionFacts
    decided = ListedField(Decided, label=_("Ce qui a été décidé"))
    review = ListedField(label=_("À quelle réunion"))
    source = ListedField(label=_("D'après quelle source"))
    dated = forms.BooleanField(label=_("La source dit quand"), required=False)
    reason = WordsField(label=_("Raison"), required=False, help_text=_("Vide si aucune raison n'a été publiée."))
    note = WordsField(label=_("À savoir"), required=False)
