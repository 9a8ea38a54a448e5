"""Addresses of the reports."""

from django.urls import path
from django.views.generic import RedirectView

app_name = "reports"
urlpatterns = [path("editions/", RedirectView.as_view(pattern_name="home"), name="editions")]
