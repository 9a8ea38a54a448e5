from django.apps import AppConfig


class DraftsConfig(AppConfig):
    name = "gamma.ground.drafts"
