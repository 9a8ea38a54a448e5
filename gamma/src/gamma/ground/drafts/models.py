"""One draft for a person and the address of a form; it is emptied when the form is sent, and goes after a month."""

from django.conf import settings
from django.db import models
from django.utils import timezone


class Draft(models.Model):
    """The fields of a form as they were typed last, and the state that the form was opened on.

    What is typed in a form that was opened before `sent_at` comes too late: the browser sends the last field to the
    drafts and the form to its address at once, in any order.
    """

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="drafts")
    path = models.CharField(max_length=500)
    fields = models.JSONField(default=dict)
    saved_at = models.DateTimeField(default=timezone.now)
    sent_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "path"], name="drafts_draft_once")]

    def __str__(self) -> str:
        return f"{self.person} · {self.path}"
