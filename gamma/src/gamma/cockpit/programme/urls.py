"""Addresses of the programme: one's own desk, and the work on editions."""

from collections.abc import Callable

from django.http.response import HttpResponseBase
from django.urls import URLPattern, path

from gamma.cockpit.programme.views import desk, editions, journal, people, products

View = Callable[..., HttpResponseBase]


def _thing(
    at: str, word: str, name: str, new: View, change: View, remove: View, *, of: str = "slug"
) -> list[URLPattern]:
    """The addresses of a sort of thing: `nouveau` or `nouvelle` begins one, its own changes it."""
    one = f"{at}<{of}:{name}>/"
    return [
        path(f"{at}{word}/", new, name=f"new-{name}"),
        path(one, change, name=name),
        path(f"{one}retirer/", remove, name=f"remove-{name}"),
    ]


EDITION, PRODUCT = "<slug:edition>/", "<slug:edition>/<slug:product>/"

app_name = "programme"
urlpatterns = [
    path("", desk.desk, name="desk"),
    path("nouvelle/", editions.new_edition, name="new-edition"),
    path(EDITION, editions.edition, name="edition"),
    path(f"{EDITION}modifier/", editions.edit_edition, name="edit-edition"),
    path(f"{EDITION}journal/", journal.edition_journal, name="journal"),
    path(f"{EDITION}personnes/", people.edition_people, name="people"),
    path(f"{EDITION}personnes/inviter/", people.edition_invite, name="invite"),
    path(f"{EDITION}personnes/<int:member>/", people.edition_member, name="member"),
    path(f"{EDITION}personnes/<int:member>/lettre/", people.edition_resend, name="resend"),
    path(f"{EDITION}personnes/<int:member>/retirer/", people.edition_remove, name="remove-member"),
    *_thing(
        f"{EDITION}criteres/",
        "nouveau",
        "criterion",
        editions.new_criterion,
        editions.criterion,
        editions.remove_criterion,
    ),
    *_thing(f"{EDITION}sources/", "nouvelle", "source", editions.new_source, editions.source, editions.remove_source),
    path(f"{EDITION}services/nouveau/", products.enrol, name="enrol"),
    path(PRODUCT, products.product, name="product"),
    path(f"{PRODUCT}modifier/", products.edit_product, name="edit-product"),
    path(f"{PRODUCT}journal/", journal.product_journal, name="product-journal"),
    path(f"{PRODUCT}personnes/", people.product_people, name="product-people"),
    path(f"{PRODUCT}personnes/inviter/", people.product_invite, name="product-invite"),
    path(f"{PRODUCT}personnes/<int:member>/", people.product_member, name="product-member"),
    path(f"{PRODUCT}personnes/<int:member>/lettre/", people.product_resend, name="product-resend"),
    path(f"{PRODUCT}personnes/<int:member>/retirer/", people.product_remove, name="product-remove-member"),
    *_thing(
        f"{PRODUCT}phases/", "nouvelle", "phase", products.new_phase, products.phase, products.remove_phase, of="int"
    ),
    *_thing(f"{PRODUCT}leviers/", "nouveau", "lever", products.new_lever, products.lever, products.remove_lever),
]
