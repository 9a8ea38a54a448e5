from django.apps import AppConfig


class DesignConfig(AppConfig):
    name = "gamma.ground.design"
