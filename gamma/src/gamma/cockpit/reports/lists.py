"""The closed lists of the reports."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Letter(TextChoices):
    """The letters that go of themselves."""

    MONTHLY = "monthly", _("le point du mois")
