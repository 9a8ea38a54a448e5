"""Addresses of the years of pay, among those of the simulators, which make the word `simulator` known."""

from django.urls import path

from gamma.services.simulators.months import views

urlpatterns = [path("<simulator:simulator>/mois/", views.page, name="months")]
