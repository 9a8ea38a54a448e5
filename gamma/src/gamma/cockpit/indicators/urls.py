"""Addresses of the work on indicators."""

from django.urls import path

from gamma.cockpit.indicators.views import bindings, lives, product, readings, targets

PRODUCT = "<slug:edition>/<slug:product>"
INDICATOR = f"{PRODUCT}/<slug:indicator>"

app_name = "indicators"
urlpatterns = [
    path(f"{PRODUCT}/", product.product, name="product"),
    path(f"{PRODUCT}/proposer/", lives.propose, name="propose"),
    path(f"{INDICATOR}/", product.indicator, name="indicator"),
    path(f"{INDICATOR}/fiche/", lives.describe, name="describe"),
    path(f"{INDICATOR}/accepter/", lives.accept, name="accept"),
    path(f"{INDICATOR}/ne-pas-accepter/", lives.decline, name="decline"),
    path(f"{INDICATOR}/ne-plus-suivre/", lives.retire, name="retire"),
    path(f"{INDICATOR}/cibles/proposer/", targets.aim_at, name="aim"),
    path(f"{INDICATOR}/cibles/<slug:target>/reviser/", targets.aim_at, name="revise"),
    path(f"{INDICATOR}/cibles/propositions/<int:proposal>/", targets.answer, name="answer"),
    path(f"{INDICATOR}/cibles/saisir/", targets.record, name="record"),
    path(f"{INDICATOR}/cibles/<slug:target>/saisir-revision/", targets.record, name="record-revision"),
    path(f"{INDICATOR}/releves/nouveau/", readings.read, name="read"),
    path(f"{INDICATOR}/releves/automatiques/", bindings.bind, name="bind"),
    path(f"{INDICATOR}/releves/automatiques/confirmer/", bindings.confirm, name="bind-confirm"),
    path(f"{INDICATOR}/releves/automatiques/arreter/", bindings.unbind, name="unbind"),
    path(f"{INDICATOR}/releves/<int:key>/", bindings.reading, name="reading"),
    path(f"{INDICATOR}/releves/<int:key>/corriger/", readings.correct, name="correct"),
    path(f"{INDICATOR}/releves/<int:key>/retirer/", readings.withdraw, name="withdraw"),
    path(f"{INDICATOR}/textes/nouveau/", targets.claim, name="claim"),
    path(f"{INDICATOR}/textes/<int:claim>/", targets.claim, name="claim-again"),
    path(f"{INDICATOR}/textes/<int:claim>/retirer/", targets.unclaim, name="unclaim"),
]
