"""Addresses of the communes, under that of the simulators."""

from django.urls import path

from gamma.services.simulators.communes import views

urlpatterns = [
    path("communes/", views.options, name="communes"),
    path("communes.json", views.data, name="communes-json"),
]
