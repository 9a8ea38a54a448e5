from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "gamma.ground.accounts"
