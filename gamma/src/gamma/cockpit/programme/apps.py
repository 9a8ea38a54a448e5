from django.apps import AppConfig

from gamma.ground import personal


class ProgrammeConfig(AppConfig):
    name = "gamma.cockpit.programme"

    def ready(self) -> None:
        """Say what the programme holds about a person."""
        from gamma.cockpit.programme.personal import HOLDING

        personal.declare("programme", HOLDING)
