"""The closed lists of the selection."""

from django.db.models import IntegerChoices, TextChoices
from django.utils.translation import gettext_lazy as _


class State(TextChoices):
    """What became of an application in the hands of who wrote it."""

    DRAFT = "draft", _("brouillon")
    SENT = "sent", _("envoyée")
    WITHDRAWN = "withdrawn", _("retirée")


class Stage(TextChoices):
    """How far a sent application came: the step it is in, or ended in."""

    ELIGIBILITY = "eligibility", _("recevabilité")
    PRESELECTION = "preselection", _("présélection")
    HEARING = "hearing", _("audition")
    CHOICE = "choice", _("choix")


class Mark(IntegerChoices):
    """How well an application shows what a criterion asks."""

    NOTHING = 0, _("0 – rien ne le montre")
    LITTLE = 1, _("1 – peu d'éléments")
    PARTLY = 2, _("2 – en partie")
    WELL = 3, _("3 – bien montré")
    FULLY = 4, _("4 – pleinement montré")


class Outcome(TextChoices):
    """What the committee decided of an application."""

    SELECTED = "selected", _("retenue")
    DECLINED = "declined", _("non retenue")


class Gesture(TextChoices):
    """What the journal says was done in a selection."""

    MADE = "made", _("commencée")
    CHANGED = "changed", _("modifiée")
    SENT = "sent", _("envoyée au comité")
    WITHDRAWN = "withdrawn", _("retirée")
    PLACED = "placed", _("change d'étape")
    SCORED = "scored", _("notes données")
    RECUSED = "recused", _("récusation")
    CLOSED = "closed", _("notes closes")
    DECIDED = "decided", _("décision enregistrée")
