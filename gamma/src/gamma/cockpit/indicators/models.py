"""Indicators, their definitions, targets and readings. The database keeps the closed lists and appends only."""

from decimal import Decimal

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from gamma.cockpit.indicators.lists import (
    Aggregation,
    Answer,
    Basis,
    Dimension,
    Direction,
    Kind,
    Precision,
    SetAt,
    Stage,
    Status,
)
from gamma.cockpit.programme.models import Edition, Enrolment, Source
from gamma.ground.constraints import among, partial_date, partial_date_field
from gamma.ground.periods import Period, Window, parse


def value_field() -> "models.DecimalField[Decimal | None, Decimal | None]":
    """A column for a published number: exact, never a float."""
    return models.DecimalField(max_digits=24, decimal_places=6, null=True, blank=True)


class Covered(models.Model):
    """What a row covers in time: the notation, and what it was parsed to, for the database to search."""

    period = models.CharField(max_length=40)
    window = models.CharField(max_length=20)
    starts_on = models.DateField(null=True)
    ends_on = models.DateField(null=True)

    class Meta:
        abstract = True

    @property
    def span(self) -> Period:
        return parse(self.period)


def covered(period: Period) -> dict[str, object]:
    """The columns of `Covered` for a period."""
    return {
        "period": period.text,
        "window": period.window.value,
        "starts_on": period.first,
        "ends_on": period.last,
    }


class Unit(models.Model):
    """A unit with its names: `{"fr": ["visite", "visites"], "en": ["visit", "visits"]}`.

    It belongs to the edition that declares it; those known everywhere belong to none.
    """

    edition = models.ForeignKey(Edition, models.CASCADE, null=True, blank=True, related_name="units")
    slug = models.SlugField(max_length=40)
    names = models.JSONField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["edition", "slug"], nulls_distinct=False, name="indicators_unit_slug")
        ]

    def __str__(self) -> str:
        return self.slug


class Indicator(models.Model):
    """What is followed of a product during an edition, under one address for ever.

    An evidence series is not followed: it stands beside the indicator that it `supports`.
    """

    enrolment = models.ForeignKey(Enrolment, models.CASCADE, related_name="indicators")
    slug = models.SlugField(max_length=80)
    rank = models.PositiveSmallIntegerField()
    followed = models.BooleanField(default=True)
    status = models.CharField(max_length=20, choices=Status, default=Status.ACTIVE)
    reason = models.JSONField(default=dict, help_text="why it was retired, or not accepted; empty when not published")
    successor = models.ForeignKey("self", models.SET_NULL, null=True, blank=True, related_name="predecessors")
    supports = models.ForeignKey("self", models.SET_NULL, null=True, blank=True, related_name="evidence")
    proposed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["rank"]
        constraints = [
            among("status", Status),
            models.UniqueConstraint(fields=["enrolment", "slug"], name="indicators_indicator_slug"),
            models.CheckConstraint(
                condition=Q(followed=True) | Q(status=Status.ACTIVE), name="indicators_only_followed_retire"
            ),
            models.CheckConstraint(
                condition=Q(successor=None) | Q(status=Status.RETIRED), name="indicators_successor_of_retired"
            ),
        ]

    def __str__(self) -> str:
        return self.slug


