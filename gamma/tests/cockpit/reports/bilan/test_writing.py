"""Texts are written through pages: versions stay, two writers lose nothing, what no figure gives is answered for."""

import re
from html import unescape

import pytest
from django.db import IntegrityError, connection, transaction

from gamma.cockpit.reports.models import Acknowledgement, Passage
from gamma.ground.audit.models import Entry
from gamma.ground.drafts.models import Draft

DESK = "/editions/small/bilan/ecrire/"
OWN = f"{DESK}bakery/reussites/"
TEXT = "Il y a eu {{loaves@2020-09}}."


def save(sent, person, path=OWN, text=TEXT, **more):
    answer = sent(person, path, text=text, text_en="", **more)
    assert answer.status_code == 302, answer.content.decode()[-3000:]
    return answer


def test_a_text_is_saved_and_every_version_stays(people, sent, client):
    save(sent, people["owner"])
    save(sent, people["lead"], text="Il y a eu {{loaves@2020-09}}, enfin.")
    assert [(row.revision, row.saved_by) for row in Passage.objects.all()] == [(0, "Owner"), (1, "Lead")]
    page = client.get(f"{OWN}versions/").content.decode()
    assert "enfin.</ins>" in page
    assert "<del>" in page
    assert list(Entry.objects.filter(verb="written").values_list("scope", flat=True)) == ["small/bakery"] * 2


def test_saving_the_same_words_again_adds_no_version(people, sent):
    save(sent, people["owner"])
    save(sent, people["owner"])
    assert Passage.objects.count() == 1


def test_a_text_comes_back_in_its_form_as_it_was_typed(people, sent, client):
    typed = "Vraiment ? 1 000 % : <b>oui</b> & non !"
    save(sent, people["owner"], text=typed)
    page = client.get(OWN).content.decode()
    assert typed in unescape(page[page.index("<textarea") : page.index("</textarea>")])


def test_the_base_refuses_to_change_a_version(people, sent):
    save(sent, people["owner"])
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
        Passage.objects.update(text="autre chose")
    Passage.objects.update(saved_by="quelqu'un")


def test_of_two_who_write_the_second_is_told_sees_both_and_loses_nothing(people, client):
    client.force_login(people["owner"])
    seal = re.search(r'name="seal" value="(\w*)"', client.get(OWN).content.decode())[1]
    client.force_login(people["lead"])
    client.post(OWN, {"seal": seal, "text": "Celui de la responsable.", "text_en": ""})
    client.force_login(people["owner"])
    answer = client.post(OWN, {"seal": seal, "text": "Le mien.", "text_en": ""})
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Lead a enregistré autre chose" in page
    assert "Celui de la responsable." in page
    assert page.count("Le mien.") >= 2
    assert Passage.objects.count() == 1


def test_a_closed_browser_finds_its_text_again(people, client):
    client.force_login(people["owner"])
    client.post("/brouillons/", {"draft_path": OWN, "text": "À moitié", "text_en": "", "seal": ""})
    assert Draft.objects.count() == 1
    assert "À moitié" in client.get(OWN).content.decode()


def test_a_name_that_is_none_is_refused_with_the_nearest_and_the_text_is_kept(people, sent):
    answer = sent(people["owner"], OWN, text="Il y a {{loave@2020-09}}.", text_en="")
    assert answer.status_code == 422
    assert "loaves@2020-09" in answer.content.decode()
    assert "Il y a {{loave@2020-09}}." in answer.content.decode()
    assert not Passage.objects.exists()


@pytest.mark.parametrize(
    ("person", "path", "status"),
    [
        ("owner", OWN, 200),
        ("neighbour", OWN, 403),
        ("sponsor", OWN, 403),
        ("lead", OWN, 200),
        ("coach", f"{DESK}introduction/", 200),
        ("owner", f"{DESK}introduction/", 403),
        ("owner", f"{DESK}bakery/introduction/", 404),
        ("lead", f"{DESK}reussites/", 404),
        ("owner", DESK, 200),
        ("sponsor", DESK, 200),
        ("sponsor", f"{DESK}apercu/", 200),
        ("owner", f"{DESK}publication/demande/", 403),
        ("neighbour", f"{OWN}versions/", 403),
    ],
)
def test_who_writes_what(people, client, person, path, status):
    client.force_login(people[person])
    assert client.get(path).status_code == status


def test_a_stranger_does_not_learn_that_the_page_exists(small_one, client, django_user_model):
    client.force_login(django_user_model.objects.create_user("ailleurs@example.org"))
    assert client.get(DESK).status_code == 404


def test_the_page_offers_names_and_tells_what_the_text_gives(people, sent, client):
    save(sent, people["owner"], text=f"{TEXT} Et 4 321 clics.")
    page = client.get(OWN).content.decode()
    assert '<code class="copied">{{loaves@2020-09}}</code>' in page
    assert "700\u00a0dossiers" in page
    assert "4\u202f321" in page
    assert "Assumer" in page


def test_what_is_typed_is_told_without_being_saved(people, client):
    client.force_login(people["owner"])
    page = client.post(
        f"{OWN}lecture/", {"text": "Il y a {{loaves#verdict}} et {{rien}}.", "text_en": ""}
    ).content.decode()
    assert "atteint" in page
    assert "le nom d&#x27;aucun chiffre" in page or "le nom d'aucun chiffre" in page
    assert not Passage.objects.exists()


def test_what_no_figure_gives_is_answered_for_with_a_reason(people, sent, client):
    save(sent, people["owner"], text="Voir l'article 12 de la loi.")
    page = client.get(DESK).content.decode()
    path = re.search(rf'href="({OWN}signalements/\w+/)"', page)[1]
    assert sent(people["owner"], path, reason="").status_code == 422
    assert sent(people["owner"], path, reason="Une référence légale").status_code == 302
    assert Acknowledgement.objects.get().given_by == "Owner"
    data = client.get(f"{DESK}apercu/bilan.json").json()
    assert [row["reason"] for row in data["bilan"]["acknowledged"]] == ["Une référence légale"]
    assert "Une référence légale" in client.get(f"{DESK}apercu/bilan.md").content.decode()
    sent(people["owner"], path, reason="Loi de 2004")
    assert Acknowledgement.objects.get().reason == "Loi de 2004"


@pytest.mark.parametrize("name", ["bilan.html", "bilan.pdf", "bilan.md", "bilan.json"])
def test_the_preview_says_that_it_is_a_draft_in_four_formats(people, sent, client, name):
    save(sent, people["lead"], f"{DESK}introduction/", "Une année à part.")
    answer = client.get(f"{DESK}apercu/{name}")
    assert answer.status_code == 200
    if name == "bilan.json":
        assert answer.json()["draft"] is True
    elif name != "bilan.pdf":
        assert "Brouillon" in answer.content.decode()
        assert "Une année à part." in answer.content.decode()


def test_nobody_else_reads_a_text_before_it_is_published(people, sent, client):
    save(sent, people["lead"], f"{DESK}introduction/", "Une année à part.")
    client.logout()
    assert "Une année à part." not in client.get("/editions/small/bilan/").content.decode()
    assert "texts" not in client.get("/editions/small/bilan/bilan.json").json()["bilan"]


def test_the_public_page_sets_no_cookie_and_shows_no_door(people, client):
    page = client.get("/editions/small/bilan/")
    assert not page.cookies
    assert DESK not in page.content.decode()
    client.force_login(people["owner"])
    assert DESK in client.get("/editions/small/bilan/").content.decode()
