"""Addresses of the audience."""

from django.urls import path

from gamma.instruments.audience.views import settings, showing

PRODUCT = "<slug:edition>/<slug:product>"
SITE = f"{PRODUCT}/<slug:mode>"

app_name = "audience"
urlpatterns = [
    path("information/<slug:key>/", settings.information, name="information"),
    path(f"{PRODUCT}/", showing.product, name="product"),
    path(f"{PRODUCT}/ouvrir/", settings.open_site, name="open"),
    path(f"{SITE}/", showing.site, name="site"),
    path(f"{SITE}/reglages/", settings.change_site, name="change"),
    path(f"{SITE}/fiche/", settings.assessment, name="sheet"),
    path(f"{SITE}/visites.svg", showing.picture, name="picture"),
    path(f"{SITE}/audience.<slug:format>", showing.data, name="data"),
]
