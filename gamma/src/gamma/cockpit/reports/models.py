"""A report is computed from facts, printed, and frozen when it is published; what changes later stands beside it.

Beside it: the keys of programs that send readings, and the letters that went.
"""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now
from django.utils import timezone

from gamma.cockpit.programme.models import Edition, Enrolment
from gamma.cockpit.reports.lists import OF_PRODUCT, FlagKind, Letter, NoticeKind, Outcome, Section
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
    """What is not any more as it was published, in both languages; the old figure or text stays, this stands beside it.

    A figure changes with the facts; a text is corrected, and a note is added, by a person.
    """

    report = models.ForeignKey(Report, models.CASCADE, related_name="notices")
    kind = models.CharField(max_length=10, choices=NoticeKind, default=NoticeKind.FIGURE)
    key = models.CharField(max_length=300)
    before = models.JSONField()
    after = models.JSONField(help_text="empty when the figure is no longer given")
    reason = models.JSONField(default=dict)
    noticed_at = models.DateTimeField(db_default=Now())
    source = models.JSONField(default=dict, help_text="the Markdown of a corrected text, by language")
    by = models.CharField(max_length=200, blank=True, help_text="who corrected a text or added a note")

    class Meta:
        ordering = ["pk"]
        constraints = [
            among("kind", NoticeKind),
            models.CheckConstraint(condition=Q(kind=NoticeKind.FIGURE) | ~Q(by=""), name="reports_notice_by_somebody"),
        ]

    def __str__(self) -> str:
        return f"{self.report} · {self.key}"


class Placed(models.Model):
    """What belongs to one text of the bilan: a section of an edition, or of a product's part in it."""

    edition = models.ForeignKey(Edition, models.CASCADE, related_name="+")
    enrolment = models.ForeignKey(Enrolment, models.CASCADE, null=True, blank=True, related_name="+")
    section = models.CharField(max_length=20, choices=Section)
    language = models.CharField(max_length=2)

    class Meta:
        abstract = True
        constraints: ClassVar[list[models.BaseConstraint]] = [
            among("section", Section),
            models.CheckConstraint(
                condition=Q(section__in=OF_PRODUCT, enrolment__isnull=False)
                | (~Q(section__in=OF_PRODUCT) & Q(enrolment=None)),
                name="%(app_label)s_%(class)s_in_its_place",
            ),
        ]

    @property
    def product(self) -> str:
        """The product it is about, empty when it is about the edition."""
        return self.enrolment.product.slug if self.enrolment else ""


class Passage(Placed):
    """A text in Markdown as it was saved once. Saving it again adds a row: the last one is read, all of them stay."""

    revision = models.PositiveIntegerField(default=0)
    text = models.TextField(blank=True)
    saved_at = models.DateTimeField(default=timezone.now)
    saved_by = models.CharField(max_length=200)

    class Meta(Placed.Meta):
        ordering = ["pk"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            *Placed.Meta.constraints,
            models.UniqueConstraint(
                fields=["edition", "enrolment", "section", "language", "revision"],
                nulls_distinct=False,
                name="reports_passage_revision",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.product or self.edition} · {self.section} · {self.language} · {self.revision}"


class Acknowledgement(Placed):
    """What a text says that no figure gives, and that its writer answers for: it holds as long as the sentence does."""

    flag = models.CharField(max_length=16, help_text="the name of what was flagged: the place, the words, the sentence")
    kind = models.CharField(max_length=10, choices=FlagKind)
    typed = models.CharField(max_length=200)
    sentence = models.TextField()
    reason = models.CharField(max_length=500)
    given_at = models.DateTimeField(default=timezone.now)
    given_by = models.CharField(max_length=200)

    class Meta(Placed.Meta):
        ordering = ["pk"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            *Placed.Meta.constraints,
            among("kind", [kind for kind in FlagKind if kind != FlagKind.NAME]),
            models.CheckConstraint(condition=~Q(reason=""), name="reports_acknowledged_with_reason"),
            models.UniqueConstraint(fields=["edition", "flag"], name="reports_acknowledged_once"),
        ]

    def __str__(self) -> str:
        return f"{self.typed} · {self.sentence[:80]}"


class Asked(models.Model):
    """The publication of one exact content, asked for by a person; only another one may confirm it."""

    edition = models.ForeignKey(Edition, models.CASCADE, related_name="asked")
    content = models.JSONField()
    digest = models.CharField(max_length=64)
    computed_on = models.DateField()
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    asked_at = models.DateTimeField(default=timezone.now)
    outcome = models.CharField(max_length=10, choices=Outcome, blank=True, default=Outcome.OPEN)
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    answered_at = models.DateTimeField(null=True, blank=True)
    reason = models.CharField(max_length=500, blank=True)

    class Meta:
        ordering = ["-pk"]
        constraints = [
            among("outcome", Outcome),
            models.UniqueConstraint(fields=["edition"], condition=Q(outcome=""), name="reports_asked_one_at_a_time"),
            models.CheckConstraint(
                condition=~Q(outcome=Outcome.CONFIRMED) | ~Q(asked_by=F("answered_by")),
                name="reports_asked_confirmed_by_another",
            ),
            models.CheckConstraint(
                condition=~Q(outcome=Outcome.REFUSED) | ~Q(reason=""), name="reports_asked_refused_with_reason"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.edition} · {self.digest[:8]}"


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
