"""What may be written of surveys: by the team of the product, by who answers, by the clock."""

from gamma.instruments.surveys.actions.answering import Closed, Counted, Given, answer_invitation, answer_openly
from gamma.instruments.surveys.actions.comments import refuse_comment, show_comment
from gamma.instruments.surveys.actions.forgetting import forget_comments, forget_invitations, forget_sheets
from gamma.instruments.surveys.actions.inviting import Imported, invite, oppose, send_due
from gamma.instruments.surveys.actions.questions import add_question, change_question, raise_question, remove_question
from gamma.instruments.surveys.actions.surveys import change_survey, make_survey, remove_survey
from gamma.instruments.surveys.actions.waves import change_wave, close_wave, plan_wave, remove_wave

__all__ = [
    "Closed",
    "Counted",
    "Given",
    "Imported",
    "add_question",
    "answer_invitation",
    "answer_openly",
    "change_question",
    "change_survey",
    "change_wave",
    "close_wave",
    "forget_comments",
    "forget_invitations",
    "forget_sheets",
    "invite",
    "make_survey",
    "oppose",
    "plan_wave",
    "raise_question",
    "refuse_comment",
    "remove_question",
    "remove_survey",
    "remove_wave",
    "send_due",
    "show_comment",
]
