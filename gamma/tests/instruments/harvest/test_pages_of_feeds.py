"""The pages: a feed is added, tried, enabled, changed, suspended, taken away; its secret is in none of them."""

import pytest
from django.test import Client
from django.urls import reverse

from gamma.cockpit.programme.models import Membership
from gamma.ground.accounts.models import Person
from gamma.ground.audit.models import Entry
from gamma.ground.desk import Place, links, tasks
from gamma.ground.drafts.models import Draft
from gamma.instruments.harvest import actions, sealing
from gamma.instruments.harvest.lists import FeedKind
from gamma.instruments.harvest.models import Feed, Host, Run
from gamma.instruments.harvest.sources import KINDS

from .conftest import NOW

TOKEN = "t0ken-that-nobody-sees"
WHERE = ["s1", "bakery"]


@pytest.fixture
def page(client, ada):
    """A browser of Ada's: get, or post, a page by its name."""
    client.force_login(ada)

    def ask(name, *words, data=None):
        path = reverse(f"harvest:{name}", args=[*WHERE, *words])
        answer = client.get(path) if data is None else client.post(path, data, follow=True)
        return answer.content.decode()

    return ask


@pytest.fixture
def told(server, ada):
    """What Ada fills in for a table."""
    server.says([{"m": "2026-10", "v": 7}])
    return {
        "title": "Visites",
        "indicator": "visits",
        "parameters__url": server.url,
        "parameters__format": "json",
        "parameters__period": "m",
        "parameters__value": "v",
        "secret": TOKEN,
        "delay": "1",
        "patience": "3",
        "owner": str(ada.pk),
    }


@pytest.fixture
def feed(page, told) -> Feed:
    assert "suspendu jusqu" in page("add", "table", data=told)
    return Feed.objects.get()


def test_every_kind_has_its_form_and_says_what_it_asks_for(page):
    chooser = page("choose")
    for kind in KINDS.values():
        shown = page("add", kind.word)
        assert str(kind.word.label) in chooser
        assert ('type="password"' in shown) == bool(kind.secret)
        for name in kind.facts.model_fields:
            assert f'name="parameters__{name}"' in shown


def test_a_kind_of_nothing_is_not_found(client, ada):
    client.force_login(ada)
    assert client.get(reverse("harvest:add", args=[*WHERE, "carrier-pigeon"])).status_code == 404


def test_a_feed_is_made_tried_enabled_and_read(page, feed, monkeypatch):
    assert sealing.opened(feed.secret) == TOKEN
    assert "Essayer à blanc" in page("feed", feed.pk)
    monkeypatch.setattr("gamma.instruments.harvest.views.feeds.timezone.now", lambda: NOW.replace(month=11))
    tried = page("try", feed.pk, data={})
    assert "Activer" in tried
    run = Run.objects.get()
    shown = page("run", feed.pk, run.pk)
    assert "Un essai à blanc" in shown
    assert f"{run.digest}" in shown
    assert "<td>7</td>" in shown
    assert "Le flux est actif" in page("enable", feed.pk, data={})
    assert "Le flux est suspendu" in page("suspend", feed.pk, data={})
    assert "Le flux est retiré" in page("remove", feed.pk, data={})
    assert not Feed.objects.exists()


def test_a_feed_is_not_enabled_before_it_was_tried(page, feed):
    assert "essai à blanc d" in page("enable", feed.pk, data={})
    assert not Feed.objects.get().enabled


def test_what_is_asked_otherwise_is_tried_again(page, feed, told):
    Feed.objects.update(tried="x", enabled=True)
    page("change", feed.pk, data={**told, "secret": "", "title": "Autre nom", "seal": seal(page, feed)})
    found = Feed.objects.get()
    assert (found.title, found.enabled, sealing.opened(found.secret)) == ("Autre nom", True, TOKEN)
    page("change", feed.pk, data={**told, "secret": "", "parameters__value": "w", "seal": seal(page, feed)})
    assert (Feed.objects.get().enabled, Feed.objects.get().tried) == (False, "")
    Feed.objects.update(tried="x", enabled=True)
    page(
        "change", feed.pk, data={**told, "parameters__value": "w", "secret": "another-token", "seal": seal(page, feed)}
    )
    assert not Feed.objects.get().enabled
    assert sealing.opened(Feed.objects.get().secret) == "another-token"


def seal(page, feed) -> str:
    return page("change", feed.pk).split('name="seal" value="')[1].split('"')[0]


def test_a_feed_that_readings_came_from_stays(page, server, feed_of):
    server.says([{"m": "2026-03", "v": 7}])
    feed = feed_of("table", url=server.url, format="json", period="m", value="v")
    actions.harvest(now=NOW)
    assert "le suspendre" in page("remove", feed.pk, data={})
    assert Feed.objects.exists()


def test_the_secret_is_nowhere(page, feed, server, client, ada, caplog, monkeypatch):
    monkeypatch.setattr("gamma.instruments.harvest.views.feeds.timezone.now", lambda: NOW.replace(month=11))
    with caplog.at_level("DEBUG"):
        page("try", feed.pk, data={})
    run = Run.objects.get()
    assert server.seen[0].headers["authorization"] == f"Bearer {TOKEN}"
    pages = [page("product"), page("feed", feed.pk), page("change", feed.pk), page("run", feed.pk, run.pk)]
    journal = [f"{entry.before}{entry.after}" for entry in Entry.objects.all()]
    kept = [str(row) for model in (Feed, Run) for row in model.objects.values()]
    assert not [text for text in [*pages, *journal, *kept, caplog.text] if TOKEN in text]


