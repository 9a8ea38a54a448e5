"""Binding: a measure that fits feeds an indicator; each period is read once it is over; what fails is told once."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from gamma.cockpit.indicators import actions, jobs
from gamma.cockpit.indicators.facts import ReadingFacts
from gamma.cockpit.indicators.models import Binding, Definition, Evidence, Indicator, Miss, Reading
from gamma.cockpit.indicators.queries import current_readings, disagreeing, told
from gamma.cockpit.programme.lists import MemberRole
from gamma.cockpit.programme.models import Edition
from gamma.ground import measures
from gamma.ground.audit.models import Entry
from gamma.ground.errors import UserError
from gamma.ground.measures import Count, Kind, Measure

TODAY = datetime(2021, 4, 2, 4, 40, tzinfo=UTC)
TOMORROW = TODAY + timedelta(days=1)


@dataclass
class Oven:
    """What an oven has baked, by period; a failure where it is out of order."""

    baked: dict[str, int | None] = field(default_factory=dict)
    broken: set[str] = field(default_factory=set)
    asked: list[str] = field(default_factory=list)

    def loaves(self, product, period):
        """Loaves out of the oven in the period."""
        self.asked.append(period.text)
        if period.text in self.broken:
            raise RuntimeError("the oven is out of order")
        value = self.baked.get(period.text, 500)
        known = None if value is None else Decimal(value)
        return Count(known, "dossiers", period, "exact" if value else "unstated", 3, f"Four de {product}.")


@pytest.fixture
def oven(monkeypatch) -> Oven:
    """A house whose one oven can be measured, beside measures that do not fit."""
    made = Oven()
    monkeypatch.setattr(measures, "_MEASURES", {})
    measures.declare("oven", Measure("Le four", "dossiers", Kind.COUNT, made.loaves))
    measures.declare("oven-visits", Measure("Les visites du four", "visites", Kind.COUNT, made.loaves))
    measures.declare("oven-stock", Measure("Le stock", "dossiers", Kind.STOCK, made.loaves))
    batches = {"rye": "seigle"}
    by_flour = lambda product, period, _flour: made.loaves(product, period)  # noqa: E731
    measures.declare(
        "oven-flour", Measure("Par farine", "dossiers", Kind.COUNT, by_flour, "une farine", lambda _product: batches)
    )
    return made


@pytest.fixture
def lead(bakery, who):
    return who(MemberRole.PRODUCT_LEAD)


@pytest.fixture
def bound(bakery, loaves, oven, lead) -> Binding:
    """The loaves, read by the oven from January on."""
    row = actions.bind(loaves, measure="oven", since=date(2021, 1, 1), by=lead, now=TODAY)
    oven.asked.clear()
    return row


def read() -> list[tuple[str, int, int]]:
    """What the oven is said to have baked: period, value, revision."""
    rows = Reading.objects.filter(source__slug="mesure-oven").order_by("ends_on", "revision")
    return [(row.period, int(row.value), row.revision) for row in rows]


def type_in(loaves: Indicator, value: int, period: str = "2021-03") -> Reading:
    facts = ReadingFacts(period=period, value=Decimal(value), source="saisie-equipe", taken_on="2021-04-01")
    return actions.record_reading(facts, indicator=loaves, by="Ada", today=date(2021, 4, 1))


# Choosing


def test_every_period_that_is_over_is_read_with_its_proof(bound):
    assert actions.close(now=TODAY) == 3
    assert read() == [("2021-01", 500, 0), ("2021-02", 500, 0), ("2021-03", 500, 0)]
    proof = Evidence.objects.order_by("pk").first()
    assert (proof.method, proof.query, proof.extract) == ("measure", "oven bakery 2021-01", "Four de bakery.")
    source = bound.definition.indicator.enrolment.edition.sources.get(slug="mesure-oven")
    assert (source.kind, source.title["fr"]) == ("measured", "Mesure automatique : Le four")


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("oven-visits", "se compte en « visites »"),
        ("oven-stock", "de nature « stock"),
        ("oven-flour", "préciser une farine"),
        ("oven-flour:wheat", "ne connaît pas “wheat”"),
        ("ovens", "Aucune pièce ne sait mesurer"),
    ],
)
def test_what_does_not_fit_is_refused(loaves_to_bind, name, why):
    with pytest.raises(UserError, match=why):
        loaves_to_bind(name)
    assert not Binding.objects.exists()


@pytest.fixture
def loaves_to_bind(bakery, loaves, oven, lead):
    return lambda name="oven", since=date(2021, 1, 1), now=TODAY: actions.bind(
        loaves, measure=name, since=since, by=lead, now=now
    )


@pytest.mark.parametrize(("since", "why"), [(date(2021, 5, 1), "est à venir"), (date(1900, 1, 1), "Trop de périodes")])
def test_a_beginning_out_of_reach_is_refused(loaves_to_bind, since, why):
    with pytest.raises(UserError, match=why):
        loaves_to_bind(since=since)


@pytest.mark.parametrize(("window", "why"), [("instant", "à un instant"), ("unstated", "à date fixe")])
def test_a_definition_without_turns_of_its_days_is_refused(loaves_to_bind, window, why):
    Definition.objects.filter(indicator__slug="loaves").update(window=window)
    with pytest.raises(UserError, match=why):
        loaves_to_bind()


def test_a_detail_feeds_under_a_source_of_its_own(loaves_to_bind):
    loaves_to_bind("oven-flour:rye")
    actions.close(now=TODAY)
    assert set(Reading.objects.exclude(proof=None).values_list("source__slug", flat=True)) == {"mesure-oven-flour-rye"}


def test_it_is_bound_once_and_unbound(bound, loaves_to_bind, lead):
    with pytest.raises(UserError, match="arrêter d'abord"):
        loaves_to_bind()
    actions.unbind(bound, by=lead)
    assert actions.close(now=TODAY) == 0
    verbs = Entry.objects.filter(model="indicators.binding", scope="small/bakery").order_by("pk")
    assert list(verbs.values_list("verb", flat=True)) == ["made", "removed"]


def test_a_new_meaning_is_not_fed_by_what_fed_the_old(bound, loaves_to_bind, loaves):
    old = bound.definition
    new = Definition.objects.create(
        indicator=loaves, version=2, name={"fr": "Pains"}, kind="count", window="month", unit=old.unit
    )
    assert actions.close(now=TODAY) == 0
    assert loaves_to_bind().definition == new
    assert Binding.objects.count() == 1


# Closing


def test_a_second_round_adds_nothing(bound, oven):
    actions.close(now=TODAY)
    rows, facts = read(), Edition.objects.get().facts_version
    oven.asked.clear()
    assert actions.close(now=TODAY + timedelta(hours=1)) == 0
    assert oven.asked == []
    assert actions.close(now=TOMORROW) == 0
    assert oven.asked == ["2021-03"]
    assert (read(), Edition.objects.get().facts_version) == (rows, facts)


def test_a_period_that_runs_is_left_alone(bound, oven):
    actions.close(now=datetime(2021, 3, 31, 21, 59, tzinfo=UTC))
    assert [period for period, _value, _revision in read()] == ["2021-01", "2021-02"]
    actions.close(now=datetime(2021, 3, 31, 22, 0, tzinfo=UTC))
    assert read()[-1][0] == "2021-03"


def test_late_facts_lead_to_a_revision_with_its_reason_then_the_period_is_left(bound, oven):
    actions.close(now=TODAY)
    oven.baked["2021-03"] = 512
    oven.baked["2021-01"] = 999
    assert actions.close(now=TOMORROW) == 1
    assert read()[2:] == [("2021-03", 500, 0), ("2021-03", 512, 1)]
    assert Reading.objects.get(revision=1, period="2021-03").reason["fr"].endswith("(500, puis 512)")
    oven.baked["2021-03"] = 600
    assert actions.close(now=TODAY + timedelta(days=5)) == 1
    oven.baked["2021-03"] = 700
    assert actions.close(now=TODAY + timedelta(days=6)) == 0
    assert read()[-1] == ("2021-03", 600, 2)


def test_what_a_person_withdrew_is_not_brought_back(bound, oven, lead):
    actions.close(now=TODAY)
    row = current_readings().get(period="2021-03", source__slug="mesure-oven")
    actions.withdraw_reading(row, reason={"fr": "Four en panne"}, by=lead)
    oven.baked["2021-03"] = 512
    assert actions.close(now=TOMORROW) == 0
    assert not current_readings().filter(period="2021-03", source__slug="mesure-oven").exists()


def test_a_long_past_is_read_in_several_rounds(bakery, loaves, oven, lead):
    Definition.objects.filter(indicator=loaves).update(window="day")
    actions.bind(loaves, measure="oven", since=date(2020, 7, 1), by=lead, now=TODAY)
    assert [actions.close(now=TODAY + timedelta(hours=hour)) for hour in range(3)] == [200, 75, 0]
    assert read()[0][0] == "2020-07-01"
    assert read()[-1][0] == "2021-04-01"


def test_nothing_is_read_long_after_the_edition_nor_once_retired(bound, loaves):
    Indicator.objects.filter(pk=loaves.pk).update(status="retired", reason={"fr": "Fini"})
    assert actions.close(now=TODAY) == 0
    Indicator.objects.filter(pk=loaves.pk).update(status="active", reason={})
    Edition.objects.update(ends="2020-12")
    assert actions.close(now=TODAY) == 2
    assert [period for period, _value, _revision in read()] == ["2021-01", "2021-02"]


@pytest.mark.django_db(transaction=True)
def test_two_workers_at_once_do_not_double(bound):
    def worker(_rank: int) -> int:
        try:
            return actions.close(now=TODAY)
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(worker, range(4)))
    assert read() == [("2021-01", 500, 0), ("2021-02", 500, 0), ("2021-03", 500, 0)]
    assert Evidence.objects.count() == 3
    assert not Miss.objects.exists()


# Failing


def test_a_failure_is_kept_told_once_and_mended(bound, oven, who, mailoutbox, caplog):
    who(MemberRole.DATA_OWNER)
    oven.broken = {"2021-02"}
    assert actions.close(now=TODAY) == 2
    for hour in range(1, 4):
        assert actions.close(now=TODAY + timedelta(hours=hour)) == 0
    assert sorted(letter.to[0] for letter in mailoutbox) == ["data_owner@example.org", "product_lead@example.org"]
    letter = mailoutbox[0]
    assert letter.subject == "Boulangerie : « Pains par mois » n'a pas pu être relevé tout seul"
    assert "février 2021 : La mesure a échoué" in letter.body
    assert reverse("indicators:indicator", args=["small", "bakery", "loaves"]) in letter.body
    assert "the oven is out of order" in caplog.text
    assert Miss.objects.get().period == "2021-02"
    oven.broken = set()
    assert actions.close(now=TODAY + timedelta(hours=5)) == 1
    assert not Miss.objects.exists()
    assert len(mailoutbox) == 2


def test_a_failure_stops_no_other(bound, oven, loaves, lead, caplog):
    other = Indicator.objects.create(enrolment=loaves.enrolment, slug="rolls", rank=9)
    unit = loaves.definitions.get().unit
    Definition.objects.create(indicator=other, name={"fr": "Petits pains"}, kind="count", window="month", unit=unit)
    actions.bind(other, measure="oven-flour:rye", since=date(2021, 3, 1), by=lead, now=TODAY)
    measures._MEASURES.pop("oven")
    assert actions.close(now=TODAY) == 1
    assert Reading.objects.filter(definition__indicator=other).count() == 1
    assert "Aucune pièce ne sait mesurer" in Miss.objects.first().what
    assert Miss.objects.count() == 3


def test_a_period_of_which_there_is_nothing_to_say_is_no_reading(bound, oven, mailoutbox):
    oven.baked["2021-03"] = None
    assert actions.close(now=TODAY) == 2
    miss = Miss.objects.get()
    assert (miss.period, miss.failed, len(mailoutbox)) == ("2021-03", False, 1)
    oven.asked.clear()
    actions.close(now=TODAY + timedelta(hours=1))
    assert oven.asked == []
    oven.baked["2021-03"] = 7
    assert actions.close(now=TOMORROW) == 1
    assert len(mailoutbox) == 1


def test_many_misses_make_one_letter(bakery, loaves, oven, lead, mailoutbox):
    Definition.objects.filter(indicator=loaves).update(window="day")
    actions.bind(loaves, measure="oven", since=date(2021, 3, 1), by=lead, now=TODAY)
    oven.baked = {f"2021-03-{day:02}": None for day in range(1, 32)}
    actions.close(now=TODAY)
    assert len(mailoutbox) == 1
    assert "et 21 autres périodes" in mailoutbox[0].body


@pytest.mark.parametrize(("hour", "done"), [(4, 0), (5, 3)])
def test_the_job_waits_for_what_is_counted_by_night(bound, monkeypatch, hour, done):
    moment = datetime(2021, 4, 2, hour - 2, 40, tzinfo=UTC)
    monkeypatch.setattr("django.utils.timezone.now", lambda: moment)
    jobs.close(timestamp=0)
    assert len(read()) == done


# Both are shown


def test_what_a_person_typed_and_what_a_machine_read_are_both_told(bound, loaves):
    type_in(loaves, 480)
    actions.close(now=TODAY)
    found = {one.period: one for one in told(disagreeing([loaves]))}["mars 2021"]
    assert found.decides.startswith("500\u00a0dossiers – Mesure automatique")
    assert "480\u00a0dossiers – Saisie de l'équipe" in found.others
    assert found.why == "le dernier relevé"


def test_the_same_figure_is_no_disagreement(bound, loaves):
    type_in(loaves, 500, "2021-02")
    actions.close(now=TODAY)
    assert [one.decides.period for one in disagreeing([loaves])] == ["2021-03"]
    assert disagreeing([loaves], since=timezone.now()) == []
    assert len(disagreeing([loaves], since=TODAY - timedelta(hours=1))) == 1


# Pages


@pytest.fixture
def signed(client, lead):
    client.force_login(lead)
    return client


def test_a_measure_is_chosen_looked_at_and_confirmed(bakery, loaves, oven, signed, at, filled):
    page = signed.get(at("indicator", "loaves")).content.decode()
    assert at("bind", "loaves") in page
    data = filled(at("bind", "loaves"))
    choices = signed.get(at("bind", "loaves")).context["form"].fields["measure"].choices
    assert [name for name, _label in choices] == ["oven", "oven-flour:rye"]
    answer = signed.post(at("bind", "loaves"), {**data, "measure": "oven", "since": "01/2021"})
    assert answer.url == f"{at('bind-confirm', 'loaves')}?measure=oven&since=2021-01-01"
    shown = signed.get(answer.url).content.decode()
    assert "500\u00a0dossiers" in shown
    assert "Four de bakery." in shown
    assert not Binding.objects.exists()
    assert not Reading.objects.exclude(proof=None).exists()
    assert signed.post(answer.url, {"seal": ""}).url == at("indicator", "loaves")
    row = Binding.objects.get()
    assert (row.measure, row.since) == ("oven", date(2021, 1, 1))
    page = signed.get(at("indicator", "loaves")).content.decode()
    assert "Pris par la mesure" in page
    assert "Le four" in page
    assert signed.post(at("unbind", "loaves"), filled(at("unbind", "loaves"))).status_code == 302
    assert not Binding.objects.exists()


@pytest.mark.parametrize("words", ["", "?measure=oven-stock&since=2021-01-01", "?measure=oven&since=hier"])
def test_a_confirmation_that_names_nothing_goes_back_to_the_choice(bakery, loaves, oven, signed, at, words):
    assert signed.get(at("bind-confirm", "loaves") + words).url == at("bind", "loaves")


def test_nothing_to_unbind_is_not_found(bakery, loaves, oven, signed, at):
    assert signed.get(at("unbind", "loaves")).status_code == 404


def test_the_page_shows_both_readings_what_failed_and_the_way_to_the_proof(bound, loaves, oven, signed, at):
    type_in(loaves, 480)
    oven.broken = {"2021-02"}
    actions.close(now=TODAY)
    page = signed.get(at("indicator", "loaves")).content.decode()
    assert "La saisie et la mesure automatique ne disent pas la même chose" in page
    assert "480\u00a0dossiers" in page
    assert "février 2021 – La mesure a échoué" in page
    row = Reading.objects.get(period="2021-03", source__slug="mesure-oven")
    assert at("reading", "loaves", row.pk) in page
    assert at("correct", "loaves", row.pk) not in page
    proof = signed.get(at("reading", "loaves", row.pk)).content.decode()
    for text in (row.proof.digest, "oven bakery 2021-03", row.proof.version, "Four de bakery."):
        assert text in proof


def test_a_typed_reading_has_a_page_without_proof(bakery, loaves, signed, at):
    row = type_in(loaves, 480)
    page = signed.get(at("reading", "loaves", row.pk)).content.decode()
    assert "Sa preuve" not in page
    assert "Saisie de l&#x27;équipe" in page
