"""Drafts: what was typed is found again, by who typed it, at the form it was typed in, for a month."""

from datetime import timedelta

import pytest
from django.utils import timezone

from gamma.ground.accounts.actions import person_at
from gamma.ground.drafts import actions
from gamma.ground.drafts.models import Draft
from gamma.ground.drafts.queries import draft, kept

KEEP, DROP = "/brouillons/", "/brouillons/effacer/"
NAME = "/comptes/nom/"


@pytest.fixture
def awa(db):
    return person_at("awa@exemple.fr", name="Awa Diop")


@pytest.fixture
def noe(db):
    return person_at("noe@exemple.fr")


def test_the_last_word_counts(awa):
    for typed in ("A", "Aw"):
        actions.keep({"name": [typed]}, path=NAME, by=awa)
    assert Draft.objects.get().fields == {"name": ["Aw"]}


def test_each_has_their_own_at_each_address(awa, noe):
    actions.keep({"name": ["Awa"]}, path=NAME, by=awa)
    actions.keep({"name": ["Noé"]}, path=NAME, by=noe)
    actions.keep({"text": ["…"]}, path="/elsewhere/", by=awa)
    assert draft(NAME, awa).fields == {"name": ["Awa"]}
    assert draft(NAME, noe).fields == {"name": ["Noé"]}
    assert [one["path"] for one in kept(awa)] == [NAME, "/elsewhere/"]
    actions.drop(path=NAME, by=awa)
    assert draft(NAME, awa) is None
    assert draft(NAME, noe) is not None
    assert actions.drop_all(noe) == 1
    assert {one.person for one in Draft.objects.all()} == {awa}


def test_a_month_later_they_are_gone(awa):
    actions.keep({"name": ["Awa"]}, path=NAME, by=awa)
    kept = draft(NAME, awa)
    assert actions.forget(now=kept.saved_at + timedelta(days=30)) == 0
    assert actions.forget(now=kept.saved_at + timedelta(days=30, seconds=1)) == 1


def test_what_no_form_holds_is_not_kept(client, awa):
    client.force_login(awa)
    assert client.post(KEEP, {"draft_path": NAME, "text": "x" * (actions.LARGEST + 1)}).status_code == 413
    assert not Draft.objects.exists()


def test_fields_are_kept_and_neither_the_token_nor_the_place(client, awa):
    client.force_login(awa)
    form = {"draft_path": NAME, "csrfmiddlewaretoken": "t", "name": "Awa", "seal": "s", "several": ["a", "b"]}
    assert client.post(KEEP, form).status_code == 204
    assert draft(NAME, awa).fields == {"name": ["Awa"], "seal": ["s"], "several": ["a", "b"]}


def test_a_draft_is_shown_in_its_form_and_goes_once_sent(client, awa):
    client.force_login(awa)
    seal = client.get(NAME).context["seal"]
    client.post(KEEP, {"draft_path": NAME, "name": "Awa D.", "seal": seal})
    page = client.get(NAME)
    assert 'value="Awa D."' in page.content.decode()
    assert "Votre brouillon du" in page.content.decode()
    client.post(NAME, {"name": "Awa D.", "seal": seal})
    assert draft(NAME, awa) is None
    assert kept(awa) == []


def test_what_comes_after_the_form_was_sent_is_not_kept_for_the_next_one(awa):
    """The browser sends the last field and the form itself at once: whichever comes first, nothing is found again."""
    opened = timezone.now()
    actions.drop(path=NAME, by=awa)
    assert actions.keep({"name": ["Awa"]}, path=NAME, by=awa, opened=opened)
    assert draft(NAME, awa) is None
    actions.keep({"name": ["Autre"]}, path=NAME, by=awa, opened=timezone.now())
    assert draft(NAME, awa).fields == {"name": ["Autre"]}


@pytest.mark.parametrize("opened", ["", "hier", "1e999", "nan", "-1"])
def test_a_form_that_does_not_say_when_it_was_opened_is_kept(client, awa, opened):
    client.force_login(awa)
    assert client.post(KEEP, {"draft_path": NAME, "name": "Awa", "opened": opened}).status_code == 204
    assert draft(NAME, awa) is not None


def test_a_draft_of_a_state_that_changed_since_is_told_when_it_is_sent(client, awa):
    client.force_login(awa)
    client.post(KEEP, {"draft_path": NAME, "name": "Awa D.", "seal": client.get(NAME).context["seal"]})
    awa.name = "Awa Martin"
    awa.save()
    seal = client.get(NAME).context["seal"]
    answer = client.post(NAME, {"name": "Awa D.", "seal": seal})
    assert answer.status_code == 409
    assert "Awa Martin" in answer.content.decode()
    assert draft(NAME, awa) is not None


def test_one_may_begin_again_from_what_is_recorded(client, awa):
    client.force_login(awa)
    client.post(KEEP, {"draft_path": NAME, "name": "Awa D."})
    assert client.post(DROP, {"draft_path": NAME}).url == NAME
    assert 'value="Awa Diop"' in client.get(NAME).content.decode()
    assert client.post(DROP, {"draft_path": "//ailleurs.example/"}).url == "/"


def test_a_visitor_keeps_nothing(client, db):
    assert client.post(KEEP, {"draft_path": NAME, "name": "x"}).url.startswith("/comptes/connexion/")
    assert not Draft.objects.exists()
