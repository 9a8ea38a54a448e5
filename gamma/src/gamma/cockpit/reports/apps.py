from django.apps import AppConfig


class ReportsConfig(AppConfig):
    name = "gamma.cockpit.reports"