class Definition(models.Model):
    """One version of what an indicator means. Every reading and target names the version it was made under."""

    indicator = models.ForeignKey(Indicator, models.CASCADE, related_name="definitions")
    version = models.PositiveSmallIntegerField(default=1)
    since = partial_date_field()
    change = models.JSONField(default=dict, help_text="what changed from the version before, and why")
    name = models.JSONField()
    why = models.JSONField(default=dict)
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True, related_name="+")
    kind = models.CharField(max_length=20, choices=Kind)
    window = models.CharField(max_length=20)
    aggregation = models.CharField(max_length=20, choices=Aggregation, default=Aggregation.NONE)
    direction = models.CharField(max_length=10, choices=Direction, blank=True)
    stage = models.CharField(max_length=20, choices=Stage, blank=True)
    dimension = models.CharField(max_length=20, choices=Dimension, blank=True)
    numerator = models.JSONField(default=dict)
    denominator = models.JSONField(default=dict)
    score = models.JSONField(default=dict, help_text="question, scale, groups, formula and range of a score")
    origin = models.JSONField(default=dict, help_text="where its readings come from")
    owner = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["version"]
        constraints = [
            among("kind", Kind),
            among("window", Window),
            among("aggregation", Aggregation),
            among("direction", Direction, blank=True),
            among("stage", Stage, blank=True),
            among("dimension", Dimension, blank=True),
            partial_date("since"),
            models.UniqueConstraint(fields=["indicator", "version"], name="indicators_definition_version"),
        ]

    def __str__(self) -> str:
        return f"{self.indicator} · v{self.version}"

    @property
    def span_window(self) -> Window:
        return Window(self.window)


class Goal(Covered):
    """What is to be reached, and when."""

    due = models.DateField()
    value = value_field()
    low = value_field()
    high = value_field()
    text = models.JSONField(default=dict, help_text="what was said where no number was published")
    baseline = models.CharField(max_length=40, blank=True, help_text="the period of the reading it starts from")
    set_at = models.CharField(max_length=20, choices=SetAt, default=SetAt.UNSTATED)
    rationale = models.JSONField(default=dict)
    reason = models.JSONField(default=dict, help_text="why it was revised")

    class Meta:
        abstract = True

    @property
    def numeric(self) -> bool:
        return self.value is not None or self.low is not None


