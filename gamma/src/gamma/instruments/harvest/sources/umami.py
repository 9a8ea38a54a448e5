"""Umami: a metric of a website, by its statistics.

Relied on: "Website statistics" (docs.umami.is): GET /websites/:websiteId/stats with `startAt` and `endAt` in
milliseconds; the answer holds pageviews, visitors, visits, bounces and totaltime, each a number since version 3, an
object with `value` before. "Automate reporting with the API": a Bearer token on one's own server, the header
`x-umami-api-key` in Umami Cloud.
"""

from datetime import datetime, time, timedelta
from typing import Annotated, Literal
from uuid import UUID

from django.utils.timezone import make_aware
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gamma.ground.facts import Facts
from gamma.ground.faults import quoted
from gamma.instruments.harvest.fetching.shapes import Answer, Request
from gamma.instruments.harvest.lists import FeedKind
from gamma.instruments.harvest.sources.kinds import Asked, Found, Kind, Unreadable, Wanted, WebAddress
from gamma.instruments.harvest.sources.rows import decoded, number

METRICS = Literal["visitors", "visits", "pageviews", "bounces", "totaltime"]


class UmamiFacts(Facts):
    """Which metric, of which website."""

    url: Annotated[
        WebAddress,
        Asked(
            gettext_lazy("Racine de l'API"),
            gettext_lazy("Par exemple https://umami.example.org/api, ou https://api.umami.is/v1 pour Umami Cloud."),
        ),
    ]
    website: Annotated[
        UUID, Asked(gettext_lazy("Identifiant du site"), gettext_lazy("Un UUID, dans les réglages du site."))
    ]
    metric: Annotated[METRICS, Asked(gettext_lazy("Mesure"))] = "visitors"
    access: Annotated[
        Literal["bearer", "key"],
        Asked(gettext_lazy("Accès"), gettext_lazy("bearer sur votre serveur, key (clé d'API) pour Umami Cloud.")),
    ] = "bearer"


def ask(facts: UmamiFacts, wanted: Wanted, secret: str) -> Request:
    """From the first instant of the first day to the last one of the last, by the clock of the site."""
    first, last = wanted.days()
    start = _instant(datetime.combine(first, time.min))
    end = _instant(datetime.combine(last + timedelta(days=1), time.min)) - 1
    key = ("authorization", f"Bearer {secret}") if facts.access == "bearer" else ("x-umami-api-key", secret)
    address = f"{facts.url.rstrip('/')}/websites/{facts.website}/stats?startAt={start}&endAt={end}"
    return Request(address, headers=(key, ("accept", "application/json")))


def read(facts: UmamiFacts, answer: Answer, wanted: Wanted) -> Found:  # noqa: ARG001 - one signature for all kinds
    """The metric, a number or an object that holds it."""
    data = decoded(answer)
    if not isinstance(data, dict) or facts.metric not in data:
        raise Unreadable(_("Umami ne donne pas %(metric)s.") % {"metric": quoted(facts.metric)})
    told = data[facts.metric]
    return Found(number(told.get("value") if isinstance(told, dict) else told))


def _instant(moment: datetime) -> int:
    return int(make_aware(moment).timestamp() * 1000)


KIND = Kind(
    FeedKind.UMAMI,
    gettext_lazy("Visiteurs, visites ou pages d'un site suivi par Umami."),
    UmamiFacts,
    read,
    ask,
    gettext_lazy("Jeton ou clé d'API"),
)
