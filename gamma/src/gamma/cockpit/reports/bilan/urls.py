"""Addresses of the bilan, under that of its edition."""

from django.urls import include, path, re_path

from gamma.cockpit.reports.bilan import views
from gamma.ground.access import everyone

urlpatterns = everyone(
    [
        path("", views.page, name="bilan"),
        path("ecrire/", include("gamma.cockpit.reports.bilan.writing.urls")),
        re_path(r"^(?P<name>bilan\.(?:html|pdf|md|json)|charts/[a-z0-9-]+\.svg)$", views.file, name="bilan-file"),
    ]
)