class Target(Goal):
    """What was to be reached, and when. A revision is a new row; the old one stays."""

    definition = models.ForeignKey(Definition, models.CASCADE, related_name="targets")
    slug = models.SlugField(max_length=40)
    rank = models.PositiveSmallIntegerField()
    revision = models.PositiveSmallIntegerField(default=0)
    set_on = partial_date_field()
    set_by = models.CharField(max_length=200, blank=True)
    accepted_by = models.CharField(max_length=200, blank=True)
    source = models.ForeignKey(Source, models.PROTECT, related_name="targets")

    class Meta:
        ordering = ["rank", "revision"]
        constraints = [
            among("set_at", SetAt),
            among("window", Window),
            partial_date("set_on"),
            models.UniqueConstraint(fields=["definition", "slug", "revision"], name="indicators_target_revision"),
            models.CheckConstraint(
                condition=Q(low=None, high=None) | Q(low__lte=F("high"), value=None),
                name="indicators_target_band",
            ),
            models.CheckConstraint(
                condition=Q(value__isnull=False) | Q(low__isnull=False) | ~Q(text={}),
                name="indicators_target_says",
            ),
            models.CheckConstraint(
                condition=Q(revision=0) | ~Q(reason={}), name="indicators_target_revised_with_reason"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.definition} · {self.slug}"


class TargetProposal(Goal):
    """A target, or the revision of one, that waits for an answer; accepted by another than who proposed it."""

    definition = models.ForeignKey(Definition, models.CASCADE, related_name="proposals")
    slug = models.SlugField(max_length=40)
    proposed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    proposed_at = models.DateTimeField(default=timezone.now)
    answer = models.CharField(max_length=10, choices=Answer, default=Answer.AWAITED)
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    answered_at = models.DateTimeField(null=True, blank=True)
    why = models.JSONField(default=dict, help_text="why it was refused")

    class Meta:
        ordering = ["-proposed_at", "-pk"]
        constraints = [
            among("answer", Answer),
            among("set_at", SetAt),
            among("window", Window),
            models.UniqueConstraint(
                fields=["definition", "slug"],
                condition=Q(answer=Answer.AWAITED),
                name="indicators_one_proposal_awaits",
            ),
            models.CheckConstraint(
                condition=Q(low=None, high=None, value__isnull=False) | Q(low__lte=F("high"), value=None),
                name="indicators_proposal_says_a_number",
            ),
            models.CheckConstraint(
                condition=Q(proposed_by=None) | Q(answered_by=None) | ~Q(proposed_by=F("answered_by")),
                name="indicators_nobody_answers_themselves",
            ),
            models.CheckConstraint(
                condition=Q(answer=Answer.AWAITED, answered_at=None)
                | (~Q(answer=Answer.AWAITED) & Q(answered_at__isnull=False)),
                name="indicators_proposal_answered_at_a_time",
            ),
            models.CheckConstraint(
                condition=~Q(answer=Answer.REFUSED) | ~Q(why={}), name="indicators_proposal_refused_with_reason"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.definition} · {self.slug}"


class Batch(models.Model):
    """Readings that came together from one file: they can be undone together."""

    enrolment = models.ForeignKey(Enrolment, models.CASCADE, related_name="batches")
    name = models.CharField(max_length=200, help_text="of the file")
    new = models.PositiveIntegerField(default=0)
    changed = models.PositiveIntegerField(default=0)
    made_at = models.DateTimeField(default=timezone.now)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    undone_at = models.DateTimeField(null=True, blank=True)
    undone_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["-pk"]

    def __str__(self) -> str:
        return self.name


class Upload(models.Model):
    """A file of readings between the moment it is brought and the moment it is confirmed; a day at most.

    It is seen by who brought it, for the product it was brought to. `layout` is how they say it is to be read.
    """

    enrolment = models.ForeignKey(Enrolment, models.CASCADE, related_name="uploads")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    name = models.CharField(max_length=200)
    body = models.BinaryField()
    layout = models.JSONField(default=dict)
    brought_at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return self.name


class Evidence(models.Model):
    """How one figure was taken by a machine: what was asked, when, and the digest of what was answered.

    Rows are never changed nor deleted: what a figure rests on stays.
    """

    method = models.CharField(max_length=40, help_text="measure, matomo…")
    query = models.TextField(help_text="what was asked, word for word")
    taken_at = models.DateTimeField()
    digest = models.CharField(max_length=64, help_text="SHA-256 of what was answered")
    version = models.CharField(max_length=80, help_text="of the code that asked")
    extract = models.CharField(max_length=4_000, blank=True, help_text="of the answer, or the sentence of the measure")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(digest__regex=r"^[0-9a-f]{64}$"), name="indicators_evidence_digest"),
            models.CheckConstraint(condition=~Q(method=""), name="indicators_evidence_method"),
        ]

    def __str__(self) -> str:
        return f"{self.method} · {self.digest[:12]}"


