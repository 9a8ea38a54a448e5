"""Addresses of the harvest."""

from django.urls import path

from gamma.instruments.harvest.views import feeds, hosts, receiving

PRODUCT = "<slug:edition>/<slug:product>"
FEED = f"{PRODUCT}/<int:feed>"

app_name = "harvest"
urlpatterns = [
    path("lettres/<uuid:inbox>/", receiving.receive, name="receive"),
    path("<slug:edition>/hotes/", hosts.hosts, name="hosts"),
    path("<slug:edition>/hotes/<int:host>/retirer/", hosts.forbid, name="forbid"),
    path(f"{PRODUCT}/", feeds.product, name="product"),
    path(f"{PRODUCT}/ajouter/", feeds.choose, name="choose"),
    path(f"{PRODUCT}/ajouter/<slug:kind>/", feeds.add, name="add"),
    path(f"{FEED}/", feeds.feed, name="feed"),
    path(f"{FEED}/modifier/", feeds.change, name="change"),
    path(f"{FEED}/essayer/", feeds.trial, name="try"),
    path(f"{FEED}/activer/", feeds.enable, name="enable"),
    path(f"{FEED}/suspendre/", feeds.suspend, name="suspend"),
    path(f"{FEED}/relever/", feeds.ask, name="ask"),
    path(f"{FEED}/retirer/", feeds.remove, name="remove"),
    path(f"{FEED}/passages/<int:run>/", feeds.run, name="run"),
]
