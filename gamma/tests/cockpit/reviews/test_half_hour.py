"""The weekly half hour: begun, filled, closed; what stays open comes back, and a past one reads as it did."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from gamma.cockpit.programme.queries import kept
from gamma.cockpit.reviews import actions, queries
from gamma.cockpit.reviews.facts import ActionFacts, BlockerFacts, NoteFacts
from gamma.cockpit.reviews.models import Action, Agreed, Blocker, CheckIn, Note
from gamma.ground.accounts.actions import person_at
from gamma.ground.audit.models import Entry
from gamma.ground.errors import UserError

PAGE = "/revues/small/bakery/"
TEAM = frozenset({"product_lead"})


def week(bakery, monday, roles=TEAM, now=None):
    bakery.edition.refresh_from_db(fields=["facts_version"])
    return queries.week(bakery, monday, now=now or timezone.now(), roles=roles)


def test_it_is_begun_filled_and_closed_through_its_pages(client, people, bakery, this_week, send):
    client.force_login(people["product_lead"])
    here = f"{PAGE}{this_week}/"
    assert "Commencer le point" in client.get(here).content.decode()
    assert client.post(f"{here}commencer/").url == here
    page = client.get(here).content.decode()
    assert "Clore le point" in page
    assert "Commencer le point" not in page
    assert client.post(f"{here}decision/", {"text": "Essayer le seigle"}).url == f"{here}#decisions"
    said = {"text": "Appeler le meunier", "owner": people["coach"].pk, "due": "2030-01-02"}
    assert client.post(f"{here}action/", said).url == f"{here}#actions"
    said = {"text": "Pas de four", "asked": "role:sponsor", "owner": people["coach"].pk, "since": str(this_week)}
    assert client.post(f"{here}blocage/", said).url == f"{here}#blocages"
    assert client.post(f"{here}note/", {"text": "Bonne ambiance", "audience": "sponsor"}).url == f"{here}#notes"
    page = client.get(here).content.decode()
    for text in ("Essayer le seigle", "Appeler le meunier", "Pas de four", "commanditaire", "Bonne ambiance"):
        assert text in page
    assert client.post(f"{here}clore/").url == here
    assert "Point clos le" in client.get(here).content.decode()
    again = client.post(f"{here}decision/", {"text": "Trop tard"})
    assert again.status_code == 422
    assert "Ce point est clos" in again.content.decode()
    assert Agreed.objects.count() == 1
    assert {"begun", "made", "closed"} <= set(Entry.objects.values_list("verb", flat=True))


def test_what_is_refused_stays_in_its_fields(client, people, checkin, this_week):
    client.force_login(people["product_lead"])
    said = {"text": "Pas de four", "owner": people["coach"].pk, "since": str(this_week)}
    answer = client.post(f"{PAGE}{this_week}/blocage/", said)
    assert answer.status_code == 422
    assert "Pas de four" in answer.content.decode()
    assert "à qui le déblocage est demandé" in answer.content.decode()
    assert not Blocker.objects.exists()


def test_what_was_typed_and_not_sent_is_found_again_on_the_page(client, people, checkin, this_week):
    client.force_login(people["coach"])
    path = f"{PAGE}{this_week}/decision/"
    client.post("/brouillons/", {"draft_path": path, "text": "Faire des brioches"})
    page = client.get(f"{PAGE}{this_week}/").content.decode()
    assert '<details class="adding" open>' in page
    assert "Faire des brioches" in page


def test_begun_twice_it_is_the_same_one_and_never_in_a_week_to_come(bakery, people, this_week, checkin):
    again = actions.begin(bakery, week=this_week, by=people["data_owner"], now=timezone.now())
    assert again == checkin
    assert again.begun_by == people["coach"]
    for day in (this_week + timedelta(days=7), this_week + timedelta(days=1)):
        with pytest.raises(UserError):
            actions.begin(bakery, week=day, by=people["coach"], now=timezone.now())


def plan(checkin, people, text="Pétrir", due=None):
    facts = ActionFacts(text=text, owner=people["coach"].pk, due=due or checkin.week)
    return actions.add(Action, facts, checkin=checkin, by=people["coach"])


def begun(bakery, people, monday):
    now = timezone.now() - (actions.monday(timezone.localdate()) - monday)
    return actions.begin(bakery, week=monday, by=people["coach"], now=now)


def test_open_actions_come_back_until_they_are_done(bakery, people, this_week):
    first = begun(bakery, people, this_week - timedelta(days=14))
    action = plan(first, people)
    actions.close(first, by=people["coach"], now=first.begun_at + timedelta(minutes=30))
    second = begun(bakery, people, this_week - timedelta(days=7))
    assert week(bakery, second.week).carried == [action]
    assert week(bakery, second.week).actions == []
    actions.close(second, by=people["coach"], now=second.begun_at + timedelta(minutes=30))
    actions.tick(action, done=True, by=people["coach"], today=timezone.localdate())
    begun(bakery, people, this_week)
    assert week(bakery, this_week).carried[0].done_on == timezone.localdate()
    past = week(bakery, second.week)
    assert past.carried[0].done_on is None, "a past page reads as it did"
    coming = week(bakery, this_week + timedelta(days=7), now=timezone.now() + timedelta(days=7))
    assert coming.carried == []


def test_done_and_not_done_are_one_click(client, people, checkin, this_week):
    action = plan(checkin, people)
    client.force_login(people["data_owner"])
    where = f"{PAGE}{this_week}/#avant"
    assert client.post(f"{PAGE}action/{action.pk}/fait/", {"done": "1", "next": where}).url == where
    action.refresh_from_db()
    assert action.done_on == timezone.localdate()
    away = client.post(f"{PAGE}action/{action.pk}/fait/", {"done": "0", "next": "https://elsewhere.example"})
    assert away.url == f"{PAGE}{this_week}/#actions"
    action.refresh_from_db()
    assert action.done_on is None


def test_two_people_correct_the_same_line_and_the_second_sees_both(client, people, checkin, send):
    action = plan(checkin, people)
    client.force_login(people["product_lead"])
    path = f"{PAGE}action/{action.pk}/"
    seal = client.get(path).content.decode().split('name="seal" value="')[1][:16]
    said = {"owner": people["coach"].pk, "due": "2030-01-02"}
    assert send(path, text="Pétrir plus fort", **said).status_code == 302
    late = client.post(path, {"seal": seal, "text": "Pétrir moins", **said})
    assert late.status_code == 409
    assert "Pétrir plus fort" in late.content.decode()
    assert "Pétrir moins" in late.content.decode()
    action.refresh_from_db()
    assert action.text == "Pétrir plus fort"


def test_a_line_is_taken_back(client, people, checkin, this_week):
    action = plan(checkin, people)
    client.force_login(people["product_lead"])
    assert client.post(f"{PAGE}action/{action.pk}/retirer/").url == f"{PAGE}{this_week}/#actions"
    assert not Action.objects.exists()
    assert Entry.objects.filter(verb="removed", before__text="Pétrir").exists()


def test_an_action_is_given_to_somebody_who_takes_part(people, checkin):
    stranger = people["coach"].pk + 1_000
    with pytest.raises(UserError, match="ne prend pas part"):
        actions.add(
            Action, ActionFacts(text="Pétrir", owner=stranger, due=checkin.week), checkin=checkin, by=people["coach"]
        )


def block(checkin, people, **said):
    facts = {"text": "Pas de four", "owner": people["coach"].pk, "since": checkin.week, "asked": "role:sponsor", **said}
    return actions.add(Blocker, BlockerFacts(**facts), checkin=checkin, by=people["coach"])


def test_a_blocker_is_asked_of_a_role_a_person_or_a_name(people, checkin):
    assert block(checkin, people).asked == "commanditaire"
    assert block(checkin, people, asked=f"person:{people['expert'].pk}").asked == "Expert"
    assert block(checkin, people, asked="", elsewhere="La mairie").asked == "La mairie"
    with pytest.raises(ValueError, match="une seule personne"):
        BlockerFacts(text="x", owner=1, since=checkin.week, asked="role:sponsor", elsewhere="La mairie")


def test_a_sponsor_lifts_what_a_sponsor_is_asked_and_nothing_else(client, people, checkin, send):
    asked, other = block(checkin, people), block(checkin, people, asked="", elsewhere="La mairie")
    client.force_login(people["sponsor"])
    path = f"{PAGE}blocage/{asked.pk}/lever/"
    assert send(f"{path}?next=/editions/", how="").status_code == 422, "how it was lifted is asked for"
    assert send(f"{path}?next=/editions/", how="Four commandé").url == "/editions/"
    asked.refresh_from_db()
    assert (asked.lifted_on, asked.lifted_by, asked.how) == (timezone.localdate(), people["sponsor"], "Four commandé")
    assert client.get(f"{PAGE}blocage/{other.pk}/lever/").status_code == 404
    assert client.get(f"{PAGE}{checkin.week}/").status_code == 403, "a sponsor has no daily detail"


def test_a_blocker_lifted_by_mistake_stands_again(client, people, checkin):
    blocker = block(checkin, people)
    actions.lift(blocker, how="Four trouvé", by=people["coach"], today=timezone.localdate())
    client.force_login(people["coach"])
    client.post(f"{PAGE}blocage/{blocker.pk}/rouvrir/")
    blocker.refresh_from_db()
    assert (blocker.lifted_on, blocker.how) == (None, "")


def test_notes_of_coaches_are_for_coaches_even_in_the_journal(client, people, checkin):
    note = actions.add(Note, NoteFacts(text="Le chef doute", audience="coach"), checkin=checkin, by=people["coach"])
    here = f"{PAGE}{checkin.week}/"
    for role, seen in (("coach", True), ("product_lead", False), ("lead", False)):
        client.force_login(people[role])
        assert ("Le chef doute" in client.get(here).content.decode()) is seen, role
    client.force_login(people["product_lead"])
    assert client.get(f"{PAGE}note/{note.pk}/").status_code == 404
    assert client.post(f"{PAGE}note/{note.pk}/retirer/").status_code == 404
    actions.change(note, NoteFacts(text="Le chef y croit", audience="coach"), by=people["coach"])
    told = [f"{entry.subject} {entry.before} {entry.after}" for entry in Entry.objects.all()]
    assert not [text for text in told if "Le chef" in text]
    assert [entry.verb for entry in Entry.objects.filter(model="reviews.note")] == ["changed", "made"]
    path = f"{PAGE}{checkin.week}/note/"
    assert client.post(path, {"text": "x", "audience": "coach"}).status_code == 422, "only a coach writes for coaches"


def test_what_moved_shows_before_and_after_and_how_near_the_target(bakery, people, this_week, read):
    last = begun(bakery, people, this_week - timedelta(days=7))
    CheckIn.objects.filter(pk=last.pk).update(begun_at=timezone.now())
    read("2021-04", 810, recorded_at=timezone.now())
    move = week(bakery, this_week).moves[0]
    assert (move.before.value, move.after.value, move.correction, move.others) == (935.5, 810, False, 0)
    assert move.attainment == 90
    assert move.verdict == "met", "the verdict is that of the reading that decides"
    read("2021-04", 820, revision=1, reason={"fr": "Oubli"}, recorded_at=timezone.now())
    move = week(bakery, this_week).moves[0]
    assert (move.before.value, move.after.value, move.correction) == (810, 820, True)


def test_a_check_in_closed_late_hides_nothing_of_the_week_after_it(bakery, people, this_week, read):
    last = begun(bakery, people, this_week - timedelta(days=7))
    read("2021-04", 810, recorded_at=timezone.now())
    actions.close(last, by=people["coach"], now=timezone.now())
    assert [move.after.value for move in week(bakery, this_week).moves] == [810]


def test_what_was_read_before_the_last_check_in_did_not_move(bakery, people, this_week):
    last = begun(bakery, people, this_week - timedelta(days=7))
    CheckIn.objects.filter(pk=last.pk).update(begun_at=timezone.now() + timedelta(seconds=1))
    assert week(bakery, this_week).moves == []


def test_what_is_missing_is_told(bakery, this_week):
    found = week(bakery, this_week).due
    assert [one.indicator.slug for one in found] == ["loaves"]
    assert found[0].late


def test_a_day_of_the_week_leads_to_its_monday(client, people, bakery, this_week):
    client.force_login(people["coach"])
    day = this_week + timedelta(days=2)
    assert client.get(f"{PAGE}{day}/").url == f"{PAGE}{this_week}/"
    assert client.get(f"{PAGE}2026-02-30/").status_code == 404


def test_the_page_asks_as_many_questions_of_the_base_however_much_it_shows(client, people, bakery, checkin, this_week):
    client.force_login(people["product_lead"])

    def count():
        kept.cache.clear()
        with CaptureQueriesContext(connection) as found:
            assert client.get(f"{PAGE}{this_week}/").status_code == 200
        return len(found)

    def fill():
        plan(checkin, people)
        block(checkin, people)
        actions.add(Note, NoteFacts(text="Note"), checkin=checkin, by=people["coach"])

    fill()
    few = count()
    for _ in range(5):
        fill()
    assert count() == few
    assert few < 30
    with CaptureQueriesContext(connection) as found:
        client.get(f"{PAGE}{this_week}/")
    assert len(found) < 20, "what the readings tell is kept until one changes"


def test_who_may_and_who_may_not(client, people, bakery, checkin, this_week):
    here = f"{PAGE}{this_week}/"
    reads = {"lead", "coach", "product_lead", "deployment", "data_owner"}
    for role, person in people.items():
        client.force_login(person)
        expected = 200 if role in reads else 403
        assert client.get(here).status_code == expected, role
        writes = role in reads - {"lead"}
        answer = client.post(f"{here}decision/", {"text": f"De {role}"})
        assert (answer.status_code == 302) is writes, role
    client.force_login(person_at("stranger@example.org"))
    assert client.get(here).status_code == 404
