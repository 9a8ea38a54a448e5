"""Taking: what a machine read is appended with its proof, beside what people typed, never over it."""

import hashlib
from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction

from gamma.cockpit.indicators import actions
from gamma.cockpit.indicators.actions import NothingRead, proved, take_reading
from gamma.cockpit.indicators.facts import ReadingFacts
from gamma.cockpit.indicators.models import Evidence, Reading
from gamma.cockpit.indicators.queries import current_readings, source_choices
from gamma.cockpit.programme.actions import measured_source
from gamma.cockpit.programme.models import Edition, Source
from gamma.cockpit.reports.actions import load
from gamma.cockpit.reports.season.exporting import exported
from gamma.cockpit.reports.season.reading import read_text
from gamma.cockpit.reports.season.writing import written
from gamma.ground.audit.models import Entry
from gamma.ground.errors import UserError
from gamma.ground.measures import Count
from gamma.ground.periods import parse
from gamma.ground.version import version

NOW = datetime(2021, 2, 1, 4, tzinfo=UTC)
COUNTED = Count(Decimal(801), "dossiers", parse("2021-01"), "exact", 31, "Pains sortis du four.")
TITLE = {"fr": "Le four", "en": "The oven"}


def proof(answer: bytes = b"801", **changed):
    return proved(answer, **{"method": "measure", "query": "oven", "taken_at": NOW, **changed})


@pytest.fixture
def oven(bakery) -> Source:
    return measured_source(bakery.edition, "oven", TITLE)


@pytest.fixture
def take(oven, loaves):
    """Take a count of the loaves, some of its fields changed."""
    definition = loaves.definitions.get()

    def taken(now: datetime = NOW, by_proof=None, **changed) -> Reading:
        count = replace(COUNTED, **changed)
        return take_reading(count, definition=definition, source=oven, proof=by_proof or proof(), by="mesures", now=now)

    return taken


def test_a_reading_comes_with_its_proof(take):
    row = take()
    assert (row.value, row.n, row.precision, row.revision) == (801, 31, "exact", 0)
    assert (row.tool, row.evidence, row.taken_on, row.recorded_by) == (
        "Gamma",
        "Pains sortis du four.",
        "2021-02-01",
        "mesures",
    )
    kept = Evidence.objects.get()
    assert (kept.method, kept.query, kept.taken_at, kept.version) == ("measure", "oven", NOW, version())
    assert (kept.digest, kept.extract) == (hashlib.sha256(b"801").hexdigest(), "801")
    assert Entry.objects.filter(model="indicators.reading", scope="small/bakery", by="mesures").count() == 1


def test_the_same_again_adds_nothing_and_tells_nobody(take):
    first, version_then = take(), Edition.objects.get().facts_version
    again = take(now=NOW.replace(day=3), by_proof=proof(b"other"), evidence="Autrement dit.")
    assert again == first
    assert Reading.objects.filter(source__slug="oven").count() == 1
    assert Evidence.objects.count() == 1
    assert Edition.objects.get().facts_version == version_then


@pytest.mark.parametrize("changed", [{"value": Decimal(812)}, {"n": 30}, {"precision": "at_least"}])
def test_another_answer_is_a_revision_with_its_reason(take, changed):
    first = take()
    second = take(**changed)
    assert (second.revision, first.pk) == (1, second.pk - 1)
    assert second.reason["fr"].startswith("Relevé de nouveau par Gamma")
    assert second.reason["en"]
    assert list(current_readings().filter(source__slug="oven")) == [second]
    assert Evidence.objects.count() == 2


def test_a_typed_reading_stays_in_force_beside_it(take, loaves, today):
    typed = ReadingFacts(period="2021-01", value=Decimal(790), source="saisie-equipe")
    actions.record_reading(typed, indicator=loaves, by="Ada", today=today)
    take()
    kept = current_readings().filter(period="2021-01").order_by("value")
    assert [(row.value, row.source.slug) for row in kept] == [(790, "saisie-equipe"), (801, "oven")]


def test_a_hand_writes_nothing_in_the_source_of_a_machine(take, loaves, today):
    row = take()
    mine = ReadingFacts(period="2021-01", value=Decimal(1), source="oven", reason={"fr": "Pour voir"})
    with pytest.raises(UserError, match="se prend tout seul"):
        actions.record_reading(mine, indicator=loaves, by="Ada", today=today)
    with pytest.raises(UserError, match="se prend tout seul"):
        actions.correct_reading(row, mine, by="Ada", today=today)
    assert "oven" not in dict(source_choices(row.source.edition))


def test_a_machine_writes_nothing_in_the_source_of_a_hand(bakery, loaves):
    article = bakery.edition.sources.get(slug="article")
    with pytest.raises(UserError, match="n'est pas une mesure automatique"):
        measured_source(bakery.edition, "article", TITLE)
    with pytest.raises(ValueError, match="read by people"):
        take_reading(COUNTED, definition=loaves.definitions.get(), source=article, proof=proof(), by="x", now=NOW)


def test_what_a_person_withdrew_stays_withdrawn(take):
    actions.withdraw_reading(take(), reason={"fr": "Four en panne"}, by="Ada")
    assert take(value=Decimal(812)).withdrawn
    assert not current_readings().filter(source__slug="oven").exists()


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"period": parse("2021-02")}, "n'est pas finie"),
        ({"period": parse("2021-Q1")}, "se lit par mois, et non par trimestre"),
        ({"unit": "visites"}, "en dossiers, et non en “visites”"),
        ({"value": Decimal(10) ** 15}, "trop grand"),
    ],
)
def test_what_is_no_reading_of_the_indicator_is_refused(take, changed, told):
    with pytest.raises(UserError, match=told):
        take(**changed)
    assert not Evidence.objects.exists()


@pytest.mark.parametrize("value", [None, Decimal("NaN"), Decimal("Infinity")])
def test_no_number_makes_no_reading(take, value):
    with pytest.raises(NothingRead, match="Rien à relever"):
        take(value=value, precision="unstated")


@pytest.mark.parametrize("unit", ["files", "dossier", "Dossiers", "file"])
def test_a_unit_is_known_by_any_of_its_names(take, unit):
    assert take(unit=unit).value == 801


def test_a_long_quotient_is_the_same_when_it_comes_again(take):
    third = Decimal(1) / Decimal(3)
    assert take(value=third) == take(value=third)


def test_a_long_sentence_is_cut_between_words(take):
    assert len(take(evidence="mot " * 200).evidence) <= 300


def test_an_answer_is_kept_as_far_as_the_base_can(take):
    take(by_proof=proof(b"\x00\xff" + "é".encode() * 9_000))
    assert len(Evidence.objects.get().extract) == 4_000


@pytest.mark.parametrize("write", [lambda rows: rows.update(query="other"), lambda rows: rows._raw_delete("default")])
def test_the_base_keeps_every_proof_as_it_is(take, write):
    take()
    with pytest.raises(IntegrityError, match=r"append-only|foreign key"), transaction.atomic():
        write(Evidence.objects.all())
    assert Evidence.objects.get().query == "oven"


def test_a_measured_season_is_written_and_read_again(take, today):
    take()
    take(value=Decimal(812))
    text = written(exported(Edition.objects.get()))
    assert "kind: measured" in text
    assert "proof" not in text
    before = list(Reading.objects.order_by("pk").values_list("pk", "value", "revision"))
    load(read_text(text, "season.yaml", today), by="test")
    assert list(Reading.objects.order_by("pk").values_list("pk", "value", "revision")) == before
    assert take(value=Decimal(812)).revision == 1
