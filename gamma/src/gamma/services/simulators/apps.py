from django.apps import AppConfig


class SimulatorsConfig(AppConfig):
    name = "gamma.services.simulators"
