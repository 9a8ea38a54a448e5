from django.apps import AppConfig


class SimulatorsConfig(AppConfig):
    name = "gamma.services.simulators"

    def ready(self) -> None:
        """Say what can be measured here, and what is kept of people."""
        from gamma.services.simulators import measures, retention

        measures.declare_all()
        retention.declare_all()
