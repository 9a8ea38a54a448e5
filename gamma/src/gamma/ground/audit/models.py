"""The journal of what was written. The database refuses to change an entry, but to forget a person."""

from django.conf import settings
from django.db import models
from django.utils import timezone


class Entry(models.Model):
    """One write. `scope` is the address of what it concerns ("season-1/dossierfacile"), `subject` names the row."""

    at = models.DateTimeField(default=timezone.now)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    by = models.CharField(max_length=200, help_text="their name as it was, or that of the command that wrote")
    verb = models.CharField(max_length=40)
    scope = models.CharField(max_length=200)
    model = models.CharField(max_length=60)
    subject = models.CharField(max_length=300)
    before = models.JSONField(default=dict)
    after = models.JSONField(default=dict)

    class Meta:
        ordering = ["-at", "-pk"]
        indexes = [models.Index(fields=["scope", "-at"], name="audit_entry_scope")]

    def __str__(self) -> str:
        return f"{self.scope} · {self.subject} · {self.verb}"
