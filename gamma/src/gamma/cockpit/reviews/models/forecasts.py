"""The forecast of a product: for each stage of the funnel, how many are expected each month, and by which means."""

from decimal import Decimal

from django.db import models

from gamma.cockpit.indicators.lists import Stage
from gamma.cockpit.indicators.models import Indicator
from gamma.cockpit.programme.models import Enrolment
from gamma.ground.constraints import among


class Forecast(models.Model):
    """One stage. `months` is read and written whole: `{"2020-10": "6000"}`, exact numbers as texts."""

    enrolment = models.ForeignKey(Enrolment, models.CASCADE, related_name="forecasts")
    stage = models.CharField(max_length=20, choices=Stage)
    indicator = models.ForeignKey(Indicator, models.SET_NULL, null=True, blank=True, related_name="+")
    means = models.CharField(max_length=300, blank=True, help_text="e-mails, networks, advertising…")
    months = models.JSONField(default=dict)

    class Meta:
        constraints = [
            among("stage", Stage),
            models.UniqueConstraint(fields=["enrolment", "stage"], name="reviews_forecast_once"),
        ]

    def __str__(self) -> str:
        return f"{self.enrolment} · {self.stage}"

    def expected(self, month: str) -> Decimal | None:
        """What is expected of a month ("2020-10"), None where nothing was said."""
        said = self.months.get(month)
        return Decimal(said) if said else None
