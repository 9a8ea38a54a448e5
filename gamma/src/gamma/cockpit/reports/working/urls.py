"""Addresses of these pages; each view declares who may read and who may write."""

from django.urls import path

from gamma.cockpit.reports.working import views

KEYS = "programme/<slug:edition>/<slug:product>/cles"

urlpatterns = [
    path("editions/<slug:edition>/commanditaire/<slug:product>/", views.sponsor, name="sponsor"),
    path(f"{KEYS}/", views.keys, name="keys"),
    path(f"{KEYS}/<int:key>/retirer/", views.revoke, name="revoke-key"),
    path("courriers/<str:letter>/", views.stop, name="stop"),
]
