from django.apps import AppConfig


class ReviewsConfig(AppConfig):
    name = "gamma.cockpit.reviews"
