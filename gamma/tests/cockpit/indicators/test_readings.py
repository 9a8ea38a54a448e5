"""Readings typed, corrected and withdrawn: nothing is overwritten, and the second of two writers is told."""

from datetime import date

import pytest
from django.utils import timezone

from gamma.cockpit.indicators import actions
from gamma.cockpit.indicators.facts import ReadingFacts
from gamma.cockpit.indicators.models import Indicator, Reading
from gamma.cockpit.indicators.queries import current_readings, tracks
from gamma.cockpit.programme.lists import MemberRole as M
from gamma.cockpit.programme.models import Edition, Source
from gamma.cockpit.reports.actions import load, publish
from gamma.cockpit.reports.models import CorrectionNotice
from gamma.cockpit.reports.season.exporting import exported
from gamma.ground.errors import UserError

from .conftest import NOW

TYPED = {"period": "2021-01", "value": 810, "source": "saisie-equipe"}


@pytest.fixture
def give(bakery, loaves, who):
    return lambda **said: actions.record_reading(
        ReadingFacts(**{**TYPED, **said}), indicator=loaves, by=who(M.DATA_OWNER), today=NOW
    )


@pytest.fixture
def first(bakery) -> Reading:
    return Reading.objects.select_related("definition__indicator__enrolment__edition", "source").get(period="2020-09")


def correct(reading, who, **said):
    facts = ReadingFacts(**{"period": "2020-09", "source": "article", "value": 720, "reason": "Oubli", **said})
    return actions.correct_reading(reading, facts, by=who(M.PRODUCT_LEAD), today=NOW)


def test_the_source_of_what_a_team_types_is_made_when_needed(give):
    row = give()
    assert (row.source.slug, row.source.kind, row.source.rank) == ("saisie-equipe", "typed", 2)
    assert (row.recorded_by, row.starts_on) == ("data_owner", date(2021, 1, 1))
    give(period="2020-12", value=700)
    assert Source.objects.filter(kind="typed").count() == 1


def test_saying_it_again_adds_nothing_and_otherwise_is_refused(give):
    assert give() == give()
    with pytest.raises(UserError, match=r"déjà relevé dans cette source .810."):
        give(value=811)
    assert Reading.objects.filter(period="2021-01").count() == 1


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ({"period": "2021-03"}, "futur"),
        ({"taken_on": "2020-05"}, "avant cette période"),
        ({"source": "nulle-part"}, "n'est pas de cette édition"),
        ({"version": 2}, "n'existe pas"),
    ],
)
def test_what_a_file_would_be_refused_for_a_person_is_too(give, said, told):
    with pytest.raises(UserError, match=told):
        give(**said)


def test_a_correction_is_the_next_revision_with_its_reason(first, who):
    with pytest.raises(UserError, match="dit sa raison"):
        correct(first, who, reason={})
    row = correct(first, who)
    assert (row.revision, row.value, row.reason, row.recorded_by) == (1, 720, {"fr": "Oubli"}, "product_lead")
    first.refresh_from_db()
    assert first.value == 700


def test_a_correction_of_what_was_corrected_in_between_is_refused(first, who):
    correct(first, who)
    with pytest.raises(UserError, match=r"corrigé .720. entre-temps par product_lead"):
        correct(first, who, value=730)


def test_what_is_withdrawn_holds_no_more_and_stays_readable(first, who, loaves):
    row = actions.withdraw_reading(first, reason={"fr": "Faux"}, by=who(M.DATA_OWNER))
    assert (row.withdrawn, row.value, row.revision) == (True, 700, 1)
    assert not current_readings().filter(period="2020-09").exists()
    track = tracks(Indicator.objects.filter(pk=loaves.pk))[0]
    assert [reading.period for reading in track.readings] == ["2021-03"]
    assert sorted(reading.revision for reading in track.corrected) == [0, 1]
    with pytest.raises(UserError, match="retiré entre-temps"):
        correct(first, who)


def test_it_may_be_read_again_without_a_reason(first, who, loaves):
    actions.withdraw_reading(first, reason={"fr": "Faux"}, by=who(M.DATA_OWNER))
    facts = ReadingFacts(period="2020-09", value=705, source="article")
    row = actions.record_reading(facts, indicator=loaves, by=who(M.DATA_OWNER), today=NOW)
    assert (row.revision, row.value, row.withdrawn) == (2, 705, False)
    assert "retrait" in row.reason["fr"]


