"""A report is computed from facts, rendered, and frozen when it is published."""

from django.db import models

from gamma.cockpit.programme.models import Edition


class Report(models.Model):
    """A bilan. A draft is replaced when its facts change; a published one never is, and its digest proves it."""

    edition = models.ForeignKey(Edition, models.CASCADE, related_name="reports")
    content = models.JSONField()
    digest = models.CharField(max_length=64)
    facts_version = models.PositiveIntegerField()
    computed_on = models.DateField()
    published_at = models.DateTimeField(null=True, blank=True)
    published_by = models.CharField(max_length=200, blank=True)
    verified_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(fields=["edition"], condition=models.Q(published_at=None), name="reports_one_draft")
        ]

    def __str__(self) -> str:
        return f"{self.edition} · {self.digest[:8]}"


class Rendition(models.Model):
    """A report as a document: one language, one format."""

    report = models.ForeignKey(Report, models.CASCADE, related_name="renditions")
    language = models.CharField(max_length=2)
    format = models.CharField(max_length=10)
    body = models.BinaryField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["report", "language", "format"], name="reports_rendition_once")]

    def __str__(self) -> str:
        return f"{self.report} · {self.language}.{self.format}"


class CorrectionNotice(models.Model):
    """A figure of a published report that the facts no longer give: the old one stays, the new one stands beside."""

    report = models.ForeignKey(Report, models.CASCADE, related_name="notices")
    key = models.CharField(max_length=200)
    before = models.JSONField()
    after = models.JSONField()
    noticed_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.report} · {self.key}"
