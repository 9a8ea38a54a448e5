"""The page of work of a product: each indicator, what it awaits, and the one next thing to do for who may."""

import pytest

from gamma.cockpit.indicators import actions
from gamma.cockpit.indicators.facts import ReadingFacts, TargetFacts
from gamma.cockpit.indicators.lists import Status
from gamma.cockpit.indicators.models import Definition, Indicator
from gamma.cockpit.indicators.queries import work
from gamma.cockpit.programme.lists import MemberRole as M
from gamma.ground.accounts.models import Person

from .conftest import NOW


@pytest.fixture
def line(bakery):
    return lambda slug, today=NOW: next(row for row in _all(work(bakery, today)) if row.slug == slug)


def _all(found):
    return [*found.followed, *found.beside, *found.retired]


def awaited(line):
    return line.step.awaits, line.step.route


def test_what_a_proposed_indicator_awaits_in_order(bakery, line, who):
    Indicator.objects.filter(slug="smell").update(status=Status.PROPOSED)
    smell, definitions = Indicator.objects.get(slug="smell"), Definition.objects.filter(indicator__slug="smell")
    assert awaited(line("smell")) == ("sa source et qui en répond", "describe")
    definitions.update(origin={"fr": "Le nez"}, owner="Ada")
    assert awaited(line("smell")) == ("un premier relevé", "read")
    facts = ReadingFacts(period="2021-01", text="Bonne", precision="unstated", source="sheet")
    actions.record_reading(facts, indicator=smell, by=who(M.DATA_OWNER), today=NOW)
    assert awaited(line("smell")) == ("d'être accepté", "accept")
    actions.decline_indicator(smell, reason={"fr": "Vague"}, by=who(M.COACH))
    assert awaited(line("smell")) == ("n'a pas été accepté", "describe")


def test_what_an_indicator_that_is_followed_awaits_in_order(bakery, line, loaves, who):
    assert awaited(line("smell")) == ("une cible", "aim")
    assert awaited(line("loaves")) == ("rien : tout est à jour", "")
    assert line("loaves", NOW.replace(month=5, day=3)).step.awaits == "un relevé : avril 2021"
    late = line("loaves", NOW.replace(month=7)).step
    assert (late.awaits, late.urgent) == ("les relevés depuis : avril 2021, en retard de 71 jours", True)
    facts = TargetFacts(id="t2", due="2021-06", value=1_200, source="saisie-equipe")
    actions.propose_target(facts, indicator=loaves, by=who(M.PRODUCT_LEAD), today=NOW)
    assert line("loaves").step.awaits == "une réponse à la cible proposée par product_lead"


def test_the_figure_is_the_last_of_its_own_sort_of_period(bakery, line, loaves, who):
    facts = ReadingFacts(period="2021", value=9_000, source="sheet")
    actions.record_reading(facts, indicator=loaves, by="test", today=NOW.replace(year=2022))
    assert line("loaves").figure.replace("\u202f", " ").replace("\u00a0", " ") == "environ 935,5 dossiers (mars 2021)"


@pytest.mark.parametrize(("role", "shown"), [(M.PRODUCT_LEAD, True), (M.COACH, False), (M.SPONSOR, False)])
def test_a_step_is_a_link_for_who_may_take_it(bakery, who, client, at, role, shown):
    client.force_login(who(role))
    page = client.get(at("product")).content.decode()
    assert "Attend" in page
    assert ('href="/indicateurs/small/bakery/smell/cibles/proposer/"' in page) == shown


def test_who_has_no_part_in_the_edition_finds_nothing(bakery, client, at):
    client.force_login(Person.objects.create_user("nobody@example.org"))
    for path in (at("product"), at("indicator", "loaves"), at("propose")):
        assert client.get(path).status_code == 404


def test_the_page_asks_no_more_for_more_indicators(bakery, who, client, at, django_assert_max_num_queries):
    client.force_login(who(M.PRODUCT_LEAD))
    with django_assert_max_num_queries(22) as few:
        client.get(at("product"))
    for rank in range(20):
        row = Indicator.objects.create(enrolment=bakery, slug=f"i{rank}", rank=rank + 10)
        Definition.objects.create(indicator=row, name={"fr": "x"}, kind="count", window="month")
    with django_assert_max_num_queries(len(few)):
        client.get(at("product"))


def test_the_page_of_an_indicator_tells_its_targets_readings_and_sheet(bakery, who, client, at):
    client.force_login(who(M.PRODUCT_LEAD))
    page = client.get(at("indicator", "loaves")).content.decode().replace("\u202f", " ").replace("\u00a0", " ")
    for words in ("900 dossiers pour le 31 mars 2021", "environ 935,5 dossiers", "par mois", "La cible est atteinte"):
        assert words in page
