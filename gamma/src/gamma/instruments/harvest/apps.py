from django.apps import AppConfig


class HarvestConfig(AppConfig):
    name = "gamma.instruments.harvest"

    def ready(self) -> None:
        """Say what is kept here, how the journal names it, which pages there are."""
        from gamma.ground import desk, personal
        from gamma.instruments.harvest import journal, retention
        from gamma.instruments.harvest.desk import asks, opens
        from gamma.instruments.harvest.personal import HOLDING

        personal.declare("harvest", HOLDING)
        retention.declare_all()
        journal.tell()
        desk.asking(asks)
        desk.opening(opens)
