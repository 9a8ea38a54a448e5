"""Addresses of drafts."""

from django.urls import path

from gamma.ground.drafts import views

app_name = "drafts"
urlpatterns = [path("", views.keep, name="keep"), path("effacer/", views.drop, name="drop")]
