"""Addresses of an import, under the page of work of a product."""

from django.urls import path

from gamma.cockpit.reports.importing import views

urlpatterns = [
    path("", views.start, name="import"),
    path("<int:upload>/", views.lay, name="import-layout"),
    path("<int:upload>/confirmer/", views.confirm, name="import-confirm"),
    path("<int:batch>/annuler/", views.undo, name="import-undo"),
]
