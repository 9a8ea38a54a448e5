"""Loading a season: twice changes nothing, a crash leaves nothing, a figure is corrected and never overwritten."""

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction

from gamma.cockpit.indicators.models import Definition, Indicator, Reading, Target
from gamma.cockpit.programme.models import Edition, Lever
from gamma.cockpit.reports import actions
from gamma.cockpit.reports.season.exporting import exported
from gamma.cockpit.reports.season.reading import read_text
from gamma.ground.errors import UserError

pytestmark = pytest.mark.django_db
FIRST = "{period: 2020-09, value: 700, source: article}"


def values(slug="loaves", period="2020-09"):
    readings = Reading.objects.filter(definition__indicator__slug=slug, period=period).order_by("revision")
    return [(reading.revision, int(reading.value or 0)) for reading in readings]


def test_loading_twice_changes_nothing(kept, small, rows):
    kept(small)
    before, version = rows(), Edition.objects.get().facts_version
    assert kept(small).written == 0
    assert rows() == before
    assert Edition.objects.get().facts_version == version


def test_the_shipped_season_loads_twice(kept, shipped_text, shipped, rows):
    assert kept(shipped_text).written
    before = rows()
    assert kept(shipped_text).written == 0
    assert rows() == before
    assert Indicator.objects.filter(followed=True).count() == 19


def test_the_demonstration_is_loaded_only_into_an_empty_base(today, rows):
    assert actions.load_demonstration(today)
    before = rows()
    assert actions.load_demonstration(today) is None
    assert rows() == before


@pytest.mark.parametrize("step", ["record_sources", "record_reviews", "record_indicators", "record_decisions"])
def test_a_crash_in_the_middle_leaves_nothing(kept, small, rows, monkeypatch, step):
    def crash(*args, **kwargs):
        raise RuntimeError("power cut")

    before = rows()
    monkeypatch.setattr(actions, step, crash)
    with pytest.raises(RuntimeError):
        kept(small)
    assert rows() == before


def test_a_changed_value_is_refused_without_a_reason(kept, small, rows):
    kept(small)
    before = rows()
    changed = small.replace("value: 700", "value: 720").replace("name: Boulangerie", "name: Autre nom")
    with pytest.raises(UserError, match=r"bakery, loaves, relevé 2020-09 \(article\) : déjà enregistré"):
        kept(changed)
    assert rows() == before
    assert Edition.objects.get().enrolments.get().product.name == "Boulangerie"


def test_a_correction_supersedes_and_the_old_value_stays(kept, small):
    kept(small)
    corrected = "{period: 2020-09, value: 720, reason: Recompté, was: [{value: 700}], source: article}"
    kept(small.replace(FIRST, corrected))
    assert values() == [(0, 700), (1, 720)]
    assert kept(small.replace(FIRST, corrected)).written == 0


def test_a_correction_may_be_written_without_what_it_replaces(kept, small):
    kept(small)
    kept(small.replace(FIRST, "{period: 2020-09, value: 720, reason: Recompté, source: article}"))
    assert values() == [(0, 700), (1, 720)]


def test_a_correction_may_come_back_to_the_first_value(kept, small):
    kept(small)
    was = "was: [{value: 700}, {value: 720, reason: Recompté}]"
    text = small.replace(FIRST, f"{{period: 2020-09, value: 700, reason: Erreur, {was}, source: article}}")
    kept(text)
    assert values() == [(0, 700), (1, 720), (2, 700)]
    assert kept(text).written == 0


def test_an_older_file_does_not_undo_a_correction(kept, small):
    older = small.replace(FIRST, "{period: 2020-09, value: 710, reason: Relu, was: [{value: 700}], source: article}")
    was = "was: [{value: 700}, {value: 710, reason: Relu}]"
    kept(older)
    kept(small.replace(FIRST, f"{{period: 2020-09, value: 720, reason: Recompté, {was}, source: article}}"))
    with pytest.raises(UserError, match="le fichier est plus ancien"):
        kept(older)
    assert values() == [(0, 700), (1, 710), (2, 720)]


def test_a_target_is_revised_with_a_reason(kept, small):
    kept(small)
    with pytest.raises(UserError, match="bakery, loaves, cible t1 : déjà enregistré"):
        kept(small.replace("value: 900", "value: 950"))
    kept(small.replace("value: 900", "reason: Trop facile, value: 950"))
    assert [(target.revision, int(target.value)) for target in Target.objects.all()] == [(0, 900), (1, 950)]


def test_what_figures_mean_cannot_change_under_them(kept, small):
    kept(small)
    with pytest.raises(UserError, match="kind a changé"):
        kept(small.replace("kind: count,", "kind: stock,"))
    kept(small.replace("name: Odeur, kind: qualitative", "name: Odeur, kind: score"))
    assert Definition.objects.get(indicator__slug="smell").kind == "score"


