"""Work: the pages of work that a reader may open from a public page."""

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from gamma.cockpit.programme.access import Right, may
from gamma.ground.design.shapes import Item

OF_A_PRODUCT = (
    (_("La page du commanditaire"), "reports:sponsor", Right.SPONSOR_SEE),
    (_("Les clés de ses programmes"), "reports:keys", Right.KEYS),
)


def work(request: HttpRequest, edition: str, product: str) -> list[Item]:
    """Those of a product; none, and no query, for who is not signed in."""
    if not request.user.is_authenticated:
        return []
    return [
        Item(str(label), "", reverse(route, args=[edition, product]))
        for label, route, right in OF_A_PRODUCT
        if may(request, right, edition, product)
    ]