def test_the_secret_is_no_part_of_a_draft(client, ada, enrolment):
    client.force_login(ada)
    path = reverse("harvest:add", args=[*WHERE, "table"])
    client.post(reverse("drafts:keep"), {"draft_path": path, "title": "Vi", "secret": TOKEN})
    assert Draft.objects.get().fields == {"title": ["Vi"]}


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ({"parameters__url": "ftp://a.example/"}, "https"),
        ({"parameters__url": "https://u:p@a.example/"}, "mot de passe"),
        ({"parameters__period": ""}, "rien ne dit la période"),
        ({"parameters__value": ""}, "rien ne dit la valeur"),
        ({"secret": "short"}, "au moins 8"),
        ({"delay": "0"}, "1"),
        ({"patience": "999"}, "90"),
        ({"first": "mars"}, "période"),
        ({"indicator": "other"}, "choix"),
        ({"owner": "999999"}, "choix"),
    ],
)
def test_what_is_refused_says_why_and_records_nothing(page, told, words, sentence):
    assert sentence in page("add", "table", data={**told, **words})
    assert not Feed.objects.exists()


def test_a_question_that_writes_and_an_address_that_is_none_are_refused(page, told):
    said = {name: told[name] for name in ("title", "indicator", "delay", "patience")}
    sql = {**said, "parameters__value": "value", "parameters__query": "delete from visits", "secret": "sqlite:///a.db"}
    assert "qui n" in page("add", "sql", data=sql)
    sql |= {"parameters__query": "select 1 as value", "secret": "not-an-address"}
    assert "ne se lit pas" in page("add", "sql", data=sql)
    assert "Il manque" in page("add", "sql", data={**sql, "secret": ""})
    assert not Feed.objects.exists()


def test_reading_now_is_asked_for_once(page, feed):
    Feed.objects.update(tried="x", enabled=True)
    assert "se fera dans la minute" in page("ask", feed.pk, data={})
    assert "déjà demandé" in page("ask", feed.pk, data={})


def test_members_see_the_feeds_and_write_none(feed, enrolment):
    coach = Person.objects.create_user("coach@example.org")
    Membership.objects.create(person=coach, role="coach", edition=enrolment.edition, enrolment=enrolment)
    client = Client()
    client.force_login(coach)
    path = reverse("harvest:feed", args=[*WHERE, feed.pk])
    assert "Essayer" not in client.get(path).content.decode()
    assert client.post(reverse("harvest:try", args=[*WHERE, feed.pk])).status_code == 403


def test_a_feed_of_another_product_is_not_found_under_this_one(client, ada, feed, enrolment):
    other = enrolment.edition.enrolments.get(product__slug="other")
    Membership.objects.create(person=ada, role="data_owner", edition=enrolment.edition, enrolment=other)
    client.force_login(ada)
    assert client.get(reverse("harvest:feed", args=["s1", "other", feed.pk])).status_code == 404


def test_who_leads_says_which_hosts_may_be_asked(client, enrolment, settings, server, feed_of):
    lead = Person.objects.create_user("lead@example.org")
    Membership.objects.create(person=lead, role="lead", edition=enrolment.edition)
    client.force_login(lead)
    path = reverse("harvest:hosts", args=["s1"])
    for wrong in (
        "https://stats.example.org",
        "stats example",
        "stats.example.org/x",
        "stats",
        "a.example:99999",
        "10",
    ):
        assert client.post(path, {"name": wrong}).status_code == 422, wrong
    client.post(path, {"name": "Stats.Example.org", "why": "Matomo"})
    client.post(path, {"name": "stats.example.org:8443"})
    assert list(Host.objects.values_list("name", flat=True)) == ["stats.example.org", "stats.example.org:8443"]
    assert "déjà autorisé" in client.post(path, {"name": "stats.example.org"}).content.decode()
    assert "stats.example.org" in client.get(path).content.decode()
    host = Host.objects.first()
    client.post(reverse("harvest:forbid", args=["s1", host.pk]))
    assert Host.objects.count() == 1
    assert Entry.objects.filter(model="harvest.host").count() == 3


def test_the_desk_leads_to_the_feeds_and_says_which_are_late(feed, ada):
    assert any("Moissons" in link.label for link in links(Place("s1", "bakery", {"data_owner"})))
    assert any("Hôtes" in link.label for link in links(Place("s1", None, {"lead"})))
    Feed.objects.update(tried="x", enabled=True, told_at=NOW)
    assert any("en retard" in task.text for task in tasks(ada, NOW.date()))


def test_a_webhook_shows_where_to_send(page, feed_of):
    feed = feed_of("webhook", "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")
    assert str(feed.address) in page("feed", feed.pk)
    assert feed.kind == FeedKind.WEBHOOK


def test_a_person_who_leaves_takes_their_name_away(feed, ada):
    from gamma.instruments.harvest.personal import leave, told

    assert told(ada) == {"feeds": ["Visites"], "hosts": []}
    leave(ada)
    assert Feed.objects.get().owner is None
