"""An import in pages: looked at before anything is recorded, recorded whole, undone whole."""

from datetime import date, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from gamma.cockpit.indicators.actions import correct_reading, forget_uploads
from gamma.cockpit.indicators.facts import ReadingFacts
from gamma.cockpit.indicators.models import Batch, Reading, Upload
from gamma.cockpit.indicators.queries import current_readings
from gamma.cockpit.programme.lists import MemberRole
from gamma.cockpit.programme.models import Edition, Membership, Source
from gamma.cockpit.reports.actions import load
from gamma.cockpit.reports.season.exporting import exported
from gamma.ground.accounts.models import Person
from gamma.ground.audit.models import Entry

from .conftest import workbook

START = "/indicateurs/small/bakery/importer/"
CSV = "mois;pains\n09/2020;1 700,5\n10/2020;810\n"
OTHER = """
  - id: dairy
    name: Crèmerie
    indicators:
      - id: cheeses
        definitions: [{name: Fromages, unit: files, kind: count, period: month}]
"""


@pytest.fixture
def bring(client, owner):
    """Bring a file, and give back the address of its preview."""
    client.force_login(owner)

    def bringing(content, name="relevés.csv"):
        data = content if isinstance(content, bytes) else content.encode()
        answer = client.post(START, {"file": SimpleUploadedFile(name, data)})
        return answer.url if answer.status_code == 302 else answer

    return bringing


@pytest.fixture
def lay(client):
    """Say how a file is to be read, on top of what was guessed."""

    def laying(where, **said):
        form = client.get(where).context["form"]
        typed = {bound.name: bound.value() or "" for bound in form} | said
        assert client.post(where, typed).status_code == 302
        return client.get(where).context["seen"]

    return laying


def readings():
    rows = current_readings().filter(source__slug="saisie-equipe").order_by("period")
    return list(rows.values_list("period", "value", "revision"))


def confirm(client, where):
    return client.post(f"{where}confirmer/", follow=True)


def test_nothing_is_recorded_until_it_is_confirmed(client, bring, lay, rows):
    where = bring(CSV)
    before = rows()
    seen = lay(where, indicator="=loaves")
    assert (seen.preview.counts.new, seen.preview.faults) == (2, [])
    assert seen.preview.rows[0] == ["loaves", "2020-09", "1 700,5", "saisie-equipe"]
    assert rows() == before
    assert "2 relevés nouveaux" in confirm(client, where).content.decode()
    assert readings() == [("2020-09", 1700.5, 0), ("2020-10", 810, 0)]
    assert not Upload.objects.exists()


def test_it_is_one_entry_of_the_journal_and_touches_the_edition(client, bring, lay, owner):
    version = Edition.objects.get().facts_version
    where = bring(CSV)
    lay(where, indicator="=loaves")
    confirm(client, where)
    batch = Batch.objects.get()
    assert (batch.new, batch.changed, batch.made_by, batch.name) == (2, 0, owner, "relevés.csv")
    assert {row.recorded_by for row in batch.readings.all()} == {"Ada"}
    assert list(Entry.objects.values_list("verb", "person", "scope")) == [("imported", owner.pk, "small/bakery")]
    assert Edition.objects.get().facts_version == version + 1


def test_a_workbook_says_months_by_their_first_day_and_indicators_by_their_names(client, bring, lay):
    body = workbook(
        [
            ["Indicateur", "Date", "Valeur"],
            ["Pains par mois", date(2020, 10, 1), 5],
            ["loaves", date(2020, 11, 1), 6],
        ],
        [["Autre"], ["x"]],
    )
    where = bring(body, "relevés.xlsx")
    form = client.get(where).context["form"]
    assert [form[name].value() for name in ("sheet", "indicator", "period", "value")] == [
        "Relevés", ":Indicateur", ":Date", ":Valeur",
    ]  # fmt: skip
    seen = lay(where, spans="month")
    assert seen.preview.faults == []
    confirm(client, where)
    assert readings() == [("2020-10", 5, 0), ("2020-11", 6, 0)]


def test_another_sheet_is_guessed_anew(client, bring, lay):
    where = bring(workbook([["Autre"], ["x"]], [["mois", "valeur"], ["2020-10", 5]]), "x.xlsx")
    lay(where, sheet="Autre", indicator="=loaves", period=":Autre", value=":Autre")
    form = client.get(where).context["form"]
    assert (form["period"].value(), form["value"].value()) == (":mois", ":valeur")


def test_faults_are_told_by_row_and_it_cannot_be_confirmed(client, bring, lay, rows):
    where = bring("mois;pains\n2020-10;beaucoup\n2020-13;5\n2031-01;6\n")
    before = rows()
    seen = lay(where, indicator="=loaves")
    assert [(fault.line, fault.field) for fault, _column in seen.told] == [(2, "value"), (3, "period"), (4, "period")]
    page = client.get(where).content.decode()
    assert "ligne 2, Valeur" in page
    assert "/confirmer/" not in page
    assert "été enregistré." in confirm(client, where).content.decode()
    assert rows() == before


def test_a_changed_value_asks_for_a_reason_once(client, bring, lay):
    where = bring("mois;pains\n2020-09;705\n")
    seen = lay(where, indicator="=loaves", source="=article")
    assert "déjà enregistré autrement" in seen.told[0][0].what
    seen = lay(where, indicator="=loaves", source="=article", reason_for_all="Oubli du samedi")
    assert seen.preview.counts.changed == 1
    confirm(client, where)
    assert Reading.objects.get(period="2020-09", revision=1).reason == {"fr": "Oubli du samedi"}