def test_a_withdrawal_is_exported_and_loaded_again(first, who, past):
    Edition.objects.update(ends="2021-03")
    actions.withdraw_reading(first, reason={"fr": "Faux"}, by=who(M.DATA_OWNER))
    season = exported(past.edition)
    reading = season.products[0].indicators[0].readings[0]
    assert (reading.withdrawn, reading.reason, reading.was[0].value) == (True, {"fr": "Faux"}, 700)
    assert load(season, by="test").written == 0


@pytest.mark.parametrize("path", ["", "loaves/", "loaves.csv", "loaves.json"])
def test_public_pages_tell_of_a_withdrawal(first, who, client, path):
    actions.withdraw_reading(first, reason={"fr": "Compté deux fois"}, by=who(M.DATA_OWNER))
    answer = client.get(f"/editions/small/bakery/{path}")
    assert answer.status_code == 200
    assert ("Compté deux fois" in answer.content.decode()) == bool(path)


def test_a_typed_correction_is_told_beside_a_published_figure(past, first, who, today):
    publish(past.edition, by="test", now=timezone.now())
    correct(first, who)
    notice = CorrectionNotice.objects.filter(key__endswith="2020-09.article").first()
    assert "720" in notice.after["fr"]
    assert notice.reason == {"fr": "Oubli"}


def test_the_form_opens_with_what_is_due(bakery, who, client, at, filled, time_machine):
    time_machine.move_to("2021-05-06")
    client.force_login(who(M.DATA_OWNER))
    data = filled(at("read", "loaves"))
    assert (data["period"], data["source"], data["taken_on"]) == ("2021-04", "saisie-equipe", "2021-05-06")
    assert client.post(at("read", "loaves"), data | {"value": "1 005,5", "precision": "approx"}).status_code == 302
    row = Reading.objects.latest("pk")
    assert (row.period, str(row.value), row.precision) == ("2021-04", "1005.500000", "approx")


def test_words_without_a_number_need_no_precision(bakery, who, client, at, filled):
    client.force_login(who(M.DATA_OWNER))
    data = filled(at("read", "smell")) | {"period": "01/2021", "text": "Bonne", "value": ""}
    assert client.post(at("read", "smell"), data).status_code == 302
    assert Reading.objects.latest("pk").precision == "unstated"


def test_the_second_of_two_correctors_sees_both_and_loses_nothing(bakery, first, who, client, at, filled):
    client.force_login(who(M.DATA_OWNER))
    where = at("correct", "loaves", first.pk)
    mine = filled(where) | {"value": "730", "reason": "Recompté"}
    correct(first, who)
    answer = client.post(where, mine)
    told = answer.content.decode()
    assert answer.status_code == 409
    assert "product_lead a enregistré autre chose" in told
    assert "<del>720</del>" in told
    assert "<ins>730</ins>" in told
    assert 'value="730"' in told
    again = client.post(where, mine | {"seal": answer.context["seal"]})
    assert again.status_code == 302
    rows = Reading.objects.filter(period="2020-09").order_by("revision")
    assert list(rows.values_list("value", flat=True)) == [700, 720, 730]


@pytest.mark.parametrize(
    ("role", "status"), [(M.DATA_OWNER, 200), (M.PRODUCT_LEAD, 200), (M.COACH, 403), (M.LEAD, 403), (M.SPONSOR, 403)]
)
def test_who_gives_readings_of_an_edition_under_way(bakery, who, client, at, role, status):
    client.force_login(who(role))
    assert client.get(at("read", "loaves")).status_code == status
    assert client.get(at("indicator", "loaves")).status_code == 200


@pytest.mark.parametrize(("role", "status"), [(M.DATA_OWNER, 200), (M.COACH, 200), (M.LEAD, 200), (M.SPONSOR, 403)])
def test_who_records_the_readings_of_one_that_is_over(past, who, client, at, role, status):
    client.force_login(who(role))
    assert client.get(at("read", "loaves")).status_code == status