class Reading(Covered):
    """One published or measured value. Rows are never changed: a correction is the next revision, with its reason.

    One that is withdrawn is a revision too: it repeats what it withdraws, and holds no more.
    """

    definition = models.ForeignKey(Definition, models.CASCADE, related_name="readings")
    revision = models.PositiveSmallIntegerField(default=0)
    reason = models.JSONField(default=dict, help_text="why it corrects the revision before")
    value = value_field()
    text = models.JSONField(default=dict, help_text="what was said where no number was published")
    numerator = value_field()
    n = models.PositiveIntegerField(null=True, blank=True, help_text="respondents, or the denominator")
    precision = models.CharField(max_length=10, choices=Precision)
    provisional = models.BooleanField(default=False)
    withdrawn = models.BooleanField(default=False)
    source = models.ForeignKey(Source, models.PROTECT, related_name="readings")
    taken_on = partial_date_field()
    tool = models.CharField(max_length=80, blank=True, help_text="what measured it")
    evidence = models.CharField(max_length=300, blank=True, help_text="where in the source, or how it was obtained")
    note = models.JSONField(default=dict)
    recorded_at = models.DateTimeField(db_default=models.functions.Now())
    recorded_by = models.CharField(max_length=200, blank=True)
    batch = models.ForeignKey(Batch, models.PROTECT, null=True, blank=True, db_index=False, related_name="readings")
    proof = models.ForeignKey(Evidence, models.PROTECT, null=True, blank=True, db_index=False, related_name="readings")

    class Meta:
        ordering = ["ends_on", "pk"]
        constraints = [
            among("precision", Precision),
            among("window", Window),
            partial_date("taken_on"),
            models.UniqueConstraint(
                fields=["definition", "period", "source", "revision"], name="indicators_reading_revision"
            ),
            models.CheckConstraint(condition=Q(starts_on__lte=F("ends_on")), name="indicators_reading_span"),
            models.CheckConstraint(condition=Q(value__isnull=False) | ~Q(text={}), name="indicators_reading_says"),
            models.CheckConstraint(condition=Q(revision=0) | ~Q(reason={}), name="indicators_correction_with_reason"),
            models.CheckConstraint(
                condition=Q(withdrawn=False) | Q(revision__gt=0), name="indicators_withdrawn_after_read"
            ),
            models.CheckConstraint(
                condition=Q(precision=Precision.UNSTATED, value=None)
                | (~Q(precision=Precision.UNSTATED) & Q(value__isnull=False)),
                name="indicators_unstated_has_no_number",
            ),
        ]
        indexes = [
            models.Index(fields=["definition", "window", "ends_on"], name="indicators_reading_by_end"),
            models.Index(fields=["batch"], condition=Q(batch__isnull=False), name="indicators_reading_by_batch"),
            models.Index(fields=["proof"], condition=Q(proof__isnull=False), name="indicators_reading_by_proof"),
        ]

    def __str__(self) -> str:
        return f"{self.definition} · {self.period}"


class Binding(models.Model):
    """What feeds a definition by itself: a measure of the house, asked at the close of each period.

    `measure` is its name, detail included. The first period read is the one that the day `since` is in. `asked_on` is
    the last day on which nothing was left to ask of it.
    """

    definition = models.OneToOneField(Definition, models.CASCADE, related_name="binding")
    measure = models.CharField(max_length=200)
    since = models.DateField()
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    asked_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [models.CheckConstraint(condition=~Q(measure=""), name="indicators_binding_measure")]

    def __str__(self) -> str:
        return f"{self.definition} · {self.measure}"


class Miss(models.Model):
    """A period that a binding could not read; it goes once the period is read.

    `failed` tells a fault from a period of which there was nothing to say. `told_at` is when the team was written to.
    """

    binding = models.ForeignKey(Binding, models.CASCADE, related_name="misses")
    period = models.CharField(max_length=40)
    what = models.CharField(max_length=500)
    failed = models.BooleanField(default=True)
    first_at = models.DateTimeField()
    last_at = models.DateTimeField()
    told_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-first_at", "-pk"]
        constraints = [models.UniqueConstraint(fields=["binding", "period"], name="indicators_miss_once")]

    def __str__(self) -> str:
        return f"{self.binding} · {self.period}"


class Claim(models.Model):
    """What a text says of an indicator beside its readings: a change, or that a target was reached."""

    indicator = models.ForeignKey(Indicator, models.CASCADE, related_name="claims")
    rank = models.PositiveSmallIntegerField()
    text = models.JSONField()
    source = models.ForeignKey(Source, models.PROTECT, related_name="claims")
    made = partial_date_field()
    factor = value_field()
    percent = value_field()
    basis = models.CharField(max_length=20, choices=Basis, blank=True)
    precision = models.CharField(max_length=10, choices=Precision, default=Precision.EXACT)
    target = models.CharField(max_length=40, blank=True, help_text="the target it says was reached")
    caveat = models.JSONField(default=dict)

    class Meta:
        ordering = ["rank"]
        constraints = [
            among("basis", Basis, blank=True),
            among("precision", Precision),
            partial_date("made"),
            models.UniqueConstraint(fields=["indicator", "rank"], name="indicators_claim_rank"),
        ]

    def __str__(self) -> str:
        return f"{self.indicator} · {self.rank}"
