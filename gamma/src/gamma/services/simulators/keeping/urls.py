"""Addresses of what is taken away and kept of a simulation."""

from django.urls import path

from gamma.services.simulators.keeping import views

urlpatterns = [
    path("garde/<slug:token>/", views.kept, name="kept"),
    path("garde/<slug:token>/effacer/", views.forget, name="forget"),
    path("<simulator:simulator>/simulation.pdf", views.paper, name="paper"),
    path("<simulator:simulator>/simulation.xlsx", views.sheet, name="sheet"),
    path("<simulator:simulator>/garder/", views.keep, name="keep"),
]
