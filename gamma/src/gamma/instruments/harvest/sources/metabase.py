"""Metabase: a column of a question that its owners made public.

Relied on: "Public" in the API documentation of Metabase: GET /api/public/card/:uuid/query/:export-format, which needs
no credentials; as JSON, an array of rows by the names of their columns. `format_rows=false` asks for numbers and dates
as they are. A question that fails answers an object with `error`.
"""

from typing import Annotated
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gamma.ground.facts import Facts
from gamma.instruments.harvest.fetching.shapes import Answer, Request
from gamma.instruments.harvest.lists import FeedKind
from gamma.instruments.harvest.sources.kinds import Asked, Found, Kind, Optional, Unreadable, Wanted, WebAddress, Word
from gamma.instruments.harvest.sources.rows import decoded, found_in


class MetabaseFacts(Facts):
    """Which question, and which of its columns say the period and the value."""

    url: Annotated[
        WebAddress,
        Asked(gettext_lazy("Adresse de Metabase"), gettext_lazy("Par exemple https://metabase.example.org.")),
    ]
    card: Annotated[
        UUID,
        Asked(gettext_lazy("Identifiant public"), gettext_lazy("La fin de l'adresse /public/question/…, un UUID.")),
    ]
    period: Annotated[
        Word,
        Asked(
            gettext_lazy("Colonne de la période"),
            gettext_lazy("Un mois s'y lit 2026-03, ou 2026-03-01 : son premier jour."),
        ),
    ]
    value: Annotated[Word, Asked(gettext_lazy("Colonne de la valeur"))]
    n: Annotated[
        Optional, Asked(gettext_lazy("Colonne du nombre de réponses"), gettext_lazy("Pour un ratio ou une part."))
    ] = ""


def ask(facts: MetabaseFacts, wanted: Wanted, secret: str) -> Request:  # noqa: ARG001 - one signature for all kinds
    """All the rows: the same request serves every period."""
    address = f"{facts.url.rstrip('/')}/api/public/card/{facts.card}/query/json?format_rows=false"
    return Request(address, headers=(("accept", "application/json"),))


def read(facts: MetabaseFacts, answer: Answer, wanted: Wanted) -> Found:
    """The value of the row of the period."""
    data = decoded(answer)
    if not isinstance(data, list):
        told = data.get("error") or data.get("message") if isinstance(data, dict) else ""
        raise Unreadable(_("Metabase ne donne pas de lignes : %(message)s") % {"message": str(told or "–")[:300]})
    return found_in(data, wanted, period=facts.period, value=facts.value, n=facts.n)


KIND = Kind(
    FeedKind.METABASE,
    gettext_lazy("Une colonne d'une question partagée par un lien public."),
    MetabaseFacts,
    read,
    ask,
)
