"""The meetings of an edition, by the pages: the same as by a file."""

from gamma.cockpit.programme.models import Edition
from gamma.cockpit.reports.season.exporting import exported
from gamma.cockpit.reviews.models import Review
from gamma.ground.audit.models import Entry

PAGE = "/revues/small/"


def test_a_meeting_is_made_and_corrected_by_the_lead(client, people, bakery, send):
    client.force_login(people["lead"])
    before = Edition.objects.get().facts_version
    said = {"kind": "mid_term", "planned": "12/2020", "published": "15/01/2021", "sources": ["article"]}
    assert client.post(f"{PAGE}reunions/nouvelle/", said | {"id": "mid-term", "note": "Tenu"}).url == PAGE
    row = Review.objects.get(slug="mid-term")
    assert (row.planned, row.published, row.rank, row.note) == ("2020-12", "2021-01-15", 1, {"fr": "Tenu"})
    assert [source.slug for source in row.sources.all()] == ["article"]
    assert Edition.objects.get().facts_version > before
    assert send(f"{PAGE}reunions/mid-term/", kind="mid_term", held="2021-01", sources=["sheet"]).status_code == 302
    row.refresh_from_db()
    assert (row.planned, row.held, row.rank) == ("", "2021-01", 1)
    assert Entry.objects.filter(scope="small", verb="changed", after__sources=["sheet"]).exists()
    assert "janvier 2021" in client.get(PAGE).content.decode()


def test_an_address_left_empty_is_that_of_the_meeting_and_is_taken_once(client, people, bakery):
    client.force_login(people["lead"])
    said = {"kind": "checkpoint", "planned": "2020-11"}
    assert client.post(f"{PAGE}reunions/nouvelle/", said).status_code == 302
    assert Review.objects.filter(slug="point-detape").exists()
    again = client.post(f"{PAGE}reunions/nouvelle/", said)
    assert again.status_code == 422
    assert "déjà prise" in again.content.decode()


def test_two_leads_correct_the_same_meeting(client, people, bakery, send):
    client.force_login(people["lead"])
    path = f"{PAGE}reunions/kickoff/"
    seal = client.get(path).content.decode().split('name="seal" value="')[1][:16]
    assert send(path, kind="kickoff", held="2020-10").status_code == 302
    assert client.post(path, {"seal": seal, "kind": "kickoff", "held": "2020-11"}).status_code == 409
    assert Review.objects.get().held == "2020-10"


def test_a_meeting_that_decided_something_stays(client, people, bakery):
    client.force_login(people["lead"])
    assert client.post(f"{PAGE}reunions/kickoff/retirer/").url == PAGE
    assert "retirer d&#x27;abord ses décisions" in client.get(PAGE).content.decode()
    Review.objects.create(edition=bakery.edition, slug="slip", rank=1, kind="checkpoint")
    client.post(f"{PAGE}reunions/slip/retirer/")
    assert [row.slug for row in Review.objects.all()] == ["kickoff"]


def test_what_pages_write_is_what_a_file_would_say(client, past, join, send, kept, small):
    """The meeting and the decision of the small season, taken back and typed in again, export the same."""
    before = exported(past.edition)
    people = join(past)
    client.force_login(people["lead"])
    decision = past.indicators.get(slug="loaves").decisions.get()
    client.post(f"/revues/small/bakery/decisions/loaves/{decision.pk}/retirer/")
    client.post(f"{PAGE}reunions/kickoff/retirer/")
    assert exported(past.edition) != before
    client.post(f"{PAGE}reunions/nouvelle/", {"kind": "kickoff", "held": "2020-09", "id": "kickoff"})
    said = {"decided": "added", "review": "kickoff", "source": "article", "dated": "on"}
    assert client.post("/revues/small/bakery/decisions/loaves/nouvelle/", said).status_code == 302
    assert exported(Edition.objects.get()) == before
    assert kept(small).written == 0, "loading the file again changes nothing"


def test_only_the_lead_writes_meetings(client, people, bakery):
    for role, person in people.items():
        client.force_login(person)
        assert (client.get(f"{PAGE}reunions/nouvelle/").status_code == 200) is (role == "lead"), role
        assert (client.get(f"{PAGE}reunions/kickoff/").status_code == 200) is (role == "lead"), role
