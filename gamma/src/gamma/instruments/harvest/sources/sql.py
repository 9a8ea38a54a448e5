"""SQL: one question to a database that one may read; its address, with its password, is the secret."""

from datetime import date
from typing import Annotated

from django.utils.translation import gettext_lazy
from pydantic import AfterValidator, StringConstraints

from gamma.ground.facts import Facts, refuse
from gamma.instruments.harvest.fetching.shapes import Answer, Statement, Unreached
from gamma.instruments.harvest.lists import FeedKind
from gamma.instruments.harvest.sources.kinds import Asked, Found, Kind, Optional, Wanted, Word
from gamma.instruments.harvest.sources.rows import decoded, found_in

EVER = date(1900, 1, 1)


def _reads(question: str) -> str:
    from gamma.instruments.harvest.fetching.databases import checked  # it is heavy, and few ask it

    try:
        return checked(question)
    except Unreached as wrong:
        raise refuse("query", str(wrong)) from wrong


class SqlFacts(Facts):
    """The question, and which of its columns are read."""

    query: Annotated[
        str,
        StringConstraints(min_length=8, max_length=8_000),
        AfterValidator(_reads),
        Asked(
            gettext_lazy("Requête"),
            gettext_lazy("Un SELECT ; :start et :end y sont le premier et le dernier jour de la période."),
            lines=True,
        ),
    ]
    value: Annotated[Word, Asked(gettext_lazy("Colonne de la valeur"))] = "value"
    period: Annotated[
        Optional,
        Asked(
            gettext_lazy("Colonne de la période"),
            gettext_lazy("Vide si la requête donne une ligne, celle de la période."),
        ),
    ] = ""
    n: Annotated[
        Optional, Asked(gettext_lazy("Colonne du nombre de réponses"), gettext_lazy("Pour un ratio ou une part."))
    ] = ""


def ask(facts: SqlFacts, wanted: Wanted, secret: str) -> Statement:
    """The question with its two days; what goes on since the start begins before anything was counted."""
    last = wanted.period.last
    binds = (("start", f"{wanted.period.first or EVER}"), ("end", f"{last}"))
    return Statement(secret, facts.query, binds)


def read(facts: SqlFacts, answer: Answer, wanted: Wanted) -> Found:
    """The value of the row of the period, or of the one row."""
    return found_in(decoded(answer), wanted, period=facts.period, value=facts.value, n=facts.n)


KIND = Kind(
    FeedKind.SQL,
    gettext_lazy("Une requête de lecture sur la base d'un service."),
    SqlFacts,
    read,
    ask,
    gettext_lazy("Adresse de la base"),
    gettext_lazy("postgresql+psycopg://nom:secret@hote/base, avec un compte qui ne peut que lire."),
)
