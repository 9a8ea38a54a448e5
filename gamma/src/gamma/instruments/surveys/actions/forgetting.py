"""What is deleted when its day is past."""

from datetime import date, timedelta

from django.db.models import Q

from gamma.instruments.surveys.lists import Review
from gamma.instruments.surveys.models import Comment, Invitation, Sheet

INVITED, UNREAD, SHEETS = timedelta(days=15), timedelta(days=60), timedelta(days=2)


def forget_invitations(*, on: date) -> int:
    """Delete who was invited to waves that are over, and their links."""
    last = on - INVITED
    over = Q(wave__closes__lt=last) | Q(wave__closed_at__date__lt=last)
    return Invitation.objects.filter(over).delete()[0]


def forget_comments(*, on: date) -> int:
    """Delete the free answers that nobody has reviewed."""
    return Comment.objects.filter(state=Review.WAITING, day__lt=on - UNREAD).delete()[0]


def forget_sheets(*, on: date) -> int:
    """Delete what tells that a page was sent: a page of that day is not taken any more."""
    return Sheet.objects.filter(day__lt=on - SHEETS).delete()[0]
