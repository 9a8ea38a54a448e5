"""Addresses of the what-ifs, among those of the simulators, which make the word `simulator` known."""

from django.urls import path

from gamma.services.simulators.reforming import views

urlpatterns = [path("<simulator:simulator>/et-si/", views.page, name="what-if")]
