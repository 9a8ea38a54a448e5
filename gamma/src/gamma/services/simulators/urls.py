"""Addresses of the simulators: one word for each simulator, its former names led to it."""

from django.urls import path, register_converter

from gamma.services.simulators import views
from gamma.services.simulators.page import views as page
from gamma.services.simulators.paths import SimulatorConverter

register_converter(SimulatorConverter, "simulator")

app_name = "simulators"
urlpatterns = [
    path("", views.index, name="index"),
    path("<simulator:simulator>/", page.page, name="page"),
    path("<simulator:simulator>/repondre/", page.answer, name="answer"),
    path("<simulator:simulator>/questions/", page.asked, name="asked"),
    path("<path:name>/", views.former, name="former"),
]
