"""The pages of the audience: what they show of a period, what they let change, and how one objects."""

import csv
import io
import json
from datetime import date

import pytest
from django.urls import reverse

from gamma.cockpit.programme.lists import MemberRole
from gamma.cockpit.programme.models import Edition, Enrolment, Membership, Product
from gamma.ground import measures
from gamma.ground.accounts.actions import person_at
from gamma.ground.measures import NotMeasurable, UnknownMeasure
from gamma.ground.periods import parse
from gamma.instruments.audience import queries
from gamma.instruments.audience.models import Day, Part, Site, Uniques

TODAY = date(2026, 4, 2)


@pytest.fixture
def enrolment(db) -> Enrolment:
    edition = Edition.objects.create(slug="saison", label={"fr": "Saison"}, starts="2026-01", ends="2026-06")
    product = Product.objects.create(slug="essai", name="Essai")
    return Enrolment.objects.create(edition=edition, product=product, rank=0)


@pytest.fixture
def counted(enrolment) -> Site:
    """Two years of March, three visits a day and a contact in one of them; fifty visitors a month."""
    site = Site.objects.create(
        product=enrolment.product, mode="exempt", key="essai", hosts=["essai.fr"], actions={"contact": "Contact"}
    )
    for year in (2025, 2026):
        for number in range(1, 32):
            day = date(year, 3, number)
            Day.objects.create(site=site, day=day, visits=3 * (year - 2024), views=9, acting=1)
            Part.objects.create(site=site, day=day, dimension="action", label="contact", times=2, visits=1)
            Part.objects.create(site=site, day=day, dimension="page", label="/aides/", times=9, visits=3)
            Part.objects.create(site=site, day=day, dimension="source", label="www.moteur.fr", times=1, visits=1)
        Uniques.objects.create(site=site, grain="month", starts=date(year, 3, 1), visitors=50)
    return site


@pytest.fixture
def lead(client, enrolment):
    person = person_at("lead@exemple.fr", name="Léa")
    Membership.objects.create(
        person=person, edition=enrolment.edition, enrolment=enrolment, role=MemberRole.PRODUCT_LEAD
    )
    client.force_login(person)
    return client


def page(client, period="2026-03", name="audience:site", *more):
    where = reverse(name, args=["saison", "essai", "exempt", *more])
    return client.get(where, {"periode": period})


def test_a_period_is_shown_beside_the_year_before(lead, counted):
    text = page(lead).content.decode()
    assert "186" in text  # 31 days of 6 visits
    assert "+100 %" in text.replace("\u202f", " ").replace("\xa0", " ")
    assert "/aides/" in text
    assert "www.moteur.fr" in text
    assert "16,7" in text  # a contact in 31 visits of 186
    assert "de 12" in text


def test_the_queries_of_a_page_do_not_grow(lead, counted, django_assert_max_num_queries):
    page(lead)
    with django_assert_max_num_queries(26):
        page(lead, "2026")


def test_a_period_that_will_not_do_is_told(lead, counted):
    for period, why in (
        ("demain", "n&#x27;est pas une période"),
        ("2027", "commencée"),
        ("12 months", "connaît les jours"),
    ):
        answer = page(lead, period)
        assert answer.status_code == 200
        assert why in answer.content.decode(), period


def test_visitors_of_a_year_are_not_told_without_consent(lead, counted):
    assert "ne vit pas plus d" in page(lead, "2026").content.decode()


def test_the_same_counts_are_taken_away(lead, counted):
    rows = list(csv.DictReader(io.StringIO(page(lead, "2026-03", "audience:data", "csv").content.decode())))
    visits = next(row for row in rows if row["what"] == "visits")
    assert (visits["value"], visits["year_before"], visits["period"], visits["mode"]) == (
        "186",
        "93",
        "2026-03",
        "exempt",
    )
    told = json.loads(page(lead, "2026-03", "audience:data", "json").content)
    assert [row["what"] for row in told] == [row["what"] for row in rows]
    assert page(lead, "2026-03", "audience:data", "xml").status_code == 404


def test_the_picture_draws_each_day(lead, counted):
    answer = page(lead, "2026-03", "audience:picture")
    assert answer.headers["Content-Type"] == "image/svg+xml"
    assert b"<svg" in answer.content
    assert page(lead, "2024-03", "audience:picture").status_code == 404


