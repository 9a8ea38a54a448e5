"""Addresses of the programme: one's own desk, and the work on editions."""

from django.urls import path

from gamma.cockpit.programme import views

app_name = "programme"
urlpatterns = [
    path("", views.desk, name="desk"),
]