def test_a_new_definition_takes_the_new_figures(kept, small):
    kept(small)
    text = small.replace(
        "direction: up}", "direction: up}\n          - {name: Pains cuits, kind: stock, change: On compte autrement}"
    )
    text = text.replace("set_at: kickoff, source", "set_at: kickoff, version: 1, source")
    text = text.replace(FIRST, FIRST.replace("source", "version: 1, source"))
    text = text.replace("precision: approx, source", "precision: approx, version: 2, source")
    kept(text)
    newer = Reading.objects.filter(definition__indicator__slug="loaves", definition__version=2)
    assert [reading.period for reading in newer] == ["2021-03"]


def test_a_new_source_of_a_lever_is_a_change(kept, small):
    kept(small)
    version = Edition.objects.get().facts_version
    assert kept(small.replace("sources: [article]}", "sources: [article, sheet]}")).written == 1
    assert Edition.objects.get().facts_version == version + 1
    assert sorted(Lever.objects.get().sources.values_list("slug", flat=True)) == ["article", "sheet"]


def test_a_season_leaves_the_other_editions_alone(kept, small, shipped_text):
    kept(shipped_text)
    before = exported(Edition.objects.get(slug="season-1"))
    kept(small)
    assert exported(Edition.objects.get(slug="season-1")) == before


RAW = {
    "a reading is not changed": "UPDATE indicators_reading SET value = 1",
    "a reading is not deleted": "DELETE FROM indicators_reading",
    "a target is not changed": "UPDATE indicators_target SET value = 1",
    "a target is not deleted": "DELETE FROM indicators_target",
}


@pytest.mark.parametrize("statement", RAW.values(), ids=RAW)
def test_figures_are_append_only_for_anyone(kept, small, statement):
    kept(small)
    with pytest.raises(IntegrityError, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
    assert values() == [(0, 700)]


def test_an_edition_with_figures_is_not_deleted(kept, small):
    kept(small)
    with pytest.raises(DatabaseError), transaction.atomic():
        Edition.objects.all().delete()
    assert Reading.objects.count() == 2


CLOSED = {
    "kind": "UPDATE indicators_definition SET kind = 'sort'",
    "window": "UPDATE indicators_definition SET \"window\" = 'fortnight'",
    "aggregation": "UPDATE indicators_definition SET aggregation = 'max'",
    "direction": "UPDATE indicators_definition SET direction = 'sideways'",
    "stage": "UPDATE indicators_definition SET stage = 'revenue'",
    "dimension": "UPDATE indicators_definition SET dimension = 'nice'",
    "status": "UPDATE indicators_indicator SET status = 'lost'",
    "successor of a living one": "UPDATE indicators_indicator SET successor_id = id",
    "basis": "UPDATE indicators_claim SET basis = 'guess'",
    "lever": "UPDATE programme_lever SET kind = 'magic'",
    "source": "UPDATE programme_source SET kind = 'rumour'",
    "date": "UPDATE programme_edition SET starts = 'spring'",
    "review": "UPDATE reviews_review SET kind = 'party'",
    "decided": "UPDATE reviews_decision SET decided = 'maybe'",
}


@pytest.mark.parametrize("statement", CLOSED.values(), ids=CLOSED)
def test_the_base_keeps_the_closed_lists(kept, small, statement):
    kept(small)
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


ADDED = {
    "a precision of no list": {"precision": "roughly"},
    "no number and no text": {"value": None},
    "a number said unstated": {"precision": "unstated"},
    "a correction without reason": {"revision": 1},
    "an end before its start": {"starts_on": "2020-10-01"},
    "the same revision twice": {"period": "2020-09", "source_is": "article"},
    "a window of no list": {"window": "fortnight"},
}


@pytest.mark.parametrize("changed", ADDED.values(), ids=ADDED)
def test_the_base_refuses_a_reading_that_makes_no_sense(kept, small, changed):
    kept(small)
    first = Reading.objects.get(period="2020-09")
    said = {"period": "2020-08", "window": "month", "starts_on": "2020-09-01", "ends_on": "2020-09-30", "value": 1}
    row = {**said, "precision": "exact", "source": first.source, "definition": first.definition}
    row |= {name: value for name, value in changed.items() if name != "source_is"}
    with pytest.raises(IntegrityError), transaction.atomic():
        Reading.objects.create(**row)


def test_two_loads_at_once_wait_for_each_other(kept, small):
    """The second writer would miss the rows of the first: a lock of the transaction keeps them apart."""
    kept(small)
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND pid = pg_backend_pid()")
        assert cursor.fetchone()[0] == 1


def test_the_small_season_is_what_it_says(small, today):
    season = read_text(small, "season.yaml", today)
    assert [indicator.id for indicator in season.products[0].indicators] == ["loaves", "smell"]
