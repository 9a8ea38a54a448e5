"""The call of an edition, its grid in versions, applications with their evidence, blind scores, and the decision.

What must not change once others rely on it, the database itself refuses to change: see the migration `promises`.
"""

from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from gamma.cockpit.programme.lists import PhaseName
from gamma.cockpit.programme.models import Edition
from gamma.cockpit.selection.lists import Mark, Outcome, Stage, State
from gamma.ground.constraints import among

if TYPE_CHECKING:
    from datetime import date

PERSON = settings.AUTH_USER_MODEL
LARGEST = 4_000


class Call(models.Model):
    """The call for applications of an edition. Once scores are closed none is given, and all may be read."""

    edition = models.OneToOneField(Edition, models.CASCADE, related_name="call")
    opens = models.DateField()
    closes = models.DateField(help_text="the last day")
    text = models.JSONField(default=dict)
    scores_closed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(closes__gte=F("opens")), name="selection_call_order")]

    def __str__(self) -> str:
        return f"{self.edition} · appel"

    def open_on(self, day: "date") -> bool:
        return self.opens <= day <= self.closes


class Grid(models.Model):
    """One version of the criteria of a call. The first score given by it freezes it."""

    call = models.ForeignKey(Call, models.CASCADE, related_name="grids")
    version = models.PositiveSmallIntegerField(default=1)
    reason = models.TextField(blank=True, max_length=LARGEST, help_text="why another version was made")
    frozen_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-version"]
        constraints = [models.UniqueConstraint(fields=["call", "version"], name="selection_grid_version")]

    def __str__(self) -> str:
        return f"{self.call.edition} · grille v{self.version}"


class Criterion(models.Model):
    """What a product must show, the evidence asked for, and how much it counts beside the others."""

    grid = models.ForeignKey(Grid, models.CASCADE, related_name="criteria")
    slug = models.SlugField(max_length=40)
    rank = models.PositiveSmallIntegerField()
    text = models.JSONField(default=dict)
    evidence = models.JSONField(default=dict, help_text="what is asked of applicants to show it")
    weight = models.PositiveSmallIntegerField(default=1)

    class Meta:
        ordering = ["rank", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["grid", "slug"], name="selection_criterion_slug"),
            models.CheckConstraint(condition=Q(weight__gte=1, weight__lte=5), name="selection_criterion_weight"),
        ]

    def __str__(self) -> str:
        return f"{self.grid} · {self.slug}"


class Decision(models.Model):
    """What the committee decided of the applications to a call: its minutes, frozen, and the digest that proves it."""

    call = models.OneToOneField(Call, models.CASCADE, related_name="decision")
    grid = models.ForeignKey(Grid, models.PROTECT, related_name="decisions")
    decided_on = models.DateField()
    public = models.BooleanField(default=False, help_text="whether the selected products and the criteria are shown")
    content = models.JSONField()
    digest = models.CharField(max_length=64)
    recorded_at = models.DateTimeField(default=timezone.now)
    recorded_by = models.ForeignKey(PERSON, models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return f"{self.call.edition} · décision"


class Application(models.Model):
    """What a person tells of a product to have it selected. `stage` and `outcome` are the committee's."""

    call = models.ForeignKey(Call, models.CASCADE, related_name="applications")
    applicant = models.ForeignKey(PERSON, models.PROTECT, related_name="applications")
    state = models.CharField(max_length=10, choices=State, default=State.DRAFT)
    started_at = models.DateTimeField(default=timezone.now)
    sent_at = models.DateTimeField(null=True, blank=True)
    product = models.CharField(max_length=200)
    site = models.URLField(blank=True)
    sponsor = models.CharField(max_length=200, blank=True)
    team = models.TextField(blank=True, max_length=LARGEST)
    problem = models.TextField(blank=True, max_length=LARGEST)
    population = models.TextField(blank=True, max_length=LARGEST)
    phase = models.CharField(max_length=20, choices=PhaseName, blank=True)
    figures = models.TextField(blank=True, max_length=LARGEST)
    stage = models.CharField(max_length=20, choices=Stage, default=Stage.ELIGIBILITY)
    outcome = models.CharField(max_length=10, choices=Outcome, blank=True)
    reason = models.TextField(blank=True, max_length=LARGEST)

    class Meta:
        ordering = ["sent_at", "pk"]
        constraints = [
            among("state", State),
            among("phase", PhaseName, blank=True),
            among("stage", Stage),
            among("outcome", Outcome, blank=True),
            models.CheckConstraint(
                condition=Q(state=State.DRAFT, sent_at=None) | (~Q(state=State.DRAFT) & Q(sent_at__isnull=False)),
                name="selection_application_sent_at",
            ),
            models.CheckConstraint(
                condition=Q(outcome="") | (Q(state=State.SENT) & ~Q(reason="")),
                name="selection_application_reason",
            ),
        ]

    def __str__(self) -> str:
        return self.product


class Evidence(models.Model):
    """What an application says and shows for a criterion, by its name: that stays from one version to the next."""

    application = models.ForeignKey(Application, models.CASCADE, related_name="evidences")
    criterion = models.SlugField(max_length=40)
    text = models.TextField(blank=True, max_length=LARGEST)
    link = models.URLField(blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["application", "criterion"], name="selection_evidence_once")]

    def __str__(self) -> str:
        return f"{self.application} · {self.criterion}"


class Recusal(models.Model):
    """A member who takes no part in an application, and why: what they may have given is not counted."""

    application = models.ForeignKey(Application, models.CASCADE, related_name="recusals")
    member = models.ForeignKey(PERSON, models.PROTECT, related_name="recusals")
    reason = models.TextField(max_length=LARGEST)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["application", "member"], name="selection_recusal_once"),
            models.CheckConstraint(condition=~Q(reason=""), name="selection_recusal_reason"),
        ]

    def __str__(self) -> str:
        return f"{self.application} · {self.member}"


class Sheet(models.Model):
    """The scores that a member gave to an application by a version of the grid: given at once, never changed.

    Nobody reads a sheet but by `queries.scores`, which hides those of others from who has not given theirs.
    """

    application = models.ForeignKey(Application, models.CASCADE, related_name="sheets")
    grid = models.ForeignKey(Grid, models.CASCADE, related_name="sheets")
    member = models.ForeignKey(PERSON, models.PROTECT, related_name="sheets")
    given_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["given_at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["application", "grid", "member"], name="selection_sheet_once"),
        ]

    def __str__(self) -> str:
        return f"{self.application} · {self.member}"


class Score(models.Model):
    """A score for one criterion, and what it rests on: a comment, or the evidence of the application."""

    sheet = models.ForeignKey(Sheet, models.CASCADE, related_name="scores")
    criterion = models.ForeignKey(Criterion, models.PROTECT, related_name="scores")
    value = models.PositiveSmallIntegerField(choices=Mark)
    comment = models.TextField(blank=True, max_length=LARGEST)
    link = models.URLField(blank=True, help_text="the evidence it rests on, as the application gave it")

    class Meta:
        ordering = ["criterion__rank", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["sheet", "criterion"], name="selection_score_once"),
            models.CheckConstraint(condition=Q(value__lte=max(Mark.values)), name="selection_score_value"),
            models.CheckConstraint(condition=~Q(comment="") | ~Q(link=""), name="selection_score_evidence"),
        ]

    def __str__(self) -> str:
        return f"{self.sheet} · {self.criterion.slug}"
