"""Addresses of the frames, among those of the simulators, which make the word `simulator` known.

They stay: other sites have written them in their pages.
"""

from django.urls import path

from gamma.services.simulators.embedding import offering, views

urlpatterns = [
    path("integration/", offering.page, name="integration"),
    path("integration.js", views.script, name="frame-script"),
    path("integre/couleur.css", views.style, name="frame-colours"),
    path("integre/<simulator:simulator>/", views.frame, name="framed-page"),
    path("integre/<simulator:simulator>/repondre/", views.answer, name="framed-answer"),
    path("integre/<simulator:simulator>/questions/", views.asked, name="framed-asked"),
    path("integre/<simulator:simulator>/effets/", views.effects, name="framed-effects"),
    path("integre/<path:name>/", views.former, name="framed-former"),
]
