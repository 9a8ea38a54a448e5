"""Answers are counted once each, whoever comes at the same time, and nothing else is kept of them."""

import threading
from datetime import timedelta

import pytest
from django.core import mail
from django.db import IntegrityError, connection

from gamma.ground.audit.models import Entry
from gamma.instruments.surveys import actions
from gamma.instruments.surveys.actions.answering import Changed, Closed, Counted
from gamma.instruments.surveys.facts import QuestionFacts, WaveFacts
from gamma.instruments.surveys.lists import Channel, Review
from gamma.instruments.surveys.models import Comment, Count, Invitation, Link, Opposition, Wave
from gamma.instruments.surveys.queries import results


def total(wave, value="") -> int:
    return sum(Count.objects.filter(wave=wave, question=None, value=value).values_list("count", flat=True))


def link(letter, word="invitation/") -> str:
    return letter.body.split(word)[1].split("/")[0]


@pytest.fixture
def letters(survey, plan, today):
    """A wave by e-mail of three people, to whom a letter was sent: their links."""
    wave = plan(survey, channels=["email"], reminds=today + timedelta(days=7))
    actions.invite(wave, "ada@example.org, bob@example.org; Carl <CARL@example.org>", by="test", today=today)
    assert actions.send_due(today=today) == 3
    return [link(letter) for letter in mail.outbox]


def test_every_value_is_counted(survey, wave, answer):
    for mark, use in (("9", ["pertinente", "appliquee"]), ("9", ["pertinente"]), ("3", [])):
        answer(survey, nps=mark, **({"use": use} if use else {}))
    (found,) = results(survey)
    nps, use = found.questions
    assert (found.n, nps.n, nps.counts["9"], nps.counts["3"], nps.counts["0"]) == (3, 3, 2, 1, 0)
    assert (use.n, dict(use.counts)) == (2, {"pertinente": 2, "appliquee": 1, "aucune": 0})
    assert use.shares["appliquee"].value == 50
    assert use.labels["appliquee"] == "Appliquée"


def test_a_page_sent_twice_counts_once(survey, wave, said, today):
    given = said(survey, nps="9")
    actions.answer_openly(survey, given, channel=Channel.LINK, sheet="x", today=today)
    with pytest.raises(Counted):
        actions.answer_openly(survey, given, channel=Channel.LINK, sheet="x", today=today)
    assert total(wave) == 1


def test_nothing_is_taken_outside_the_wave_or_by_another_channel(survey, wave, answer, today):
    for words in (
        {"on": today - timedelta(days=1)},
        {"on": wave.closes + timedelta(days=1)},
        {"channel": Channel.WIDGET},
    ):
        with pytest.raises(Closed):
            answer(survey, nps="9", **words)
    actions.close_wave(wave, by="test", now=f"{today}T08:00Z")
    with pytest.raises(Closed):
        answer(survey, nps="9")
    assert not Count.objects.exists()


def test_an_invitation_answers_once(survey, letters, said, today):
    actions.answer_invitation(letters[0], said(survey, nps="9"), today=today)
    with pytest.raises(Counted):
        actions.answer_invitation(letters[0], said(survey, nps="1"), today=today)
    (found,) = results(survey)
    assert (found.n, found.questions[0].counts["1"]) == (1, 0)
    assert (found.rate.successes, found.rate.n) == (1, 3)


def test_a_forged_link_opens_nothing(survey, letters, said, today):
    for forged in ("x", "", letters[0][:-1], Link.objects.first().digest):
        with pytest.raises(Closed):
            actions.answer_invitation(forged, said(survey, nps="9"), today=today)
    assert not Count.objects.exists()


def test_the_reminder_goes_once_to_who_has_not_answered_and_its_link_is_the_same_invitation(
    survey, letters, said, today
):
    actions.answer_invitation(letters[0], said(survey, nps="9"), today=today)
    mail.outbox.clear()
    later = today + timedelta(days=7)
    assert actions.send_due(today=later) == 2
    assert actions.send_due(today=later) == 0
    again = [link(letter) for letter in mail.outbox]
    actions.answer_invitation(again[0], said(survey, nps="9"), today=later)
    with pytest.raises(Counted):
        actions.answer_invitation(letters[1], said(survey, nps="9"), today=later)
    actions.answer_invitation(letters[2], said(survey, nps="9"), today=later)
    (found,) = results(survey)
    assert (found.n, found.rate.n) == (3, 3)


def test_links_and_addresses_of_opposition_are_not_kept_in_clear(letters):
    kept = [value for rows in (Invitation, Link) for row in rows.objects.values() for value in row.values()]
    assert not set(letters) & set(kept)


def test_who_objects_is_never_written_to_again(survey, letters, plan, today):
    stop = mail.outbox[0].body.split("opposition/")[1].split("/")[0]
    assert actions.oppose(stop, today=today)
    assert not Invitation.objects.filter(email="ada@example.org").exists()
    assert "ada" not in str(list(Opposition.objects.values()))
    later = today + timedelta(days=40)
    wave = plan(survey, id="avril", opens=later, closes=later, channels=["email"])
    told = actions.invite(wave, "ADA@example.org\nbob@example.org\nno@address", by="test", today=later)
    assert (told.added, told.opposed, told.unread) == (1, 1, 1)
    mail.outbox.clear()
    assert actions.send_due(today=later) == 1
    assert mail.outbox[0].to == ["bob@example.org"]


def test_who_objects_between_the_import_and_the_letter_gets_none(survey, letters, plan, today):
    later = today + timedelta(days=40)
    wave = plan(survey, id="avril", opens=later, closes=later, channels=["email"])
    actions.invite(wave, "ada@example.org", by="test", today=today)
    actions.oppose(mail.outbox[0].body.split("opposition/")[1].split("/")[0], today=today)
    mail.outbox.clear()
    assert actions.send_due(today=later) == 0
    assert mail.outbox == []


