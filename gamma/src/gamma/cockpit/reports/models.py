"""A report is computed from facts, printed, and frozen when it is published; what changes later stands beside it."""

from django.db import models
from django.db.models.functions import Now

from gamma.cockpit.programme.models import Edition


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
