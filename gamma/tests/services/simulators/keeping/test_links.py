"""A simulation kept by a link is found again until its day, says when its rules have changed, and can be deleted."""

from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.timezone import localdate

from gamma.services.simulators import actions
from gamma.services.simulators.keeping.links import LONGEST
from gamma.services.simulators.models import Saved

pytestmark = pytest.mark.django_db
PAY = {"salarié . contrat . salaire brut": "3000 €/mois"}
ADDRESS = "salari%C3%A9+.+contrat+.+salaire+brut=3000+%E2%82%AC%2Fmois"
FORM = f"/simulateurs/salaire-brut-net/garder/?{ADDRESS}"


def kept(on: date | None = None, **changes: str) -> Saved:
    words = {"simulator": "salaire-brut-net", "address": ADDRESS, "model": "modele-social 11.1.0", **changes}
    return actions.keep(on=on or localdate(), **words)


def test_a_link_gives_the_simulation_again(client):
    saved = client.post(FORM)
    row = Saved.objects.get()
    assert saved.headers["Location"] == f"/simulateurs/garde/{row.token}/effacer/"
    assert (row.simulator, row.address, row.model) == ("salaire-brut-net", ADDRESS, "modele-social 11.1.0")
    assert row.expires == localdate() + timedelta(days=365)
    page = client.get(saved.headers["Location"]).content.decode()
    assert f'value="http://testserver/simulateurs/garde/{row.token}/"' in page
    found = client.get(f"/simulateurs/garde/{row.token}/")
    assert (found.status_code, found.headers["Location"]) == (302, f"/simulateurs/salaire-brut-net/?{ADDRESS}")
    assert found.headers["X-Robots-Tag"] == "noindex"
    assert "no-store" in found.headers["Cache-Control"]


def test_two_links_are_never_alike(client):
    client.post(FORM)
    client.post(FORM)
    tokens = list(Saved.objects.values_list("token", flat=True))
    assert len({*tokens}) == 2
    assert min(map(len, tokens)) >= 22


def test_a_form_of_another_site_keeps_and_deletes_nothing():
    strict, saved = Client(enforce_csrf_checks=True), kept()
    assert strict.post(FORM).status_code == 403
    assert strict.post(reverse("simulators:forget", args=[saved.token])).status_code == 403
    assert Saved.objects.count() == 1


def test_the_only_cookie_is_that_of_the_form(client):
    assert "csrfmiddlewaretoken" in client.get(FORM).content.decode()
    assert set(client.cookies) == {"csrftoken"}
    other = Client()
    other.get("/simulateurs/salaire-brut-net/", PAY)
    other.get("/simulateurs/salaire-brut-net/simulation.pdf", PAY)
    assert set(other.cookies) == set()


def test_nothing_is_kept_of_an_empty_simulation_nor_of_one_too_long(client):
    for query, words in (("", "Cette simulation est vide"), (f"{ADDRESS}&comparer={'a' * LONGEST}", "trop longue")):
        answer = client.post(f"/simulateurs/salaire-brut-net/garder/?{query}")
        assert answer.status_code == 422
        assert words in answer.content.decode()
        assert "csrfmiddlewaretoken" not in answer.content.decode()
    assert Saved.objects.count() == 0


def test_whoever_has_the_link_may_delete_it(client):
    saved, other = kept(), kept()
    page = reverse("simulators:forget", args=[saved.token])
    assert client.get(page).status_code == 200
    assert Saved.objects.count() == 2
    assert "Simulation effacée" in client.post(page).content.decode()
    assert [one.token for one in Saved.objects.all()] == [other.token]
    assert client.get(reverse("simulators:kept", args=[saved.token])).status_code == 404
    assert client.post(page).status_code == 404


@pytest.mark.parametrize("name", ["kept", "forget"])
def test_a_link_that_was_never_there_is_not_found(client, name):
    answer = client.get(reverse(f"simulators:{name}", args=["nulle-part" * 30]))
    assert answer.status_code == 404
    assert "Aucune simulation n'est gardée sous ce lien" in answer.content.decode()


def test_a_link_holds_until_its_day(client):
    last, past = kept(localdate() - timedelta(days=365)), kept(localdate() - timedelta(days=366))
    assert client.get(reverse("simulators:kept", args=[last.token])).status_code == 302
    for name in ("kept", "forget"):
        gone = client.get(reverse(f"simulators:{name}", args=[past.token]))
        assert gone.status_code == 410
        assert "sa date est passée" in gone.content.decode()


def test_rules_that_have_changed_are_told_before_the_page(client):
    saved = kept(model="modele-social 10.0.1")
    answer = client.get(reverse("simulators:kept", args=[saved.token]))
    page = answer.content.decode()
    assert answer.status_code == 200
    assert "faite avec modele-social 10.0.1" in page
    assert "calculée avec modele-social 11.1.0" in page
    assert f'href="/simulateurs/salaire-brut-net/?{ADDRESS}"' in page


def test_a_rule_that_is_no_longer_there_is_named(client):
    saved = kept(address=f"{ADDRESS}&salari%C3%A9+.+disparu=3")
    page = client.get(reverse("simulators:kept", args=[saved.token])).content.decode()
    assert "salarié . disparu" in page
    assert "Les règles ont changé depuis" not in page


def test_a_simulator_is_found_by_its_former_name_and_missed_without(client):
    former, lost = kept(simulator="simulateur-embauche"), kept(simulator="disparu")
    found = client.get(reverse("simulators:kept", args=[former.token]))
    assert found.headers["Location"].startswith("/simulateurs/salaire-brut-net/")
    assert client.get(reverse("simulators:kept", args=[lost.token])).status_code == 410


def test_the_pages_are_in_english_too(client):
    saved = kept(model="modele-social 10.0.1")
    for path in (FORM, f"/simulateurs/garde/{saved.token}/", f"/simulateurs/garde/{saved.token}/effacer/"):
        assert '<html lang="en">' in client.get(f"/en{path}").content.decode()
