from django.apps import AppConfig

from gamma.ground import desk


class ReviewsConfig(AppConfig):
    name = "gamma.cockpit.reviews"

    def ready(self) -> None:
        """Say what awaits a person here."""
        from gamma.cockpit.reviews.desk import asks, opens

        desk.asking(asks)
        desk.opening(opens)
