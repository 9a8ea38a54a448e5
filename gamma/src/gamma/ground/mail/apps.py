from django.apps import AppConfig


class MailConfig(AppConfig):
    name = "gamma.ground.mail"
