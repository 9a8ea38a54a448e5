from django.apps import AppConfig


class AudienceConfig(AppConfig):
    name = "gamma.instruments.audience"

    def ready(self) -> None:
        from gamma.ground import desk, measures
        from gamma.instruments.audience.desk import opens
        from gamma.instruments.audience.measures import MEASURES
        from gamma.instruments.audience.retention import declare_all

        for name, measure in MEASURES.items():
            measures.declare(name, measure)
        declare_all()
        desk.opening(opens)
