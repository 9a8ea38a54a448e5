"""The closed lists of feeds and of their runs."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class FeedKind(TextChoices):
    """What sort of place a figure is read in; one file of `sources` each."""

    MATOMO = "matomo", _("Matomo")
    PLAUSIBLE = "plausible", _("Plausible")
    UMAMI = "umami", _("Umami")
    METABASE = "metabase", _("Question publique de Metabase")
    STATS = "stats", _("Adresse /stats.json")
    TABLE = "table", _("Tableau JSON ou CSV")
    SQL = "sql", _("Base de données (SQL)")
    FOLDER = "folder", _("Fichier déposé")
    WEBHOOK = "webhook", _("Envoi signé (webhook)")


class Outcome(TextChoices):
    """What became of a run."""

    READ = "read", _("relevé")
    FAILED = "failed", _("échec")


class Reason(TextChoices):
    """Why a run took place."""

    DUE = "due", _("à l'échéance")
    ASKED = "asked", _("à la demande")
    TRIAL = "trial", _("à blanc")
    SENT = "sent", _("à l'envoi")


class Freshness(TextChoices):
    """How a feed is doing."""

    OFF = "off", _("suspendu")
    NEVER = "never", _("jamais relevé")
    FRESH = "fresh", _("à jour")
    LATE = "late", _("en retard")
    FAILING = "failing", _("en échec")
