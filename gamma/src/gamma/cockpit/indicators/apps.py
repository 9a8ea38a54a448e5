from django.apps import AppConfig


class IndicatorsConfig(AppConfig):
    name = "gamma.cockpit.indicators"
