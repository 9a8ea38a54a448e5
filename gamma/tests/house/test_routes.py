"""Routes: every address of the site answers a reader, in both languages, and refuses to be written to."""

from collections.abc import Iterator
from datetime import date

import pytest
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from gamma.cockpit.programme.models import Enrolment, Product
from gamma.cockpit.reports.actions import DEMONSTRATION, load
from gamma.cockpit.reports.lists import Letter
from gamma.cockpit.reports.queries.letters import Addressee, signed
from gamma.cockpit.reports.season.reading import read_text
from gamma.ground.access import EVERYONE, Access
from gamma.ground.accounts.models import Person
from gamma.instruments.audience.models import Site
from gamma.instruments.surveys.digests import digest_of, opposition
from gamma.instruments.surveys.models import Invitation, Link, Survey, Wave
from gamma.services.simulators.models import Saved

SAMPLES = {
    "edition": "season-1",
    "product": "mon-entreprise",
    "indicator": "visites-mensuelles",
    "address": "2020-12.visites-mon-entreprise",
    "reading": "2020-12.visites-mon-entreprise",
    "source": "blog-2021-01-15",
    "path": "salarié/contrat/salaire-brut",
    "simulator": "réduction-générale",  # which has every page
    "token": "x",
    "section": "introduction",
    "flag": "0123456789abcdef",
    "application": 1,
    "criterion": "x",
    "target": "t1",
    "lever": "x",
    "letter": "x",
    **dict.fromkeys(["key", "claim", "proposal", "batch", "upload", "member", "phase"], 1),
    "review": "mid-term",
    "day": "2020-11-23",
    "line": "action",
    "mode": "exempt",
    **dict.fromkeys(["survey", "question", "wave"], "x"),
    **dict.fromkeys(["comment", "row", "action", "blocker", "decision", "feed", "run", "host"], 1),
    "kind": "matomo",
    "inbox": "00000000-0000-4000-8000-000000000000",
}
# Forms with their token; the API has tests of its own.
WRITTEN = {
    "simulators:keep",
    "simulators:forget",
    "reports:stop",
    "harvest:receive",
    "audience:information",
    *(f"surveys:{one}" for one in ("linked", "framed", "invited", "oppose")),
}
TELLING = {"health-details"}  # its status is what it tells: no worker lives here
NAMES = {
    "reports:bilan-file": "bilan.md",
    "reports:write-preview-file": "bilan.md",
    "reports:season-file": "season-1",
    "reports:package": "season-1",
    "design:chart": "series",
    "simulators:former": "simulateur-embauche",
    "simulators:framed-former": "simulateur-embauche",
}


Route = tuple[str, list[str], Access | None]


def routes(patterns=None, spaces: tuple[str, ...] = (), words: tuple[str, ...] = ()) -> Iterator[Route]:
    """The addresses with their namespaces, the words that each of them asks for, and who may use them."""
    for pattern in get_resolver().url_patterns if patterns is None else patterns:
        if isinstance(pattern, URLResolver):
            below = (*spaces, pattern.namespace) if pattern.namespace else spaces
            yield from routes(pattern.url_patterns, below, (*words, *asked(pattern)))
        else:
            name = ":".join([*spaces, pattern.name or str(pattern.pattern)])
            yield name, [*words, *asked(pattern)], getattr(pattern.callback, "access", None)


def asked(pattern: URLPattern | URLResolver) -> list[str]:
    return list(getattr(pattern.pattern, "converters", {})) or list(pattern.pattern.regex.groupindex)


def ours(name: str) -> bool:
    """Pages of accounts are those of allauth, which has its own tests; the API has tests of its own."""
    return not name.startswith(("account_", "mfa_", "socialaccount_", "openid_connect_", "api:"))


def address(name: str, words: list[str]) -> str:
    samples = SAMPLES | {"name": NAMES.get(name, ""), "format": "csv"}
    samples |= {"token": TOKENS[name]} if name in TOKENS else {}
    if name.startswith("reports:write-") and "product" in words:
        samples |= {"section": "worked"}
    return reverse(name, kwargs={word: samples[word] for word in words})


@pytest.fixture
def season_one(db, source):
    text = (source / "cockpit" / "reports" / DEMONSTRATION).read_text(encoding="utf-8")
    load(read_text(text, "season-1.yaml", date(2026, 9, 1)), by="test")


TOKENS = {"surveys:oppose": opposition("ada@example.org")}


@pytest.fixture
def kept(db, season_one, monkeypatch):
    """Rows that some addresses name: a simulation, a letter, an audience, a survey and an invitation to it."""
    measured = Product.objects.get(slug=SAMPLES["product"])
    Site.objects.create(product=measured, mode="exempt", key=SAMPLES["key"], hosts=["exemple.fr"])
    surveyed(Enrolment.objects.get(product__slug=SAMPLES["product"]))
    person = Person.objects.create_user("ada@example.org")
    letter = Addressee(Letter.MONTHLY, Enrolment.objects.get(product__slug=SAMPLES["product"]), person)
    monkeypatch.setitem(SAMPLES, "letter", signed(letter))
    Saved.objects.create(token=SAMPLES["token"], simulator="salaire-brut-net", address="", expires=date(2100, 1, 1))


def surveyed(enrolment: Enrolment) -> None:
    survey = Survey.objects.create(enrolment=enrolment, slug=SAMPLES["survey"], public=True)
    days = {"opens": date(2020, 1, 1), "closes": date(2100, 1, 1)}
    wave = Wave.objects.create(survey=survey, slug="x", channels=["link", "widget", "email"], **days)
    invitation = Invitation.objects.create(wave=wave, email="ada@example.org")
    Link.objects.create(digest=digest_of(SAMPLES["token"]), invitation=invitation)


def test_every_view_declares_who_may_read_it_and_who_may_write_by_it():
    found = list(routes())
    assert len(found) > 60
    assert [name for name, _words, access in found if access is None] == []


def test_every_public_address_answers_and_is_written_to_only_where_that_is_meant(season_one, kept, client):
    found = [(name, words) for name, words, access in routes() if access.read is EVERYONE and ours(name)]
    assert len(found) > 15
    for name, words in found:
        path = address(name, words)
        for where in (path, f"/en{path}"):
            answer = client.get(where)
            outside = where != path and answer.status_code == 404  # robots.txt and the like have one address
            assert answer.status_code in (200, 301, 302) or outside or name in TELLING, (name, where)
        assert client.head(path).status_code in (200, 301, 302) or name in TELLING, name
        assert (client.post(path).status_code == 405) != (name in WRITTEN), name


def test_every_other_address_asks_to_sign_in(season_one, client):
    found = [(name, words) for name, words, access in routes() if access.read is not EVERYONE]
    assert found
    for name, words in found:
        for answer in (client.get(address(name, words)), client.post(address(name, words))):
            assert answer.status_code in (302, 405), name
            assert answer.status_code == 405 or answer.url.startswith("/comptes/connexion/?next="), name


def test_every_page_says_its_language(season_one, client):
    for path, language in (("/editions/season-1/", "fr"), ("/en/editions/season-1/", "en")):
        assert f'<html lang="{language}">' in client.get(path).content.decode()
