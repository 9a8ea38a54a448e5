"""Addresses of the reports."""

from django.urls import include, path
from django.views.generic import RedirectView

app_name = "reports"
urlpatterns = [
    path("editions/<slug:edition>/bilan/", include("gamma.cockpit.reports.bilan.urls")),
    path("editions/", RedirectView.as_view(pattern_name="home"), name="editions")]
