from django.apps import AppConfig


class ProgrammeConfig(AppConfig):
    name = "gamma.cockpit.programme"
