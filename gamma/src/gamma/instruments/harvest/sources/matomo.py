"""Matomo: a metric of a site, by its Reporting API.

Relied on: "Reporting API Reference" (developer.matomo.org): module=API, method, idSite, period (day, week, month, year,
range), date, segment, format=JSON; an error is an object whose `result` is "error", with its `message`; a method of one
number answers {"value": …}. FAQ 114: a token that "only allows secure requests" is read in the body of a POST alone: it
is always sent there. FAQ 113: unique visitors of a year or a range are not computed unless the site asks for it.
"""

from typing import Annotated, Literal
from urllib.parse import urlencode

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from pydantic import Field

from gamma.ground.facts import Facts
from gamma.ground.faults import quoted
from gamma.ground.periods import Window
from gamma.instruments.harvest.fetching.shapes import MASK, Answer, Request
from gamma.instruments.harvest.lists import FeedKind
from gamma.instruments.harvest.sources.kinds import Asked, Found, Kind, Optional, Unreadable, Wanted, WebAddress, Word
from gamma.instruments.harvest.sources.rows import decoded, number

PERIODS = {Window.DAY: "day", Window.WEEK: "week", Window.MONTH: "month", Window.YEAR: "year"}
METHODS = Literal["VisitsSummary.get", "VisitsSummary.getUniqueVisitors", "Actions.get", "Goals.get", "API.get"]


class MatomoFacts(Facts):
    """Which metric, of which site, where."""

    url: Annotated[
        WebAddress, Asked(gettext_lazy("Adresse de Matomo"), gettext_lazy("Par exemple https://stats.example.org/."))
    ]
    site: Annotated[int, Field(ge=1, le=1_000_000), Asked(gettext_lazy("Numéro du site"), "idSite")]
    method: Annotated[METHODS, Asked(gettext_lazy("Rapport"))] = "VisitsSummary.get"
    metric: Annotated[
        Word,
        Asked(
            gettext_lazy("Mesure"),
            gettext_lazy("Par exemple nb_visits, nb_uniq_visitors, nb_pageviews, nb_conversions."),
        ),
    ]
    segment: Annotated[Optional, Asked(gettext_lazy("Segment"), gettext_lazy("Dans la notation de Matomo."))] = ""
    goal: Annotated[Optional, Asked(gettext_lazy("Numéro de l'objectif"), gettext_lazy("Pour Goals.get."))] = ""


def ask(facts: MatomoFacts, wanted: Wanted, secret: str) -> Request:
    """A POST whose body holds the token: no log of addresses sees it."""
    first, last = wanted.days()
    period = PERIODS.get(wanted.period.window, "range")
    told = {"module": "API", "method": facts.method, "idSite": facts.site, "period": period, "format": "JSON"}
    told |= {"date": f"{first},{last}" if period == "range" else f"{first}"}
    told |= {name: value for name, value in (("segment", facts.segment), ("idGoal", facts.goal)) if value}
    root = facts.url.partition("?")[0].removesuffix("index.php").rstrip("/")
    return Request(
        f"{root}/index.php",
        method="POST",
        headers=(("content-type", "application/x-www-form-urlencoded"), ("accept", "application/json")),
        body=urlencode({**told, "token_auth": secret}).encode(),
        about=f"{urlencode(told)}&token_auth={MASK}",
    )


def read(facts: MatomoFacts, answer: Answer, wanted: Wanted) -> Found:  # noqa: ARG001 - one signature for all kinds
    """The metric of the report, or the one number of a method that gives but one."""
    data = decoded(answer)
    if isinstance(data, dict) and data.get("result") == "error":
        raise Unreadable(_("Matomo refuse : %(message)s") % {"message": str(data.get("message", ""))[:300]})
    if not isinstance(data, dict) or not {facts.metric, "value"} & set(data):
        known = ", ".join(data)[:200] if isinstance(data, dict) else "–"
        told = _("Matomo ne donne pas %(metric)s pour cette période ; il donne : %(known)s.")
        raise Unreadable(told % {"metric": quoted(facts.metric), "known": known})
    return Found(number(data.get(facts.metric, data.get("value"))))


KIND = Kind(
    FeedKind.MATOMO,
    gettext_lazy("Visites, visiteurs, pages ou objectifs d'un site suivi par Matomo."),
    MatomoFacts,
    read,
    ask,
    gettext_lazy("Jeton (token_auth)"),
    gettext_lazy("Créé dans Matomo : Personnel, Sécurité. Un jeton qui ne permet que de lire suffit."),
)
