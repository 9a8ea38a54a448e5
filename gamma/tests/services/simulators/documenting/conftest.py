"""The pages of the rules, at the addresses they have in the room; what is read on them."""

import html
import re

import pytest
from django.conf.urls.i18n import i18n_patterns
from django.urls import clear_url_caches, include, path

from gamma.services.simulators import urls as simulators
from gamma.services.simulators.catalogue import simulators as catalogue
from gamma.services.simulators.documenting import urls as documenting
from gamma.services.simulators.rules import engine
from gamma.site import urls as site

RULES = "/simulateurs/regles/"


@pytest.fixture(autouse=True)
def addresses(settings):
    ours = [path("regles/", include(documenting)), *simulators.urlpatterns]
    room = path("simulateurs/", include((ours, "simulators")))
    settings.ROOT_URLCONF = (*i18n_patterns(room, prefix_default_language=False), *site.urlpatterns)
    clear_url_caches()
    yield
    clear_url_caches()


@pytest.fixture
def see(client):
    """The text of a page as it is read: without tags, every space a plain one."""

    def text(path, data=None, status=200):
        answer = client.get(path, data)
        assert answer.status_code == status, path
        prose = html.unescape(re.sub(r"<[^>]+>", " ", answer.content.decode()))
        return " ".join(prose.split())

    return text


@pytest.fixture
def explain():
    """The step of a rule for an employee, with these answers."""

    def step(rule, depth=3, simulator="salaire-brut-net", **answers):
        situation = {**catalogue()[simulator].situation, **answers}
        return engine("modele-social").explain(rule, situation=situation, depth=depth).step

    return step
