"""What reviews decide: keep, replace, retire, each with its reason; the indicators' life follows."""

import pytest

from gamma.cockpit.indicators.models import Definition, Indicator
from gamma.cockpit.reviews.models import Decision, Review
from gamma.ground.audit.models import Entry

PAGE = "/revues/small/bakery/"
MID_TERM = f"{PAGE}choix/mid-term/"


@pytest.fixture
def mid_term(bakery):
    """A mid-term review, and three indicators that are followed."""
    Indicator.objects.filter(slug="smell").update(status="active")
    crumbs = Indicator.objects.create(enrolment=bakery, slug="crumbs", rank=2)
    Definition.objects.create(indicator=crumbs, name={"fr": "Miettes"}, kind="count", window="month")
    return Review.objects.create(edition=bakery.edition, slug="mid-term", rank=1, kind="mid_term")


def indicator(slug):
    return Indicator.objects.get(slug=slug)


def choose(send, **said):
    return send(MID_TERM, **{f"{name}_{slug}": value for slug, one in said.items() for name, value in one.items()})


ALL = {
    "loaves": {"decided": "kept", "reason": "Le cœur du métier"},
    "smell": {"decided": "replaced", "reason": "Personne ne sait la mesurer", "successor": "crumbs"},
}


def test_each_is_kept_replaced_or_retired_with_its_reason(client, people, mid_term, send):
    client.force_login(people["product_lead"])
    page = client.get(MID_TERM).content.decode()
    assert "Pains par mois" in page
    assert "environ 935,5\u00a0dossiers" in page
    assert choose(send, **ALL).url == f"{PAGE}decisions/"
    smell = indicator("smell")
    assert (smell.status, smell.successor, smell.reason) == (
        "retired",
        indicator("crumbs"),
        {"fr": "Personne ne sait la mesurer"},
    )
    rows = Decision.objects.filter(review=mid_term)
    assert {(row.indicator.slug, row.decided, row.source.kind, row.dated) for row in rows} == {
        ("loaves", "kept", "typed", True),
        ("smell", "replaced", "typed", True),
    }
    assert rows.get(indicator__slug="loaves").rank == 1, "after what was decided before"
    assert indicator("crumbs").status == "active"
    assert {"kept", "replaced"} <= set(Entry.objects.filter(scope="small/bakery").values_list("verb", flat=True))
    listed = client.get(f"{PAGE}decisions/").content.decode()
    assert "Personne ne sait la mesurer" in listed


@pytest.mark.parametrize(
    ("choice", "told"),
    [
        ({"decided": "kept"}, "Dire pourquoi"),
        ({"decided": "retired"}, "Dire pourquoi"),
        ({"decided": "replaced", "reason": "Parce que"}, "Choisir le remplaçant"),
        ({"decided": "replaced", "reason": "Parce que", "successor": "smell"}, "Sélectionnez un choix valide"),
    ],
)
def test_what_is_lacking_is_said_and_nothing_is_written(client, people, mid_term, send, choice, told):
    client.force_login(people["coach"])
    answer = choose(send, smell=choice)
    assert answer.status_code == 422
    assert told in answer.content.decode()
    assert indicator("smell").status == "active"
    assert not Decision.objects.filter(review=mid_term).exists()


def test_a_successor_stays_followed(client, people, mid_term, send):
    client.force_login(people["coach"])
    said = {"smell": ALL["smell"], "crumbs": {"decided": "retired", "reason": "Trop de miettes"}}
    answer = choose(send, **said)
    assert answer.status_code == 422
    assert "choisir un remplaçant qui reste suivi" in answer.content.decode()
    assert indicator("smell").status == "active"


def test_decided_again_the_last_word_stands(client, people, mid_term, send):
    client.force_login(people["coach"])
    choose(send, **ALL)
    entries = Entry.objects.count()
    choose(send, **ALL)
    assert Entry.objects.count() == entries, "the same said again writes nothing"
    choose(send, loaves=ALL["loaves"], smell={"decided": "kept", "reason": "On a trouvé comment"})
    smell = indicator("smell")
    assert (smell.status, smell.successor, smell.reason) == ("active", None, {})
    assert [row.decided for row in Decision.objects.filter(indicator=smell)] == ["kept"]


def test_two_people_decide_at_once_and_the_second_sees_both(client, people, mid_term, send):
    client.force_login(people["coach"])
    seal = client.get(MID_TERM).content.decode().split('name="seal" value="')[1][:16]
    choose(send, **ALL)
    said = {"seal": seal, "decided_smell": "kept", "reason_smell": "Elle compte"}
    answer = client.post(MID_TERM, said)
    assert answer.status_code == 409
    assert "Elle compte" in answer.content.decode()
    assert "Personne ne sait la mesurer" in answer.content.decode()
    assert indicator("smell").status == "retired"


def test_an_edition_that_is_over_is_recorded_as_it_was(client, past, join):
    people = join(past)
    client.force_login(people["coach"])
    path = f"{PAGE}decisions/smell/nouvelle/"
    said = {"decided": "retired", "review": "kickoff", "source": "article"}
    assert client.post(path, said).status_code == 302
    row = Decision.objects.get(indicator__slug="smell")
    assert (row.decided, row.dated, row.reason, row.source.slug) == ("retired", False, {}, "article")
    assert "date non publiée" in client.get(f"{PAGE}decisions/").content.decode()


def test_while_it_runs_an_indicator_ends_at_a_review(client, people, mid_term):
    client.force_login(people["coach"])
    said = {"decided": "retired", "review": "mid-term", "source": "article", "reason": "x"}
    answer = client.post(f"{PAGE}decisions/loaves/nouvelle/", said)
    assert answer.status_code == 422
    assert "à la page de la réunion" in answer.content.decode()


def test_a_decision_is_corrected(client, people, bakery, send):
    client.force_login(people["lead"])
    row = Decision.objects.get()
    path = f"{PAGE}decisions/loaves/{row.pk}/"
    said = {"decided": "reported", "review": "kickoff", "source": "sheet", "reason": "Publié sans choix"}
    assert send(path, **said).status_code == 302
    row.refresh_from_db()
    assert (row.decided, row.dated, row.source.slug, row.rank) == ("reported", False, "sheet", 0)
    entry = Entry.objects.get(model="reviews.decision")
    assert (entry.before["decided"], entry.after["decided"]) == ("added", "reported")


def test_who_decides(client, people, mid_term):
    for role, person in people.items():
        client.force_login(person)
        decides = role in ("lead", "coach", "product_lead")
        assert (client.get(MID_TERM).status_code == 200) is decides, role
        assert (client.get(f"{PAGE}decisions/loaves/nouvelle/").status_code == 200) is decides, role
        reads = decides or role in ("deployment", "data_owner", "sponsor")
        assert (client.get(f"{PAGE}decisions/").status_code == 200) is reads, role
