"""Addresses of the curves, among those of the simulators, which make the word `simulator` known."""

from django.urls import path

from gamma.services.simulators.sweeping import views

urlpatterns = [
    path("<simulator:simulator>/courbe/", views.page, name="curve"),
    path("<simulator:simulator>/courbe.csv", views.table, name="curve-table"),
]
