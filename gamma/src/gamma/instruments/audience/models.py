"""What the audience keeps: sites, events for a time, presences, and the counts that last.

The events of a mode, and who came, are in tables of its own. What tells visitors apart has not even the same type in
both: PostgreSQL refuses to compare them.
"""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from gamma.cockpit.programme.models import Product
from gamma.instruments.audience.lists import Dimension, Grain, Mode, What


def _choices(words: type[Mode] | type[What] | type[Grain] | type[Dimension]) -> list[tuple[str, str]]:
    return [(word.value, word.value) for word in words]


def _among(field: str, words: type[Mode] | type[What] | type[Grain] | type[Dimension]) -> models.CheckConstraint:
    return models.CheckConstraint(
        condition=Q(**{f"{field}__in": [word.value for word in words]}), name=f"audience_%(class)s_{field}"
    )


class Site(models.Model):
    """A product measured in one mode, at most once in each; its key is in the address of its script."""

    product = models.ForeignKey(Product, models.PROTECT, related_name="sites")
    mode = models.CharField(max_length=10, choices=_choices(Mode))
    key = models.CharField(max_length=16, unique=True)
    hosts = ArrayField(models.CharField(max_length=255), help_text="where its pages are: other origins are refused")
    actions = models.JSONField(default=dict, help_text="the gestures that are counted, and their names")
    open = models.BooleanField(default=True)

    class Meta:
        constraints = [
            _among("mode", Mode),
            models.UniqueConstraint(fields=["product", "mode"], name="audience_site_of_mode"),
            models.CheckConstraint(condition=Q(hosts__len__gt=0), name="audience_site_hosts"),
        ]

    def __str__(self) -> str:
        return f"{self.product} · {self.mode}"


class Salt(models.Model):
    """What prints of an exempt site are made with; deleted once its span is over, and never part of a backup."""

    site = models.ForeignKey(Site, models.CASCADE, related_name="+")
    grain = models.CharField(max_length=20, choices=_choices(Grain))
    starts = models.DateField()
    value = models.BinaryField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["site", "grain", "starts"], name="audience_salt_span"),
            _among("grain", Grain),
        ]

    def __str__(self) -> str:
        return f"{self.site} · {self.grain} {self.starts}"


class Event(models.Model):
    """One view or gesture. `served` is the day on which the script that tells it was served: its `id` begins with it.

    An event said twice has the same id, so that it meets itself in the same partition, whatever the day it is said on.
    """

    pk = models.CompositePrimaryKey("served", "id")
    served = models.DateField()
    id = models.UUIDField()
    site = models.ForeignKey(Site, models.DO_NOTHING, db_constraint=False, db_index=False, related_name="+")
    day = models.DateField()
    at = models.DateTimeField()
    what = models.CharField(max_length=1, choices=_choices(What))
    page = models.CharField(max_length=200)
    name = models.CharField(max_length=255)
    source = models.CharField(max_length=255)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"{self.at} · {self.what}"


class ExemptEvent(Event):
    """Its visitor is a print that dies with the salt of the day."""

    visitor = models.BinaryField()


class ConsentedEvent(Event):
    """Its visitor is a number drawn by the browser of someone who agreed."""

    visitor = models.UUIDField()


class ExemptPresence(models.Model):
    """Someone came during a week, or a month; the print is made with the salt of that span, and leads to no event."""

    pk = models.CompositePrimaryKey("site", "grain", "starts", "visitor")
    site = models.ForeignKey(Site, models.DO_NOTHING, db_constraint=False, db_index=False, related_name="+")
    grain = models.CharField(max_length=20, choices=_choices(Grain))
    starts = models.DateField()
    visitor = models.BinaryField()

    def __str__(self) -> str:
        return f"{self.site_id} · {self.grain} {self.starts}"


class ConsentedPresence(models.Model):
    """A consented visitor came on a day."""

    pk = models.CompositePrimaryKey("site", "day", "visitor")
    site = models.ForeignKey(Site, models.DO_NOTHING, db_constraint=False, db_index=False, related_name="+")
    day = models.DateField()
    visitor = models.UUIDField()

    def __str__(self) -> str:
        return f"{self.site_id} · {self.day}"


class Day(models.Model):
    """The counts of a day: a visit is what one visitor did without a pause of half an hour, and begins with its day."""

    site = models.ForeignKey(Site, models.CASCADE, related_name="days")
    day = models.DateField()
    visits = models.PositiveIntegerField()
    views = models.PositiveIntegerField()
    acting = models.PositiveIntegerField(help_text="visits with at least one gesture")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["site", "day"], name="audience_day_of_site")]

    def __str__(self) -> str:
        return f"{self.site_id} · {self.day}"


class Part(models.Model):
    """The counts of a day along one dimension. The rarest labels of a day are together under the empty one."""

    site = models.ForeignKey(Site, models.CASCADE, related_name="parts")
    day = models.DateField()
    dimension = models.CharField(max_length=10, choices=_choices(Dimension))
    label = models.CharField(max_length=255)
    times = models.PositiveIntegerField()
    visits = models.PositiveIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["site", "dimension", "day", "label"], name="audience_part_of_day"),
            _among("dimension", Dimension),
        ]

    def __str__(self) -> str:
        return f"{self.site_id} · {self.day} · {self.label}"


class Uniques(models.Model):
    """How many different visitors a span saw. It was counted for that span, and is the sum of nothing."""

    site = models.ForeignKey(Site, models.CASCADE, related_name="uniques")
    grain = models.CharField(max_length=20, choices=_choices(Grain))
    starts = models.DateField()
    visitors = models.PositiveIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["site", "grain", "starts"], name="audience_uniques_of_span"),
            _among("grain", Grain),
        ]

    def __str__(self) -> str:
        return f"{self.site_id} · {self.grain} {self.starts}"
