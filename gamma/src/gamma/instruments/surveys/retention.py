"""Retention: what surveys keep of people, told to the house, which deletes it when its day is past."""

from datetime import date, datetime

from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from gamma.ground.retention import Rule, declare
from gamma.instruments.surveys.actions import forget_comments, forget_invitations, forget_sheets
from gamma.instruments.surveys.actions.forgetting import INVITED, SHEETS, UNREAD


def declare_all() -> None:
    """Tell the port what is kept here."""
    who, ask = (
        _("L'adresse de qui est invité à un questionnaire, et s'il a répondu"),
        _("l'inviter, le relancer une fois"),
    )
    declare(
        "surveys.invitations",
        Rule(who, ask, "surveys.Invitation", INVITED.days, lambda now: forget_invitations(on=_day(now))),
    )
    said, read = _("Une réponse libre que personne n'a relue"), _("la relire avant de la montrer")
    declare(
        "surveys.comments", Rule(said, read, "surveys.Comment", UNREAD.days, lambda now: forget_comments(on=_day(now)))
    )
    page, once = _("Qu'une page de questionnaire a été envoyée"), _("ne pas compter deux fois la même réponse")
    declare("surveys.sheets", Rule(page, once, "surveys.Sheet", SHEETS.days, lambda now: forget_sheets(on=_day(now))))


def _day(now: datetime) -> date:
    return localdate(now)
