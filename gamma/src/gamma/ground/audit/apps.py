from django.apps import AppConfig

from gamma.ground import personal


class AuditConfig(AppConfig):
    name = "gamma.ground.audit"

    def ready(self) -> None:
        """Say what the journal holds about a person."""
        from gamma.ground.audit import actions, queries

        personal.declare("audit", personal.Holding(queries.written, actions.forget))
