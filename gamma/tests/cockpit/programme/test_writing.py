"""Editions, sources, products and levers by hand: one validation with the file, an entry a write, places, removals."""

import pytest

from gamma.cockpit.programme.models import Edition, Enrolment, Lever, Product, Source
from gamma.cockpit.programme.queries import edition_facts, product_facts
from gamma.ground.audit.models import Entry

HOME, BAKERY = "/programme/small/", "/programme/small/bakery/"
EDITION = {"label": "Saison 9", "id": "saison-9", "starts": "09/2027", "ends": "03/2028"}


@pytest.fixture
def lead(season, someone, browse):
    """The programme's lead at work."""
    return browse(someone("lead"))


def sent(client, address, **typed):
    """What a form answers: what it showed, but for what was typed."""
    page = client.get(address)
    form = page.context["form"]
    shown = {}
    for name in form.fields:
        value = form[name].value()
        if isinstance(value, dict):
            shown |= {name: value.get("fr", ""), f"{name}_en": value.get("en", "")}
        elif value is not None:
            shown[name] = value
    return client.post(address, {**shown, "seal": page.context["seal"], **typed})


def errors(answer):
    assert answer.status_code == 422
    return {name: " ".join(told) for name, told in answer.context["form"].errors.items()}


def test_an_edition_is_made_and_corrected(lead):
    assert sent(lead, "/programme/nouvelle/", **EDITION).headers["Location"] == "/programme/saison-9/"
    kept = Edition.objects.get(slug="saison-9")
    assert edition_facts(kept).label == {"fr": "Saison 9"}
    assert sent(lead, "/programme/saison-9/modifier/", operator="DINUM").status_code == 302
    kept.refresh_from_db()
    assert (kept.operator, kept.facts_version) == ("DINUM", 1)
    made, changed = Entry.objects.filter(scope="saison-9").order_by("pk")
    assert (made.verb, made.after["starts"]) == ("made", "2027-09")
    assert (changed.before, changed.after) == ({"operator": ""}, {"operator": "DINUM"})


@pytest.mark.parametrize(
    ("wrong", "where", "told"),
    [
        ({"ends": "2027-01"}, "ends", "précède le début"),
        ({"id": "nouvelle"}, "id", "déjà l'adresse"),
        ({"id": "small"}, "__all__", "existe déjà"),
        ({"id": "Été"}, "id", "tirets"),
        ({"starts": "septembre"}, "starts", "date"),
        ({"label": ""}, "label", "obligatoire"),
    ],
)
def test_a_wrong_edition_is_refused_beside_its_field(lead, wrong, where, told):
    assert told in errors(sent(lead, "/programme/nouvelle/", **EDITION | wrong))[where]
    assert Edition.objects.count() == 1


def test_the_address_of_a_thing_never_changes(lead):
    sent(lead, f"{HOME}modifier/", id="other", label="Autre")
    assert Edition.objects.get().slug == "small"
    sent(lead, f"{BAKERY}modifier/", id="other", name="Autre")
    assert Product.objects.get().slug == "bakery"


def test_a_source_is_made_linked_moved_and_removed(lead, season):
    said = {"title": "Un brouillon", "id": "draft", "kind": "draft", "became": "article", "place": "article"}
    assert sent(lead, f"{HOME}sources/nouvelle/", **said).status_code == 302
    assert [source.slug for source in season.sources.all()] == ["article", "draft", "sheet"]
    assert season.sources.get(slug="draft").became.slug == "article"
    assert sent(lead, f"{HOME}sources/draft/", place="").status_code == 302
    assert [source.slug for source in season.sources.all()] == ["draft", "article", "sheet"]
    assert lead.post(f"{HOME}sources/draft/retirer/").headers["Location"] == HOME
    assert [entry.verb for entry in Entry.objects.order_by("pk")] == ["made", "changed", "removed"]


def test_a_source_that_something_was_read_in_stays(lead, season):
    answer = lead.post(f"{HOME}sources/article/retirer/", follow=True)
    assert "ne peut pas être retirée" in answer.content.decode()
    assert season.sources.filter(slug="article").exists()
    assert not Entry.objects.exists()


@pytest.mark.parametrize(
    ("wrong", "where", "told"),
    [
        ({"published": "2099"}, "__all__", "futur"),
        ({"url": "b.fr"}, "url", "https://"),
        ({"id": "article"}, "__all__", "existe déjà"),
        ({"became": "nowhere"}, "became", "nowhere"),
    ],
)
def test_a_wrong_source_is_refused(lead, wrong, where, told):
    said = {"title": "Un texte", "id": "text", "kind": "article", **wrong}
    assert told in errors(sent(lead, f"{HOME}sources/nouvelle/", **said))[where]
    assert Source.objects.count() == 2


def test_a_product_is_enrolled_with_its_sponsors(lead, season):
    said = {"name": "Dossier", "site": "https://d.fr", "sponsors": "Une ville\nUn ministère", "place": ""}
    assert sent(lead, f"{HOME}services/nouveau/", **said).status_code == 302
    first, second = season.enrolments.select_related("product")
    assert [first.product.slug, second.product.slug] == ["dossier", "bakery"]
    assert product_facts(first).sponsors == ["Une ville", "Un ministère"]
    assert Entry.objects.get().scope == "small/dossier"


