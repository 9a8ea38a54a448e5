"""A report is computed from facts, printed, and frozen when it is published; what changes later stands beside it.

Beside it: the keys of programs that send readings, and the letters that went.
"""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from gamma.cockpit.programme.models import Edition, Enrolment
from gamma.cockpit.reports.lists import Letter
from gamma.ground.constraints import among


class Report(models.Model):
    """The published bilan of an edition: the database refuses to change it, and its digest proves that it did not."""

    edition = models.OneToOneField(Edition, models.CASCADE, related_name="report")
    content = models.JSONField()
    digest = models.CharField(max_length=64)
    computed_on = models.DateField()
    published_at = models.DateTimeField()
    published_by = models.CharField(max_length=200)
    verified_at = models.DateTimeField(null=True, blank=True, help_text="when the digest was last found right")

    def __str__(self) -> str:
        return f"{self.edition} · {self.digest[:8]}"


class Rendition(models.Model):
    """A file of a published report in one language: "bilan.pdf", "charts/….svg"."""

    report = models.ForeignKey(Report, models.CASCADE, related_name="renditions")
    language = models.CharField(max_length=2)
    name = models.CharField(max_length=200)
    body = models.BinaryField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["report", "language", "name"], name="reports_rendition_once")]

    def __str__(self) -> str:
        return f"{self.report} · {self.language}/{self.name}"


class CorrectionNotice(models.Model):
    """A figure of a published report that the facts give otherwise now, in both languages; the old one stays."""

    report = models.ForeignKey(Report, models.CASCADE, related_name="notices")
    key = models.CharField(max_length=300)
    before = models.JSONField()
    after = models.JSONField(help_text="empty when the figure is no longer given")
    reason = models.JSONField(default=dict)
    noticed_at = models.DateTimeField(db_default=Now())

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.report} · {self.key}"


class Key(models.Model):
    """Lets a program send the readings of one product, for the person who made it. The key itself is not kept."""

    enrolment = models.ForeignKey(Enrolment, models.CASCADE, related_name="keys")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    name = models.CharField(max_length=80)
    digest = models.CharField(max_length=64, unique=True)  # SHA-256 of the key, in hexadecimal
    created_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True, blank=True)
    last_used_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["revoked_at", "-created_at"]

    def __str__(self) -> str:
        return self.name


class Addressed(models.Model):
    """Of a kind of letter, for a product, to a person."""

    kind = models.CharField(max_length=20, choices=Letter)
    enrolment = models.ForeignKey(Enrolment, models.CASCADE, related_name="+")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")

    class Meta:
        abstract = True


class Sent(Addressed):
    """That a letter went, so that it never goes twice for a month."""

    month = models.DateField(help_text="its first day")
    sent_at = models.DateTimeField()

    class Meta:
        constraints = [
            among("kind", Letter),
            models.UniqueConstraint(fields=["kind", "month", "enrolment", "person"], name="reports_sent_once"),
            models.CheckConstraint(condition=Q(month__day=1), name="reports_sent_for_a_month"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} · {self.month} · {self.enrolment}"


class Stopped(Addressed):
    """That a person wants such letters no more."""

    since = models.DateTimeField()

    class Meta:
        constraints = [
            among("kind", Letter),
            models.UniqueConstraint(fields=["kind", "enrolment", "person"], name="reports_stopped_once"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} · {self.enrolment}"
