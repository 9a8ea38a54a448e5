"""Asking: what the bench asks the simulators over HTTP, every request with another amount."""

import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from http.client import HTTPConnection
from itertools import count, product
from urllib.parse import urlencode

MONTH = "€/mois"
GROSS = "salarié . contrat . salaire brut"
NET = "salarié . rémunération . net . à payer avant impôt"
TURNOVER = "entreprise . chiffre d'affaires"
SALARY, COMPARATOR = "salaire-brut-net", "comparaison-régimes-sociaux"
EVALUATED = [NET, "salarié . coût total employeur", "salarié . rémunération . net . payé après impôt"]
AMOUNTS = count(1_800)
HTMX = {"HX-Request": "true"}


def path(slug: str, rest: str = "", **parameters: str) -> str:
    """The address of a page of a simulator."""
    return f"/simulateurs/{slug}/{rest}?{urlencode(parameters)}".replace("é", "%C3%A9")


def amount() -> int:
    """An amount that was not asked yet, from 1 800 to 9 000 € a month."""
    return 1_800 + next(AMOUNTS) * 37 % 7_200


def told(rule: str, **answers: str) -> str:
    """A simulation as pages write it."""
    return urlencode({**answers, rule: f"{amount()} {MONTH}"})


def edited(slug: str, rule: str, **answers: str) -> str:
    """An amount of a simulation is changed."""
    form = {"etat": told(rule, **answers), "modifie": rule, rule: str(amount())}
    return path(slug, "repondre/", **form)


def questions(slug: str, rule: str) -> str:
    """The questions that follow an amount."""
    return path(slug, "questions/", etat=told(rule))


def whole(slug: str, rule: str) -> str:
    """The page of a simulation."""
    return path(slug, **{rule: f"{amount()} {MONTH}"})


def effects(slug: str, rule: str) -> str:
    """What the open questions could change."""
    return path(slug, "effets/", **{rule: f"{amount()} {MONTH}"})


def unseen() -> Iterator[dict[str, str]]:
    """Answers that nobody gave yet."""
    contracts = ("'CDI'", "'CDD'", "'apprentissage'", "'stage'")
    sizes = ("'moins de 11'", "'moins de 20'", "'moins de 50'", "'plus de 250'")
    for contract, size, manager in product(contracts, sizes, ("oui", "non")):
        yield {
            "salarié . contrat": contract,
            "entreprise . salariés . effectif . seuil": size,
            "salarié . contrat . statut cadre": manager,
        }


def body(given: str = GROSS) -> dict[str, object]:
    """A request to the API: three expressions in a situation."""
    return {"situation": {given: f"{amount()} {MONTH}"}, "expressions": EVALUATED}


class Reader:
    """A connection that is kept, and how long its answers take, in milliseconds."""

    def __init__(self, host: str) -> None:
        self._connection = HTTPConnection(host, timeout=120)

    def get(self, address: str, piece: bool = False) -> float:
        return self.send("GET", address, None, HTMX if piece else {})

    def send(self, verb: str, address: str, content: bytes | None, headers: dict[str, str]) -> float:
        start = time.perf_counter()
        self._connection.request(verb, address, content, headers)
        with self._connection.getresponse() as answer:
            said = answer.read()
        if answer.status != 200:
            raise RuntimeError(f"{address}: {answer.status} {said[:400]!r}")
        return (time.perf_counter() - start) * 1000

    def close(self) -> None:
        self._connection.close()


@contextmanager
def reader(host: str) -> Iterator[Reader]:
    """A reader, whose connection is closed at the end."""
    with closing(Reader(host)) as found:
        yield found
