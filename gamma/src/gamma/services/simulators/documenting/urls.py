"""Addresses of the rules; the namespace is that of the room."""

from django.urls import path

from gamma.services.simulators.documenting import views

urlpatterns = [
    path("", views.rules, name="rules"),
    path("<path:path>/", views.rule, name="rule"),
]
