"""Addresses: French at the root, English under `/en/`, and what machines ask for at the root only."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path

from gamma.ground.access import everyone
from gamma.site import api, views

# Who may read each page is declared by its room; those of these are open to all, and what they take is a visitor's.
PUBLIC = everyone(
    [
        path("", views.home, name="home"),
        path("mentions-legales/", views.page, {"name": "legal"}, name="legal"),
        path("accessibilite/", views.page, {"name": "accessibility"}, name="accessibility"),
        path("donnees-personnelles/", views.page, {"name": "privacy"}, name="privacy"),
        path("securite/", views.page, {"name": "security"}, name="security"),
        path("guide/", views.page, {"name": "guide"}, name="guide"),
        path("design/", include("gamma.ground.design.urls")),
        path("simulateurs/", include("gamma.services.simulators.urls")),
    ],
    write=True,
)
MACHINES = everyone(
    [
        path("healthz", views.health, name="health"),
        path("healthz/details", views.health_details, name="health-details"),
        path("robots.txt", views.robots, name="robots"),
        path(".well-known/security.txt", views.security_txt, name="security-txt"),
    ]
)
API = everyone([path("api/", api.urls)], write=True)  # its own keys say who may write

urlpatterns = [
    *MACHINES,
    *API,
    *i18n_patterns(
        *PUBLIC,
        path("comptes/", include("gamma.ground.accounts.urls")),
        path("brouillons/", include("gamma.ground.drafts.urls")),
        path("programme/", include("gamma.cockpit.programme.urls")),
        path("moissons/", include("gamma.instruments.harvest.urls")),
        path("selection/", include("gamma.cockpit.selection.urls")),
        path("revues/", include("gamma.cockpit.reviews.urls")),
        path("audience/", include("gamma.instruments.audience.urls")),
        path("enquetes/", include("gamma.instruments.surveys.urls")),
        path("", include("gamma.cockpit.reports.urls")),
        # After the reports, whose importing has its page under that of a product.
        path("indicateurs/", include("gamma.cockpit.indicators.urls")),
        prefix_default_language=False,
    ),
]