@pytest.mark.parametrize(
    ("wrong", "where", "told"),
    [
        ({"id": "sources"}, "id", "déjà l'adresse"),
        ({"id": "commanditaire"}, "id", "déjà l'adresse"),
        ({"id": "bakery"}, "__all__", "participe déjà"),
        ({"sponsors": "Une ville\nUne ville"}, "sponsors", "deux fois"),
    ],
)
def test_a_wrong_product_is_refused(lead, wrong, where, told):
    assert told in errors(sent(lead, f"{HOME}services/nouveau/", name="Dossier", **wrong))[where]
    assert Enrolment.objects.count() == 1


def test_a_product_known_already_is_enrolled_and_corrected_in_all_its_editions(lead, season):
    sent(lead, "/programme/nouvelle/", **EDITION)
    assert sent(lead, "/programme/saison-9/services/nouveau/", name="Boulangerie", id="bakery").status_code == 302
    version = Edition.objects.get(slug="small").facts_version
    assert sent(lead, "/programme/saison-9/bakery/modifier/", name="La boulangerie").status_code == 302
    assert Product.objects.get().name == "La boulangerie"
    assert Edition.objects.get(slug="small").facts_version == version + 1


def test_phases_are_added_moved_and_removed(lead, bakery):
    for name in ("construction", "acceleration"):
        assert sent(lead, f"{BAKERY}phases/nouvelle/", name=name).status_code == 302
    assert sent(lead, f"{BAKERY}phases/2/", name="acceleration", place="", starts="2020").status_code == 302
    assert [phase.name for phase in product_facts(bakery).phases] == ["acceleration", "construction"]
    assert "précède" in errors(sent(lead, f"{BAKERY}phases/1/", ends="2019"))["ends"]
    assert lead.post(f"{BAKERY}phases/1/retirer/").status_code == 302
    assert [phase.name for phase in product_facts(bakery).phases] == ["construction"]
    assert Entry.objects.filter(scope="small/bakery", model="programme.phase").count() == 4


def test_a_criterion_is_added_corrected_and_removed(lead, season):
    assert sent(lead, f"{HOME}criteres/nouveau/", text="Une mesure", id="measure").status_code == 302
    assert sent(lead, f"{HOME}criteres/measure/", text="Une mesure suivie").status_code == 302
    assert edition_facts(season).criteria[0].text == {"fr": "Une mesure suivie"}
    assert lead.post(f"{HOME}criteres/measure/retirer/").status_code == 302
    assert not season.criteria.exists()


def test_a_lever_is_written_by_the_team_with_its_sources(season, bakery, someone, browse):
    team = browse(someone("deployment", enrolment=bakery))
    said = {"kind": "press", "text": "Écrire à la presse", "sources": ["article", "sheet"], "starts": "2020-10"}
    assert sent(team, f"{BAKERY}leviers/nouveau/", **said).status_code == 302
    lever = Lever.objects.get(slug="ecrire-a-la-presse")
    assert [source.slug for source in lever.sources.all()] == ["article", "sheet"]
    assert sent(team, f"{BAKERY}leviers/flyers/", sources=["sheet"]).status_code == 302
    changed = Entry.objects.latest("pk")
    assert (changed.before, changed.after) == ({"sources": ["article"]}, {"sources": ["sheet"]})
    assert team.post(f"{BAKERY}leviers/flyers/retirer/").status_code == 302
    assert [lever.slug for lever in bakery.levers.all()] == ["ecrire-a-la-presse"]


def test_the_second_of_two_is_told_and_loses_nothing(lead, season):
    page = lead.get(f"{HOME}modifier/")
    sent(lead, f"{HOME}modifier/", operator="La première")
    typed = {"label": "Petite saison", "starts": "2020-09", "ends": "2021-03", "operator": "La seconde"}
    answer = lead.post(f"{HOME}modifier/", {**typed, "seal": page.context["seal"]})
    assert answer.status_code == 409
    text = answer.content.decode()
    assert "La première" in text
    assert 'value="La seconde"' in text
    again = lead.post(f"{HOME}modifier/", {**typed, "seal": answer.context["seal"]})
    assert again.status_code == 302
    season.refresh_from_db()
    assert season.operator == "La seconde"


def test_what_another_form_writes_overtakes_nobody(lead, season):
    page = lead.get(f"{BAKERY}modifier/")
    sent(lead, f"{BAKERY}phases/nouvelle/", name="construction")
    typed = {"name": "Boulangerie", "problem": "Du pain", "seal": page.context["seal"]}
    assert lead.post(f"{BAKERY}modifier/", typed).status_code == 302


def test_saying_the_same_writes_nothing(lead, season):
    version = season.facts_version
    assert sent(lead, f"{HOME}modifier/").status_code == 302
    season.refresh_from_db()
    assert season.facts_version == version
    assert not Entry.objects.exists()
