"""Plausible: a metric of a site, by the Stats API v2.

Relied on: "Stats API reference" (plausible.io/docs/stats-api): POST /api/v2/query with `site_id`, `metrics`,
`date_range` of two ISO dates, both included, and `filters`; a Bearer token; the answer's `results` are rows whose
`metrics` are in the order asked; 600 requests an hour by key (`pacing` keeps below). An error is an object with
`error`.
"""

import json
from typing import Annotated, Literal

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gamma.ground.facts import Facts
from gamma.instruments.harvest.fetching.shapes import Answer, Request
from gamma.instruments.harvest.lists import FeedKind
from gamma.instruments.harvest.sources.kinds import Asked, Found, Kind, Optional, Unreadable, Wanted, WebAddress, Word
from gamma.instruments.harvest.sources.rows import decoded, number

METRICS = Literal[
    "visitors",
    "visits",
    "pageviews",
    "views_per_visit",
    "bounce_rate",
    "visit_duration",
    "events",
    "conversion_rate",
]


class PlausibleFacts(Facts):
    """Which metric, of which site."""

    url: Annotated[
        WebAddress, Asked(gettext_lazy("Adresse de Plausible"), gettext_lazy("https://plausible.io, ou la vôtre."))
    ] = "https://plausible.io"
    site: Annotated[Word, Asked(gettext_lazy("Site"), gettext_lazy("Son domaine, comme Plausible le nomme."))]
    metric: Annotated[METRICS, Asked(gettext_lazy("Mesure"))] = "visitors"
    goal: Annotated[
        Optional, Asked(gettext_lazy("Objectif"), gettext_lazy("Son nom, pour ne compter que ce qui l'atteint."))
    ] = ""


def ask(facts: PlausibleFacts, wanted: Wanted, secret: str) -> Request:
    """One aggregate over the days of the period."""
    first, last = wanted.days()
    query: dict[str, object] = {"site_id": facts.site, "metrics": [facts.metric], "date_range": [f"{first}", f"{last}"]}
    if facts.goal:
        query["filters"] = [["is", "event:goal", [facts.goal]]]
    body = json.dumps(query, ensure_ascii=False)
    return Request(
        f"{facts.url.rstrip('/')}/api/v2/query",
        method="POST",
        headers=(("authorization", f"Bearer {secret}"), ("content-type", "application/json")),
        body=body.encode(),
        about=body,
    )


def read(facts: PlausibleFacts, answer: Answer, wanted: Wanted) -> Found:  # noqa: ARG001 - one signature for all kinds
    """The one metric of the one row."""
    data = decoded(answer)
    if isinstance(data, dict) and "error" in data:
        raise Unreadable(_("Plausible refuse : %(message)s") % {"message": str(data["error"])[:300]})
    try:
        return Found(number(data["results"][0]["metrics"][0]))
    except (KeyError, IndexError, TypeError):
        raise Unreadable(_("La réponse de Plausible n'a pas la forme attendue (results, metrics).")) from None


KIND = Kind(
    FeedKind.PLAUSIBLE,
    gettext_lazy("Visiteurs, visites ou objectifs d'un site suivi par Plausible."),
    PlausibleFacts,
    read,
    ask,
    gettext_lazy("Clé de l'API"),
    gettext_lazy("Créée dans Plausible : Settings, API keys, pour la Stats API."),
)
