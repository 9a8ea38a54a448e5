"""The public API as a whole: open to any page, described, documented from here, and JSON even where nothing is."""

import re
from contextlib import closing
from importlib.resources import files

import pytest
from django.test import Client

ROOT = "/api/v1/simulators"
PROGRAMME = "/api/v1/programme"
ADDRESSES = [
    f"{ROOT}/",
    f"{ROOT}/rules?limit=1",
    f"{ROOT}/zut",
    "/api/zut",
    "/api/openapi.json",
    f"{ROOT}/rules?limit=x",
]


@pytest.mark.parametrize("address", ADDRESSES)
def test_any_page_may_read_it_without_cookie(client, address):
    answer = client.get(address, HTTP_ORIGIN="https://exemple.fr")
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    assert answer.headers["Cross-Origin-Resource-Policy"] == "cross-origin"
    assert "Access-Control-Allow-Credentials" not in answer.headers
    assert not answer.cookies
    assert answer.headers["Content-Type"].startswith("application/json")


@pytest.mark.parametrize("address", [f"{ROOT}/evaluate", f"{ROOT}/batch", f"{ROOT}/", "/api/zut"])
def test_a_preflight_is_answered(client, address):
    answer = client.options(address, HTTP_ORIGIN="https://exemple.fr", HTTP_ACCESS_CONTROL_REQUEST_METHOD="POST")
    assert answer.status_code == 204
    assert {"POST", "PUT"} <= set(answer.headers["Access-Control-Allow-Methods"].split(", "))
    assert "Authorization" in answer.headers["Access-Control-Allow-Headers"]
    assert answer.headers["Access-Control-Allow-Origin"] == "*"


def test_no_token_of_a_form_is_asked(monkeypatch):
    monkeypatch.setattr("gamma.services.simulators.actions.count", lambda *_, **__: None)
    strict = Client(enforce_csrf_checks=True)
    answer = strict.post(f"{ROOT}/evaluate", {"expressions": "1"}, content_type="application/json")
    assert answer.status_code == 200


def test_what_is_not_there_may_be_written_to_in_vain():
    strict = Client(enforce_csrf_checks=True)
    answer = strict.post("/api/zut", {}, content_type="application/json")
    assert (answer.status_code, answer.headers["Content-Type"]) == (404, "application/json")


def test_the_pages_of_the_site_stay_closed(client):
    assert "Access-Control-Allow-Origin" not in client.get("/securite/").headers


def test_what_is_not_there_is_said_in_json(client):
    answer = client.get("/api/v2/zut")
    assert answer.status_code == 404
    assert answer.json()["error"]["where"] == "/api/v2/zut"


@pytest.mark.parametrize(
    ("address", "method"), [(f"{ROOT}/evaluate", "get"), (f"{ROOT}/", "post"), ("/api/docs", "post")]
)
def test_another_verb_is_refused(client, address, method):
    answer = getattr(client, method)(address)
    assert answer.status_code == 405
    assert answer.headers["Allow"]
    assert answer.headers["Access-Control-Allow-Origin"] == "*"


def test_the_root_leads_to_the_documentation(client):
    assert client.get("/api/").headers["Location"] == "/api/docs"


@pytest.mark.django_db
def test_the_documentation_asks_nothing_of_anyone_else(client):
    answer = client.get("/api/docs")
    page = answer.content.decode()
    assert answer.status_code == 200
    assert "https://" not in page
    assert "http://" not in page
    for script in re.findall(r'(?:src|href)="([^"]+)"', page):
        with closing(client.get(script)) as found:
            assert found.status_code == 200, script
    assert "script-src 'self'" in answer.headers["Content-Security-Policy"]
    assert all("src=" in tag or "application/json" in tag for tag in re.findall(r"<script[^>]*>", page))


def test_the_scripts_of_the_documentation_are_whole():
    assert files("ninja").joinpath("static/ninja/swagger-ui-bundle.js").is_file()


def test_the_description_tells_every_operation(client):
    description = client.get("/api/openapi.json").json()
    told = {(path, verb) for path, verbs in description["paths"].items() for verb in verbs}
    product = f"{PROGRAMME}/editions/{{edition}}/products/{{product}}"
    indicator = f"{product}/indicators/{{indicator}}"
    assert told == {
        (f"{PROGRAMME}/editions", "get"),
        (f"{PROGRAMME}/editions/{{edition}}", "get"),
        (f"{PROGRAMME}/editions/{{edition}}/products", "get"),
        (product, "get"),
        (indicator, "get"),
        (f"{indicator}/readings", "get"),
        (f"{indicator}/readings", "post"),
        (f"{indicator}/readings", "put"),
        (f"{indicator}/readings/{{address}}", "get"),
        (f"{ROOT}/", "get"),
        (f"{ROOT}/rules", "get"),
        (f"{ROOT}/rules/{{name}}", "get"),
        (f"{ROOT}/evaluate", "post"),
        (f"{ROOT}/batch", "post"),
        (f"{ROOT}/{{slug}}", "get"),
    }
    batch = description["paths"][f"{ROOT}/batch"]["post"]
    assert set(batch["requestBody"]["content"]) == set(batch["responses"]["200"]["content"])
    evaluate = description["paths"][f"{ROOT}/evaluate"]["post"]["requestBody"]["content"]["application/json"]["schema"]
    assert set(evaluate["properties"]) == {"expressions", "situation", "model", "version"}


def test_what_asks_for_a_key_says_so(client):
    description = client.get("/api/openapi.json").json()
    paths = description["paths"]
    keyed = {verb for verbs in paths.values() for verb, told in verbs.items() if told.get("security")}
    assert keyed == {"post", "put"}
    assert description["components"]["securitySchemes"] == {"Key": {"type": "http", "scheme": "bearer"}}


def test_it_says_the_language_it_speaks(client):
    assert client.get(f"{ROOT}/zut").headers["Content-Language"] == "fr"
    answer = client.get(f"{ROOT}/zut", HTTP_ACCEPT_LANGUAGE="en")
    assert answer.headers["Content-Language"] == "en"
    assert "Accept-Language" in answer.headers["Vary"]
