"""Table: a table at an address of the web, JSON or CSV. A JSONPath (RFC 9535) leads to its rows, or to its number."""

from typing import Annotated, Any, Literal, Self

from django.utils.translation import gettext_lazy
from pydantic import model_validator

from gamma.ground.facts import Facts, refuse
from gamma.instruments.harvest.fetching.shapes import Answer, Request
from gamma.instruments.harvest.lists import FeedKind
from gamma.instruments.harvest.sources.kinds import Asked, Found, Kind, Optional, Wanted, WebAddress, filled
from gamma.instruments.harvest.sources.rows import csv_rows, decoded, found_in, number, selected

DATED = ("{period}", "{start}", "{end}")


class TableFacts(Facts):
    """How a table is written, and which of its columns say the period and the value."""

    format: Annotated[Literal["json", "csv"], Asked(gettext_lazy("Format"))] = "json"
    path: Annotated[
        Optional,
        Asked(
            gettext_lazy("Chemin dans le JSON"),
            gettext_lazy(
                "Un JSONPath qui mène aux lignes ($.data) ou au nombre ($.total) ; vide : le document entier."
            ),
        ),
    ] = ""
    period: Annotated[
        Optional,
        Asked(
            gettext_lazy("Colonne de la période"),
            gettext_lazy("Un mois s'y lit 2026-03, ou 2026-03-01. Vide si l'adresse dit la période."),
        ),
    ] = ""
    value: Annotated[
        Optional, Asked(gettext_lazy("Colonne de la valeur"), gettext_lazy("Vide si le chemin mène au nombre."))
    ] = ""
    n: Annotated[
        Optional, Asked(gettext_lazy("Colonne du nombre de réponses"), gettext_lazy("Pour un ratio ou une part."))
    ] = ""

    @property
    def where(self) -> str:
        """The address or the path, which may say the period."""
        raise NotImplementedError

    @model_validator(mode="after")
    def _says_when(self) -> Self:
        if not self.period and not any(word in self.where for word in DATED):
            raise refuse(
                "period",
                "rien ne dit la période : nommer sa colonne, ou écrire {period}, {start} ou {end} dans l'adresse",
            )
        if not self.value and (self.format == "csv" or self.period):
            raise refuse("value", "rien ne dit la valeur : nommer sa colonne")
        return self


class AddressFacts(TableFacts):
    """A table at an address."""

    url: Annotated[
        WebAddress,
        Asked(
            gettext_lazy("Adresse"), gettext_lazy("{period}, {start} et {end} y sont remplacés par ce qui est demandé.")
        ),
    ]

    @property
    def where(self) -> str:
        return self.url


def ask(facts: AddressFacts, wanted: Wanted, secret: str) -> Request:
    """The table, for a period where the address says one."""
    key = (("authorization", f"Bearer {secret}"),) if secret else ()
    accept = "application/json" if facts.format == "json" else "text/csv"
    return Request(filled(facts.url, wanted), headers=(("accept", accept), *key))


def read(facts: TableFacts, answer: Answer, wanted: Wanted) -> Found:
    """The number the path leads to, or the value of the row of the period."""
    rows: Any = csv_rows(answer) if facts.format == "csv" else selected(decoded(answer), facts.path or "$")
    if not facts.value:
        return Found(number(rows[0] if len(rows) == 1 else None))
    return found_in(rows, wanted, period=facts.period, value=facts.value, n=facts.n)


KIND = Kind(
    FeedKind.TABLE,
    gettext_lazy("Une colonne d'un fichier ou d'une API, en JSON ou en CSV, à une adresse du web."),
    AddressFacts,
    read,
    ask,
    gettext_lazy("Jeton (Bearer)"),
    gettext_lazy("Envoyé dans l'en-tête Authorization."),
    required=False,
)
