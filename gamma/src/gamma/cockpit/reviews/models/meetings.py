"""Reviews are lived and dated; a decision says what one of them did to one indicator, and why."""

from django.db import models

from gamma.cockpit.indicators.models import Indicator
from gamma.cockpit.programme.models import Edition, Source
from gamma.cockpit.reviews.lists import Decided, ReviewKind
from gamma.ground.constraints import among, partial_date, partial_date_field


class Review(models.Model):
    """One meeting of an edition: when it was planned, held, and its text published."""

    edition = models.ForeignKey(Edition, models.CASCADE, related_name="reviews")
    slug = models.SlugField(max_length=80)
    rank = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=20, choices=ReviewKind)
    planned = partial_date_field()
    held = partial_date_field()
    published = partial_date_field()
    note = models.JSONField(default=dict)
    sources = models.ManyToManyField(Source, related_name="reviews")

    class Meta:
        ordering = ["rank"]
        constraints = [
            among("kind", ReviewKind),
            partial_date("planned"),
            partial_date("held"),
            partial_date("published"),
            models.UniqueConstraint(fields=["edition", "slug"], name="reviews_review_slug"),
        ]

    def __str__(self) -> str:
        return self.slug


class Decision(models.Model):
    """What was decided of an indicator. `dated` is false where the sources do not say when."""

    review = models.ForeignKey(Review, models.CASCADE, related_name="decisions")
    indicator = models.ForeignKey(Indicator, models.CASCADE, related_name="decisions")
    rank = models.PositiveSmallIntegerField()
    decided = models.CharField(max_length=20, choices=Decided)
    dated = models.BooleanField(default=True)
    reason = models.JSONField(default=dict, help_text="empty when no reason was published")
    note = models.JSONField(default=dict)
    source = models.ForeignKey(Source, models.PROTECT, related_name="decisions")

    class Meta:
        ordering = ["rank"]
        constraints = [
            among("decided", Decided),
            models.UniqueConstraint(fields=["indicator", "rank"], name="reviews_decision_rank"),
        ]

    def __str__(self) -> str:
        return f"{self.indicator} · {self.decided}"
