"""Finding: what an address of the API names, or a refusal that says what is not there."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import TypeVar

from django.db.models import BooleanField, Exists, ExpressionWrapper, Model, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _

from gamma.cockpit.indicators.models import Indicator, Reading
from gamma.cockpit.programme.models import Edition, Enrolment
from gamma.cockpit.programme.queries import enrolment_named
from gamma.cockpit.reports.queries.finding import edition_named, indicator_named
from gamma.cockpit.reports.records import PUBLIC, address
from gamma.ground.api.refusals import refused
from gamma.ground.faults import near

Row = TypeVar("Row", bound=Model)


@dataclass(frozen=True)
class Wanted:
    """Which readings are asked for: those that end from one day to another, those recorded since a moment."""

    starts: date | None = None
    ends: date | None = None
    updated_since: datetime | None = None
    superseded: bool = False


def edition(name: str) -> Edition:
    """The edition of that name. Raises Refused."""
    return _one(edition_named(name), "edition", name, Edition.objects.values_list("slug", flat=True))


def enrolment(of: str, name: str) -> Enrolment:
    """A product of an edition. Raises Refused."""
    known = Enrolment.objects.filter(edition=edition(of)).values_list("product__slug", flat=True)
    return _one(enrolment_named(of, name), "product", name, known)


def indicator(of: str, product: str, name: str) -> Indicator:
    """An indicator of a product, for anyone. Raises Refused."""
    kept = Indicator.objects.filter(PUBLIC, enrolment=enrolment(of, product)).values_list("slug", flat=True)
    return _one(indicator_named(of, product, name), "indicator", name, kept)


def readings(of: Indicator, wanted: Wanted) -> QuerySet[Reading]:
    """The readings of an indicator, in order of time; `superseded` tells those no more in force."""
    key = {name: OuterRef(name) for name in ("definition", "period", "source")}
    later = Reading.objects.filter(**key, revision__gt=OuterRef("revision"))
    over = ExpressionWrapper(Q(Exists(later)) | Q(withdrawn=True), output_field=BooleanField())
    found = Reading.objects.filter(_asked(wanted), definition__indicator=of).annotate(superseded=over)
    rows = found if wanted.superseded else found.filter(superseded=False)
    return rows.select_related("source", "definition__unit").order_by("ends_on", "pk")


def reading(of: Indicator, name: str) -> Reading:
    """The reading in force that `name` names among those of its indicator. Raises Refused."""
    found = next((one for one in readings(of, Wanted()) if address(one) == name), None)
    if found is None:
        told = _("Aucun relevé n'a cette adresse.")
        raise refused(told, "address", _("La liste des relevés donne leurs adresses."), status=404)
    return found


def own_indicator(of: Enrolment, name: str) -> Indicator:
    """An indicator of a product, proposed or not, for who works on it. Raises Refused."""
    kept = Indicator.objects.filter(enrolment=of)
    return _one(kept.filter(slug=name), "indicator", name, kept.values_list("slug", flat=True))


def _asked(wanted: Wanted) -> Q:
    asked = {
        "ends_on__gte": wanted.starts,
        "ends_on__lte": wanted.ends,
        "recorded_at__gte": wanted.updated_since,
    }
    return Q(**{name: value for name, value in asked.items() if value is not None})


def _one(rows: QuerySet[Row], what: str, name: str, known: Iterable[str]) -> Row:
    found = rows.first()
    if found is None:
        told = _("« {name} » n'est pas connu ici.").format(name=name[:80])
        raise refused(told, what, near(name, known), status=404)
    return found
