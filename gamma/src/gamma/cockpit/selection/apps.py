from django.apps import AppConfig


class SelectionConfig(AppConfig):
    name = "gamma.cockpit.selection"
