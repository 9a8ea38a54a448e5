"""Models: simulations kept by their link, those who reuse the rules, and counts by day.

Nothing here names a visitor: a count knows a day, a simulator and the site that embeds it.
"""

from django.db import models

from gamma.services.simulators.lists import What


class Reuse(models.Model):
    """A service that calls the API under its own key, so that its use can be counted. The key itself is not kept."""

    name = models.CharField(max_length=200)
    digest = models.CharField(max_length=64, unique=True)  # SHA-256 of the key, in hexadecimal
    created = models.DateTimeField(auto_now_add=True)
    revoked = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class Tally(models.Model):
    """How often something happened on a day: of a simulator, on the site of a host, by a reuse (empty: not told)."""

    day = models.DateField()
    what = models.CharField(max_length=12, choices=What.choices)
    simulator = models.CharField(max_length=80, blank=True)
    host = models.CharField(max_length=253, blank=True)
    reuse = models.ForeignKey(Reuse, on_delete=models.PROTECT, null=True, blank=True)
    count = models.PositiveBigIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["day", "what", "simulator", "host", "reuse"], name="tally_once", nulls_distinct=False
            ),
            models.CheckConstraint(condition=models.Q(what__in=What.values), name="tally_what"),
        ]

    def __str__(self) -> str:
        return f"{self.day} {self.what} {self.simulator} {self.host}: {self.count}"


class Saved(models.Model):
    """A simulation kept by an opaque link until a day: the address that gives it again, the rules it was made with."""

    token = models.CharField(max_length=32, primary_key=True)
    simulator = models.CharField(max_length=80)
    address = models.TextField()
    model = models.CharField(max_length=80)
    created = models.DateTimeField(auto_now_add=True)
    expires = models.DateField(db_index=True)

    def __str__(self) -> str:
        return f"{self.simulator} {self.token}"
