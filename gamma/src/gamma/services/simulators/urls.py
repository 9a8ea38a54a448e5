"""Addresses of the simulators: one word for each simulator, its former names led to it."""

from django.urls import include, path, register_converter

from gamma.services.simulators import views
from gamma.services.simulators.page import views as page
from gamma.services.simulators.paths import SimulatorConverter

register_converter(SimulatorConverter, "simulator")  # before the addresses below are read

app_name = "simulators"
urlpatterns = [
    path("", views.index, name="index"),
    path("regles/", include("gamma.services.simulators.documenting.urls")),
    path("", include("gamma.services.simulators.embedding.urls")),
    path("", include("gamma.services.simulators.communes.urls")),
    path("", include("gamma.services.simulators.keeping.urls")),
    path("", include("gamma.services.simulators.sweeping.urls")),
    path("", include("gamma.services.simulators.reforming.urls")),
    path("", include("gamma.services.simulators.months.urls")),
    path("<simulator:simulator>/", page.page, name="page"),
    path("<simulator:simulator>/repondre/", page.answer, name="answer"),
    path("<simulator:simulator>/questions/", page.asked, name="asked"),
    path("<simulator:simulator>/effets/", page.effects, name="effects"),
    path("<path:name>/", views.former, name="former"),
]
