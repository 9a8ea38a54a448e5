"""The closed lists of reviews."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class ReviewKind(TextChoices):
    """The meetings of an edition."""

    ANNOUNCEMENT = "announcement", _("annonce")
    KICKOFF = "kickoff", _("lancement")
    CHECKPOINT = "checkpoint", _("point d'étape")
    MID_TERM = "mid_term", _("mi-parcours")
    FINAL = "final", _("bilan")
    AFTER = "after", _("deux mois après")


class Decided(TextChoices):
    """What a review decided, or reported, of an indicator."""

    ADDED = "added", _("choisi")
    KEPT = "kept", _("gardé")
    REPORTED = "reported", _("publié sans avoir été choisi")
    REPLACED = "replaced", _("remplacé")
    RETIRED = "retired", _("abandonné")
