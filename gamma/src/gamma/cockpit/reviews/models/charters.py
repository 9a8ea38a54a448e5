"""The charter of a product in an edition: what its kick-off settled beside its problem and its goal."""

from django.db import models

from gamma.cockpit.programme.models import Enrolment


class Charter(models.Model):
    """For whom, by which rituals, with what access to data; `agreed_on` once everyone said yes."""

    enrolment = models.OneToOneField(Enrolment, models.CASCADE, related_name="charter")
    audience = models.JSONField(default=dict, help_text="for whom the service is")
    rituals = models.JSONField(default=dict)
    access = models.JSONField(default=dict, help_text="how the team reads its data")
    agreed_on = models.DateField(null=True, blank=True)

    def __str__(self) -> str:
        return f"charter of {self.enrolment}"
