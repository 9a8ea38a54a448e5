"""Addresses of surveys: those that anyone may open come first, then those of the team, by edition and product.

Other sites and letters hold the first ones: they stay.
"""

from django.urls import path

from gamma.instruments.surveys.views import answering, files, questions, results, reviewing, surveys, waves

PRODUCT = "<slug:edition>/<slug:product>"
SURVEY = f"{PRODUCT}/<slug:survey>"
WAVE = f"{SURVEY}/vagues/<slug:wave>"

app_name = "surveys"
urlpatterns = [
    path("module.js", answering.script, name="script"),
    path("repondre/<slug:survey>/", answering.linked, name="linked"),
    path("repondre/<slug:survey>/merci/", answering.thanks, name="thanks"),
    path("module/<slug:survey>/", answering.framed, name="framed"),
    path("module/<slug:survey>/merci/", answering.framed_thanks, name="framed-thanks"),
    path("invitation/<slug:token>/", answering.invited, name="invited"),
    path("opposition/<str:token>/", answering.oppose, name="oppose"),
    path("resultats/<slug:survey>/", results.public, name="public"),
    path("resultats/<slug:survey>/comptes.<slug:format>", files.public, name="public-file"),
    path(f"{PRODUCT}/", surveys.product, name="product"),
    path(f"{PRODUCT}/nouveau/", surveys.new, name="new"),
    path(f"{SURVEY}/", results.survey, name="survey"),
    path(f"{SURVEY}/modifier/", surveys.change, name="change"),
    path(f"{SURVEY}/retirer/", surveys.remove, name="remove"),
    path(f"{SURVEY}/apercu/", answering.preview, name="preview"),
    path(f"{SURVEY}/comptes.<slug:format>", files.counts, name="file"),
    path(f"{SURVEY}/questions/nouvelle/", questions.new, name="new-question"),
    path(f"{SURVEY}/questions/<slug:question>/", questions.change, name="question"),
    path(f"{SURVEY}/questions/<slug:question>/retirer/", questions.remove, name="remove-question"),
    path(f"{SURVEY}/questions/<slug:question>/monter/", questions.lift, name="raise-question"),
    path(f"{SURVEY}/vagues/nouvelle/", waves.new, name="new-wave"),
    path(f"{WAVE}/", waves.change, name="wave"),
    path(f"{WAVE}/clore/", waves.close, name="close-wave"),
    path(f"{WAVE}/retirer/", waves.remove, name="remove-wave"),
    path(f"{WAVE}/inviter/", waves.invite, name="invite"),
    path(f"{SURVEY}/reponses-libres/", reviewing.queue, name="queue"),
    path(f"{SURVEY}/reponses-libres/<int:comment>/", reviewing.review, name="review"),
    path(f"{SURVEY}/reponses-libres/<int:comment>/refuser/", reviewing.refuse, name="refuse"),
]