def test_a_forged_opposition_is_refused(letters, today):
    assert not actions.oppose("0" * 64 + ":x", today=today)
    assert not Opposition.objects.exists()


def test_addresses_go_after_the_wave_and_the_rate_stays(survey, letters, said, today):
    actions.answer_invitation(letters[0], said(survey, nps="9"), today=today)
    actions.forget_invitations(on=today + timedelta(days=30))
    assert Invitation.objects.count() == 3
    actions.forget_invitations(on=today + timedelta(days=36))
    assert not Invitation.objects.exists()
    assert results(survey)[0].rate.n == 3


def test_the_journal_does_not_hold_addresses(letters):
    assert "example.org" not in str(list(Entry.objects.values()))


def test_a_question_is_frozen_once_answered(survey, wave, answer):
    nps = survey.questions.get(slug="nps")
    same = actions.change_question(nps, QuestionFacts(id="nps", kind="zero_to_ten", label="Et vous ?"), by="test")
    assert same.pk == nps.pk
    answer(survey, nps="9")
    other = actions.change_question(same, QuestionFacts(id="nps", kind="one_to_ten", label="Et vous ?"), by="test")
    assert (other.version, other.current, other.pk != nps.pk) == (2, True, True)
    answer(survey, nps="8")
    first, second = (one for one in results(survey)[0].questions if one.question.slug == "nps")
    assert (first.question.label, first.score.n, first.score.value) == ({"fr": "Et vous ?"}, 1, 100)
    assert (second.score.n, second.score.value) == (1, 1)


def test_an_answer_to_questions_that_changed_is_not_counted(survey, wave, said, answer, today):
    answer(survey, nps="9")
    given = said(survey, nps="9")
    nps = survey.questions.get(slug="nps")
    actions.change_question(nps, QuestionFacts(id="nps", kind="one_to_ten", label="Et vous ?"), by="test")
    with pytest.raises(Changed):
        actions.answer_openly(survey, given, channel=Channel.LINK, sheet="y", today=today)
    assert total(wave) == 1


def test_two_waves_of_a_survey_share_no_day(survey, wave, plan, today):
    with pytest.raises(actions.waves.UserError, match="déjà ceux d'une autre vague"):
        plan(survey, id="avril", opens=wave.closes, closes=wave.closes)
    with pytest.raises(IntegrityError, match="surveys_wave_one_at_a_time"):
        Wave.objects.create(survey=survey, slug="x", opens=today, closes=today, channels=["link"])


def test_channels_are_frozen_once_answered(survey, wave, answer):
    said = {"id": "mars", "opens": wave.opens, "closes": wave.closes}
    actions.change_wave(wave, WaveFacts(**said, channels=["link", "widget"]), by="test")
    answer(survey, nps="9")
    with pytest.raises(actions.waves.UserError, match="ne changent plus"):
        actions.change_wave(wave, WaveFacts(**said, channels=["email"]), by="test")


def test_a_free_answer_waits_then_is_shown_without_what_names_people(survey, wave, answer):
    actions.add_question(survey, QuestionFacts(id="why", kind="text", label="Pourquoi ?"), by="test")
    answer(survey, nps="9", why="Merci à Ada Lovelace, ada@example.org, pour tout.")
    row = Comment.objects.get()
    assert row.state == Review.WAITING
    with pytest.raises(actions.waves.UserError, match="n'est pas dans la réponse"):
        actions.show_comment(row, without=["Bob"], by="test")
    shown = actions.show_comment(row, without=["Ada Lovelace", "ada@example.org"], by="test")
    assert shown.text == "Merci à […], […], pour tout."
    assert "Lovelace" not in str(list(Entry.objects.values())) + str(list(Comment.objects.values()))
    assert Entry.objects.filter(verb="shown").exists()
    with pytest.raises(actions.waves.UserError, match="déjà été relue"):
        actions.refuse_comment(row, by="test")


def test_a_free_answer_that_nobody_reviews_goes(survey, wave, answer, today):
    actions.add_question(survey, QuestionFacts(id="why", kind="text", label="Pourquoi ?"), by="test")
    answer(survey, why="Bien")
    answer(survey, why="Mal")
    actions.show_comment(Comment.objects.first(), without=[], by="test")
    assert actions.forget_comments(on=today + timedelta(days=60)) == 0
    assert actions.forget_comments(on=today + timedelta(days=61)) == 1
    assert Comment.objects.get().state == Review.SHOWN
    assert results(survey)[0].questions[0].n == 2


@pytest.mark.django_db(transaction=True)
def test_two_answers_of_an_invitation_at_the_same_time_count_once(letters, survey, said, today):
    given, came = said(survey, nps="9"), []
    ready = threading.Barrier(8)

    def post():
        ready.wait()
        try:
            actions.answer_invitation(letters[0], given, today=today)
        except Counted:
            came.append("refused")
        else:
            came.append("counted")
        finally:
            connection.close()

    threads = [threading.Thread(target=post) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(came) == ["counted", *["refused"] * 7]
    assert total(Wave.objects.get()) == 1


@pytest.mark.django_db(transaction=True)
def test_people_who_answer_at_the_same_time_are_all_counted(survey, wave, answer, said, today):
    given = said(survey, nps="9")

    def post(rank):
        actions.answer_openly(survey, given, channel=Channel.LINK, sheet=f"sheet-{rank}", today=today)
        connection.close()

    threads = [threading.Thread(target=post, args=[rank]) for rank in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert total(wave) == 8
