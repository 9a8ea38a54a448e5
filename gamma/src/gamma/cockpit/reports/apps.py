from django.apps import AppConfig


class ReportsConfig(AppConfig):
    name = "gamma.cockpit.reports"

    def ready(self) -> None:
        from gamma.cockpit.programme.actions import when_touched
        from gamma.cockpit.reports.bilan.publishing import note_corrections

        when_touched(note_corrections)
