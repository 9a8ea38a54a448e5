"""Addresses: French at the root, English under `/en/`, and what machines ask for at the root only."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path

from gamma.site import api, views

urlpatterns = [
    path("healthz", views.health, name="health"),
    path("healthz/details", views.health_details, name="health-details"),
    path("robots.txt", views.robots, name="robots"),
    path("api/", api.urls),
    path(".well-known/security.txt", views.security_txt, name="security-txt"),
    *i18n_patterns(
        path("", views.home, name="home"),
        path("mentions-legales/", views.page, {"name": "legal"}, name="legal"),
        path("accessibilite/", views.page, {"name": "accessibility"}, name="accessibility"),
        path("donnees-personnelles/", views.page, {"name": "privacy"}, name="privacy"),
        path("securite/", views.page, {"name": "security"}, name="security"),
        path("design/", include("gamma.ground.design.urls")),
        path("simulateurs/", include("gamma.services.simulators.urls")),
        path("", include("gamma.cockpit.reports.urls")),
        prefix_default_language=False,
    ),
]
