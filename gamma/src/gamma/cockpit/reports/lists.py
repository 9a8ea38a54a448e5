"""The closed lists of the reports."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Section(TextChoices):
    """Where the bilan has room for a text: of the edition, or of each product."""

    INTRODUCTION = "introduction", _("Introduction")
    LEARNED = "learned", _("Ce que nous avons appris")
    METHOD = "method", _("Notes de méthode")
    NEXT = "next", _("Et maintenant")
    WORKED = "worked", _("Ce qui a marché")
    FAILED = "failed", _("Ce qui n'a pas marché")
    FOLLOWS = "follows", _("La suite")


OF_PRODUCT = (Section.WORKED, Section.FAILED, Section.FOLLOWS)
OF_EDITION = tuple(section for section in Section if section not in OF_PRODUCT)
ADDRESSES = {
    Section.INTRODUCTION: "introduction",
    Section.LEARNED: "enseignements",
    Section.METHOD: "methode",
    Section.NEXT: "perspectives",
    Section.WORKED: "reussites",
    Section.FAILED: "echecs",
    Section.FOLLOWS: "suite",
}
"""The word of each section in addresses and anchors."""


class FlagKind(TextChoices):
    """What a text may say that the figures do not."""

    NAME = "name", _("nom de chiffre inconnu")
    NUMBER = "number", _("nombre qu'aucun chiffre ne donne")
    FACTOR = "factor", _("rapport qu'aucune évolution ne donne")
    VERDICT = "verdict", _("verdict contredit")


class NoticeKind(TextChoices):
    """What a correction notice is about."""

    FIGURE = "figure", _("chiffre")
    TEXT = "text", _("texte")
    NOTE = "note", _("note")


class Outcome(TextChoices):
    """What became of a publication that was asked for."""

    OPEN = "", _("en attente")
    CONFIRMED = "confirmed", _("confirmée")
    REFUSED = "refused", _("refusée")
    REPLACED = "replaced", _("demandée à nouveau")


class Letter(TextChoices):
    """The letters that go of themselves."""

    MONTHLY = "monthly", _("le point du mois")
