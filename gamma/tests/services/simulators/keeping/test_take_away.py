"""The ways to take a simulation away lead to it."""

import re
from html import unescape

import pytest
from django.template.loader import render_to_string
from django.test import RequestFactory

from gamma.services.simulators import addresses
from gamma.services.simulators.catalogue import simulators
from gamma.services.simulators.page import showing
from gamma.services.simulators.page.gestures import gesture

PAY = "salari%C3%A9+.+contrat+.+salaire+brut=3000+%E2%82%AC%2Fmois"


def shown(query: str, framed: bool = False) -> str:
    simulator = simulators()["salaire-brut-net"]
    results = showing.results(gesture(simulator, {"etat": [query]}))
    assert results.address == addresses.write(results.simulation)
    context = {"results": results, "simulator": simulator, "here": "/simulateurs/salaire-brut-net/", "framed": framed}
    request = RequestFactory().get("/simulateurs/salaire-brut-net/repondre/")
    return render_to_string("simulators/keeping/take_away.html", context, request)


@pytest.mark.django_db
def test_every_link_answers(client):
    links = [unescape(one) for one in re.findall(r'href="([^"]*)"', shown(PAY))]
    assert len(links) == 4
    assert all(one.endswith(f"?{PAY}") for one in links)
    assert [client.get(one).status_code for one in links] == [200] * 4


def test_an_example_is_not_kept(client):
    links = re.findall(r'href="([^"]*)"', shown(""))
    assert [one.partition("?")[0].rpartition("/")[2] for one in links] == ["simulation.pdf", "simulation.xlsx"]


def test_a_frame_opens_pages_beside_it():
    assert shown(PAY, framed=True).count('target="_blank"') == 2
    assert "target" not in shown(PAY)


def test_the_whole_address_is_on_paper():
    assert f"http://testserver/simulateurs/salaire-brut-net/?{PAY}" in unescape(shown(PAY))
