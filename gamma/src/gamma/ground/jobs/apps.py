from django.apps import AppConfig


class JobsConfig(AppConfig):
    name = "gamma.ground.jobs"
