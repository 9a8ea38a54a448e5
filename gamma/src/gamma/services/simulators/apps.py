from django.apps import AppConfig


class SimulatorsConfig(AppConfig):
    name = "gamma.services.simulators"

    def ready(self) -> None:
        """Say what can be measured here."""
        from gamma.services.simulators.measures import declare_all

        declare_all()
