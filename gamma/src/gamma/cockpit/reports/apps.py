from django.apps import AppConfig

from gamma.ground import desk, personal


class ReportsConfig(AppConfig):
    name = "gamma.cockpit.reports"

    def ready(self) -> None:
        """Ask to be told of facts that changed; say what awaits a person, how things are named, how long kept."""
        from gamma.cockpit.programme.actions import when_touched
        from gamma.cockpit.reports import journal, retention
        from gamma.cockpit.reports.bilan.publishing import note_corrections
        from gamma.cockpit.reports.desk import asks, opens
        from gamma.cockpit.reports.personal import HOLDING

        when_touched(note_corrections)
        personal.declare("reports", HOLDING)
        retention.declare_all()
        journal.tell()
        desk.asking(asks)
        desk.opening(opens)
