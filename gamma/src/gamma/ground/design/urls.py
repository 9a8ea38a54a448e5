"""Addresses of the living page."""

from django.urls import path, re_path

from gamma.ground.design import views

app_name = "design"
urlpatterns = [
    path("", views.living, name="living"),
    re_path(r"^(?P<name>series|bars)\.svg$", views.chart, name="chart"),
]
