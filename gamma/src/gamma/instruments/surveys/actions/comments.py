"""Free answers: shown with what names people taken out, or refused. The journal tells who reviewed, never the text."""

from collections.abc import Sequence

from django.db import transaction
from django.utils.translation import gettext as _

from gamma.ground.audit import actions as journal
from gamma.ground.audit.actions import By
from gamma.ground.errors import UserError
from gamma.ground.faults import quoted
from gamma.instruments.surveys.lists import Review
from gamma.instruments.surveys.models import Comment

GAP = "[…]"


@transaction.atomic
def show_comment(comment: Comment, *, without: Sequence[str], by: By) -> Comment:
    """Let the team read an answer, less some passages: these are deleted for good."""
    row = _waiting(comment)
    for passage in without:
        if passage not in row.text:
            raise UserError(
                _("%(passage)s n'est pas dans la réponse : le recopier tel quel.") % {"passage": quoted(passage)}
            )
    for passage in sorted(without, key=len, reverse=True):
        row.text = row.text.replace(passage, GAP)
    row.state = Review.SHOWN
    row.save(update_fields=["text", "state"])
    _note("shown", row, by, {"masked": len(without)})
    return row


@transaction.atomic
def refuse_comment(comment: Comment, *, by: By) -> None:
    """Delete an answer that says nothing but of people; that it was given stays counted."""
    row = _waiting(comment)
    _note("erased", row, by, {})
    row.delete()


def _waiting(comment: Comment) -> Comment:
    rows = Comment.objects.select_for_update(of=("self",)).select_related("wave__survey__enrolment")
    row = rows.filter(pk=comment.pk, state=Review.WAITING).first()
    if row is None:
        raise UserError(_("Cette réponse a déjà été relue par quelqu'un d'autre."))
    return row


def _note(verb: str, row: Comment, by: By, after: dict[str, int]) -> None:
    scope = row.wave.survey.enrolment.scope
    journal.note(verb, by=by, scope=scope, subject=str(row), model=row._meta.label_lower, after=after)