def test_a_measure_is_opened_then_changed(lead, enrolment):
    where = reverse("audience:open", args=["saison", "essai"])
    typed = {
        "mode": "exempt",
        "hosts": "https://Essai.fr/page\nessai.gouv.fr",
        "actions": "Prise de contact\nfin = La fin",
        "open": "on",
    }
    answer = lead.post(where, {**typed, "seal": _seal(lead, where)})
    assert answer.status_code == 302, answer.content.decode()[:2000]
    site = Site.objects.get()
    assert site.hosts == ["essai.fr", "essai.gouv.fr"]
    assert site.actions == {"prise-de-contact": "Prise de contact", "fin": "La fin"}
    change = reverse("audience:change", args=["saison", "essai", "exempt"])
    lead.post(change, {**typed, "hosts": "essai.fr", "seal": _seal(lead, change)})
    site.refresh_from_db()
    assert (site.hosts, site.open) == (["essai.fr"], True)
    again = lead.post(where, {**typed, "seal": _seal(lead, where)})
    assert "déjà mesuré" in again.content.decode()
    wrong = lead.post(change, {**typed, "hosts": "pas un hôte", "seal": _seal(lead, change)})
    assert "nom d&#x27;hôte" in wrong.content.decode()


def test_the_sheet_has_its_fourteen_lines_from_the_settings(lead, counted):
    text = page(lead, "", "audience:sheet").content.decode()
    assert text.count('<th scope="row">') == 14
    assert "essai.fr" in text
    assert "/mesure/essai.js" in text


def test_who_visits_is_told_and_may_object(client, counted):
    where = reverse("audience:information", args=["essai"])
    assert "Aucun cookie" in client.get(where).content.decode()
    client.post(where)
    assert client.cookies["audience"].value == "non"
    assert "pas compté" in client.get(where).content.decode()
    assert client.cookies["audience"]["samesite"] == "Lax"
    client.post(where, {"reprendre": "1"})
    assert client.cookies["audience"].value == ""
    client.post(where, secure=True)
    cookie = client.cookies["audience"]
    assert (cookie["samesite"], cookie["secure"]) == ("None", True), "it also holds for pages that others frame"
    assert client.get(reverse("audience:information", args=["rien"])).status_code == 404


@pytest.mark.parametrize(
    ("name", "period", "value", "precision", "n"),
    [
        ("audience-visits:exempt", "2026-03", 186, "approx", 186),
        ("audience-visits:exempt", "2026-Q1", 186, "approx", 186),
        ("audience-views:exempt", "2026-03", 279, "exact", 279),
        ("audience-visitors:exempt", "2026-03", 50, "approx", 50),
        ("audience-gestures:exempt.contact", "2026-03", 62, "exact", 62),
        ("audience-visits:exempt", "12 months to 2026-02", 93, "approx", 93),
        ("audience-visits:exempt", "2025", 93, "at_least", 93),
    ],
)
def test_measures_give_figures_with_all_that_goes_with_them(counted, name, period, value, precision, n):
    found = measures.count(name, "essai", parse(period), on=TODAY)
    assert (found.value, found.precision, found.n) == (value, precision, n)
    assert "Sans cookie" in found.evidence


def test_conversion_has_its_interval(counted):
    found = measures.count("audience-conversion:exempt.contact", "essai", parse("2026-03"), on=TODAY)
    assert (str(found.value), found.unit, found.n) == ("16.67", "%", 186)
    assert "31 sur 186" in found.evidence
    assert "de 12.0 à 22.7 %" in found.evidence


def test_visitors_that_do_not_add_up_are_refused(counted):
    for period in ("2026-Q1", "2026", "12 months to 2026-03", "2026-03-01/2026-03-15"):
        with pytest.raises(NotMeasurable):
            measures.count("audience-visitors:exempt", "essai", parse(period), on=TODAY)


def test_what_is_not_measured_so_is_refused(counted):
    for name in ("audience-visits:consented", "audience-visits", "audience-gestures:exempt.other"):
        with pytest.raises(UnknownMeasure):
            measures.count(name, "essai", parse("2026-03"), on=TODAY)


def test_nothing_is_said_of_days_before_the_first(counted):
    found = measures.count("audience-visits:exempt", "essai", parse("2024-03"), on=TODAY)
    assert (found.value, found.precision) == (None, "unstated")


def test_the_choices_of_a_product_are_its_own(counted):
    assert "audience-gestures:exempt.contact" in measures.offered("essai")
    assert not any(name.startswith("audience") for name in measures.offered("other"))
    assert queries.began(counted) == date(2025, 3, 1)


def _seal(client, where) -> str:
    return client.get(where).content.decode().partition('name="seal" value="')[2].partition('"')[0]
