from django.apps import AppConfig


class AuditConfig(AppConfig):
    name = "gamma.ground.audit"
