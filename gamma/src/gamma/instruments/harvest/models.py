"""Hosts that an edition lets us ask, feeds, their runs, and what keeps a letter from counting twice."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from gamma.cockpit.indicators.models import Indicator, Reading
from gamma.cockpit.programme.models import Edition, Source
from gamma.ground.constraints import among
from gamma.instruments.harvest.lists import FeedKind, Outcome, Reason


class Host(models.Model):
    """A host that the feeds of an edition may ask: "stats.example.org", with its port where it is not the usual one."""

    edition = models.ForeignKey(Edition, models.CASCADE, related_name="hosts")
    name = models.CharField(max_length=260)
    why = models.CharField(max_length=200, blank=True)
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    added_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["name"]
        constraints = [models.UniqueConstraint(fields=["edition", "name"], name="harvest_host_name")]

    def __str__(self) -> str:
        return self.name


class Feed(models.Model):
    """Where the readings of an indicator come from. `secret` is encrypted; `tried` seals what a trial has read.

    `first` is the first period to read, the last one over when it was made if empty. A period is read `delay` days
    after its end; `patience` days later its owner is told that it is missing.
    """

    indicator = models.ForeignKey(Indicator, models.CASCADE, related_name="feeds")
    source = models.ForeignKey(Source, models.PROTECT, related_name="feeds")
    title = models.CharField(max_length=200)
    kind = models.CharField(max_length=20, choices=FeedKind)
    parameters = models.JSONField(default=dict)
    secret = models.TextField(blank=True)
    first = models.CharField(max_length=40, blank=True)
    delay = models.PositiveSmallIntegerField(default=1)
    patience = models.PositiveSmallIntegerField(default=3)
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    address = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    tried = models.CharField(max_length=64, blank=True)
    enabled = models.BooleanField(default=False)
    made_at = models.DateTimeField(default=timezone.now)
    failures = models.PositiveSmallIntegerField(default=0, help_text="rounds that failed, one after another")
    not_before = models.DateTimeField(null=True, blank=True)
    told_at = models.DateTimeField(null=True, blank=True, help_text="when its owner was told that it is late")
    recovered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["indicator__rank", "pk"]
        constraints = [
            among("kind", FeedKind),
            models.CheckConstraint(
                condition=Q(enabled=False) | ~Q(tried="") | Q(kind=FeedKind.WEBHOOK),
                name="harvest_tried_before_enabled",
            ),
            models.CheckConstraint(condition=Q(delay__range=(1, 60), patience__range=(1, 90)), name="harvest_delays"),
        ]

    def __str__(self) -> str:
        return self.title


class Run(models.Model):
    """One thing asked of a feed, and all that shows what came of it. `figures` is what was read, by period."""

    feed = models.ForeignKey(Feed, models.CASCADE, related_name="runs")
    reason = models.CharField(max_length=10, choices=Reason)
    outcome = models.CharField(max_length=10, choices=Outcome)
    began_at = models.DateTimeField()
    seconds = models.FloatField(default=0)
    query = models.TextField(help_text="exactly what was asked, without its secret")
    status = models.PositiveSmallIntegerField(null=True, blank=True)
    size = models.PositiveIntegerField(default=0)
    digest = models.CharField(max_length=64, blank=True)
    extract = models.TextField(blank=True)
    version = models.CharField(max_length=80)
    fault = models.TextField(blank=True)
    periods = models.JSONField(default=list)
    figures = models.JSONField(default=dict)
    readings = models.ManyToManyField(Reading, related_name="runs")

    class Meta:
        ordering = ["-began_at", "-pk"]
        constraints = [
            among("reason", Reason),
            among("outcome", Outcome),
            models.CheckConstraint(
                condition=(Q(outcome=Outcome.READ) & Q(fault="")) | (Q(outcome=Outcome.FAILED) & ~Q(fault="")),
                name="harvest_failure_says_why",
            ),
        ]
        indexes = [models.Index(fields=["feed", "-began_at"], name="harvest_run_of_feed")]

    def __str__(self) -> str:
        return f"{self.feed} · {self.began_at:%Y-%m-%d %H:%M}"


class Delivery(models.Model):
    """A signed letter that was taken: the same one, sent again, changes nothing."""

    feed = models.ForeignKey(Feed, models.CASCADE, related_name="deliveries")
    ident = models.CharField(max_length=200)
    received_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["feed", "ident"], name="harvest_delivery_once")]

    def __str__(self) -> str:
        return self.ident


class Turn(models.Model):
    """When the next request to a host may leave (`pacing`)."""

    host = models.CharField(max_length=260, primary_key=True)
    due_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.host
