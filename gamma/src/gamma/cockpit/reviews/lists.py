"""The closed lists of reviews."""

from django.db.models import IntegerChoices, TextChoices
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


class Audience(TextChoices):
    """Who may read a note of a check-in."""

    COACH = "coach", _("les coachs seulement")
    TEAM = "team", _("l'équipe")
    SPONSOR = "sponsor", _("l'équipe et le commanditaire")


class Weekday(IntegerChoices):
    """The days on which a team may meet, counted as `date.weekday` does."""

    MONDAY = 0, _("lundi")
    TUESDAY = 1, _("mardi")
    WEDNESDAY = 2, _("mercredi")
    THURSDAY = 3, _("jeudi")
    FRIDAY = 4, _("vendredi")


class Choice(TextChoices):
    """What a review may do with an indicator that is followed."""

    KEEP = "kept", _("garder")
    REPLACE = "replaced", _("remplacer")
    RETIRE = "retired", _("abandonner")


class Held(TextChoices):
    """What became of a result two months after the edition."""

    HELD = "held", _("a tenu")
    SLIPPED = "slipped", _("a reculé")
    UNKNOWN = "unknown", _("pas relu")


LINES = ("decision", "action", "blocage", "note")
"""The sorts of lines of a check-in, as addresses call them."""
