"""Finding: the sites of a product."""

from django.db.models import QuerySet

from gamma.instruments.audience.models import Site


def sites_of(product: str) -> QuerySet[Site]:
    """The sites of a product, the exempt one first."""
    return Site.objects.filter(product__slug=product).select_related("product").order_by("-mode")


def site_of(product: str, mode: str) -> Site | None:
    """The site of a product in a mode, if it is measured so."""
    return sites_of(product).filter(mode=mode).first()


def measured(key: str) -> Site | None:
    """The site that a key is of, open or not."""
    return Site.objects.filter(key=key).select_related("product").first()
