"""The closed lists of surveys."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class QuestionKind(TextChoices):
    """How a question is answered; the first two each make a score of their own (`scores`)."""

    ZERO_TO_TEN = "zero_to_ten", _("note de 0 à 10 (NPS standard)")
    ONE_TO_TEN = "one_to_ten", _("note de 1 à 10 (variante de la saison 1)")
    SCALE = "scale", _("échelle, du plus bas au plus haut")
    ONE = "one", _("un choix")
    SEVERAL = "several", _("plusieurs choix")
    TEXT = "text", _("réponse libre")


SCORED = frozenset({QuestionKind.ZERO_TO_TEN, QuestionKind.ONE_TO_TEN})
LISTED = frozenset({QuestionKind.SCALE, QuestionKind.ONE, QuestionKind.SEVERAL})
"""The kinds whose answers are words of a list that the team writes."""


class Channel(TextChoices):
    """By what way people are asked: what they answer depends on it."""

    WIDGET = "widget", _("module dans une page")
    LINK = "link", _("lien ouvert")
    EMAIL = "email", _("invitation par courriel")


class Review(TextChoices):
    """What became of a free answer: nobody but who reviews it reads it before."""

    WAITING = "waiting", _("à relire")
    SHOWN = "shown", _("montrée")