def test_an_import_is_undone_whole(client, bring, lay, owner, bakery):
    where = bring("mois;pains\n2020-09;705\n2020-10;810\n")
    lay(where, indicator="=loaves", source="=article", reason_for_all="Oubli")
    confirm(client, where)
    undo = f"{START}{Batch.objects.get().pk}/annuler/"
    page = client.get(undo)
    assert "1 relevés seront retirés, 1 reprendront" in page.content.decode()
    assert client.post(undo, {"seal": page.context["seal"]}).status_code == 302
    rows = Reading.objects.filter(source__slug="article").order_by("period", "revision")
    told = list(rows.values_list("period", "revision", "value", "withdrawn"))
    assert told == [
        ("2020-09", 0, 700, False), ("2020-09", 1, 705, False), ("2020-09", 2, 700, False),
        ("2020-10", 0, 810, False), ("2020-10", 1, 810, True), ("2021-03", 0, 935.5, False),
    ]  # fmt: skip
    assert rows[2].reason == {"fr": "Import de « relevés.csv » annulé"}
    assert Batch.objects.get().undone_by == owner
    again = client.post(undo, {"seal": client.get(undo).context["seal"]})
    assert "déjà été annulé" in again.content.decode()
    Edition.objects.update(ends="2021-03")
    assert load(exported(bakery.edition), by="test").written <= 1


def test_what_was_corrected_since_is_left_and_said(client, bring, lay, owner):
    where = bring("mois;pains\n2020-10;810\n2020-11;820\n")
    lay(where, indicator="=loaves", source="=article")
    confirm(client, where)
    row = Reading.objects.get(period="2020-10")
    facts = ReadingFacts(period="2020-10", source="article", value=811, reason="Recompté")
    correct_reading(row, facts, by=owner, today=timezone.localdate())
    undo = f"{START}{Batch.objects.get().pk}/annuler/"
    page = client.get(undo)
    assert "Un relevé a été corrigé depuis" in page.content.decode()
    assert "loaves, 2020-10" in page.content.decode()
    client.post(undo, {"seal": page.context["seal"]})
    assert list(current_readings().filter(period__in=["2020-10", "2020-11"]).values_list("period", "value")) == [
        ("2020-10", 811)
    ]


def test_when_all_was_corrected_since_there_is_nothing_to_undo(client, bring, lay, owner):
    where = bring("mois;pains\n2020-10;810\n")
    lay(where, indicator="=loaves", source="=article")
    confirm(client, where)
    facts = ReadingFacts(period="2020-10", source="article", value=811, reason="Recompté")
    correct_reading(Reading.objects.get(period="2020-10"), facts, by=owner, today=timezone.localdate())
    undo = f"{START}{Batch.objects.get().pk}/annuler/"
    answer = client.post(undo, {"seal": client.get(undo).context["seal"]})
    assert (answer.status_code, Batch.objects.get().undone_at) == (422, None)


def test_what_was_undone_may_be_imported_again_without_a_reason(client, bring, lay):
    for _time in range(2):
        where = bring("mois;pains\n2020-10;810\n")
        lay(where, indicator="=loaves", source="=article")
        confirm(client, where)
        undo = f"{START}{Batch.objects.latest('pk').pk}/annuler/"
        client.post(undo, {"seal": client.get(undo).context["seal"]})
    assert list(Reading.objects.filter(period="2020-10").order_by("revision").values_list("withdrawn", flat=True)) == [
        False, True, False, True,
    ]  # fmt: skip


def test_the_rows_of_other_products_are_refused(client, kept, small, bring, lay):
    kept(small + OTHER.removeprefix("\n"))
    Edition.objects.update(ends="2199-03")
    where = bring("service;indicateur;mois;valeur\nbakery;loaves;2020-10;1\ndairy;cheeses;2020-10;2\n")
    seen = lay(where, source="=article")
    assert [(fault.line, fault.field) for fault, _column in seen.told] == [(3, "product")]
    assert "n'est pas un de vos services" in seen.told[0][0].what
    assert seen.preview.faults


def test_a_file_of_another_person_does_not_exist(client, bring, bakery):
    where = bring(CSV)
    other = Person.objects.create_user("bob@example.org")
    Membership.objects.create(person=other, edition=bakery.edition, enrolment=bakery, role=MemberRole.DATA_OWNER)
    client.force_login(other)
    assert client.get(where).status_code == 404
    assert client.post(f"{where}confirmer/").status_code == 404


@pytest.mark.parametrize("role", [MemberRole.COACH, MemberRole.SPONSOR, MemberRole.DEPLOYMENT])
def test_who_does_not_write_readings_does_not_import(client, bakery, role):
    person = Person.objects.create_user("bob@example.org")
    Membership.objects.create(person=person, edition=bakery.edition, enrolment=bakery, role=role)
    client.force_login(person)
    assert client.get(START).status_code == 403


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"", "vide"),
        (b"\xff\xfe\x00", "UTF-16"),
        (b"PK\x03\x04", "ne se lit pas"),
        (b"a;b\n", "pas de ligne"),
        (b"\x89PNG\r\n", "UTF-8"),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_at_once(bring, content, told):
    answer = bring(content)
    assert answer.status_code == 422
    assert told in answer.content.decode()
    assert not Upload.objects.exists()


def test_a_file_is_forgotten_after_a_day(bring):
    bring(CSV)
    assert forget_uploads(timezone.now() + timedelta(hours=23)) == 0
    assert forget_uploads(timezone.now() + timedelta(hours=25)) == 1


def test_a_preview_makes_no_source(client, bring, lay):
    where = bring(CSV)
    lay(where, indicator="=loaves")
    assert not Source.objects.filter(slug="saisie-equipe").exists()
    assert reverse("reports:import", args=["small", "bakery"]) == START
