"""What the pages say of the first season: the figures its texts give, and the verdicts that follow."""

import pytest

SEASON = "/editions/season-1/"

pytestmark = pytest.mark.usefixtures("season_1")


def test_the_board_answers_first(see):
    page = see(SEASON)
    assert "5 cibles atteintes sur 6 évaluées. 3 sans verdict possible." in page
    assert page.index("Ce qui demande de l'aide d'abord") < page.index("Tous les services")
    assert "83,3 %" in page
    assert "2 sur 2 services" in page
    assert "1 service sans cible chiffrée à l'entrée est compté à part." in page
    assert "4 sur 19 indicateurs" in page


def test_the_board_tells_who_needs_help_and_why(see):
    first = see(SEASON).split("Ce qui demande de l'aide d'abord")[1].split("L'édition en trois chiffres")[0]
    order = [first.index(name) for name in ("Aides-territoires", "DossierFacile", "Mon-Entreprise")]
    assert order == sorted(order)
    assert "1 cible manquée" in first
    assert "cible : 40 000 visiteurs, pour le 31 mars 2021" in first
    assert "32 717 visiteurs" in first
    assert "81,8 % de la cible" in first
    assert "3 cibles sans verdict possible" in first


def test_aides_territoires(see):
    page = see(f"{SEASON}aides-territoires/")
    assert "Cibles : 2 atteintes sur 3 évaluées." in page
    for part in (
        "17 936 visiteurs",
        "119,6 % de la cible",
        "32 717 visiteurs",
        "81,8 % de la cible",
        "120 % de la cible",
    ):
        assert part in page.replace("120,0 %", "120 %"), part
    assert "dépassé cible : 1 000 alertes" in page
    assert "Sans date publiée" in page


def test_dossierfacile(see):
    page = see(f"{SEASON}dossierfacile/")
    for part in ("12 243", "7 900", "155 % de la cible", "Ce qui a cessé d'être suivi", "jamais mesuré"):
        assert part in page, part
    assert "La valeur de la cible n'a pas été publiée." in page


def test_mon_entreprise(see):
    page = see(f"{SEASON}mon-entreprise/")
    for part in ("106,7 % de la cible", "105,6 % de la cible", "À lire avec prudence"):
        assert part in page, part


def test_the_sheet_recomputes_a_published_total(see):
    page = see(f"{SEASON}mon-entreprise/visiteurs-annuels/")
    assert "de mars 2020 à février 2021, additionne 3 345 198 visites." in page
    assert "Chemin fait depuis le départ 115,4 %" in page
    assert "La cible de fin 2020 est atteinte" in page


def test_year_on_year_says_that_the_tool_changed(see):
    page = see(f"{SEASON}mon-entreprise/visites-mensuelles/")
    assert "+77 %" in page
    assert "−12 %" in page
    assert "l'outil de mesure a changé entre les deux, de Matomo à AT Internet" in page


def test_a_retired_indicator_keeps_its_address_and_its_reason(see):
    page = see(f"{SEASON}dossierfacile/chances-de-visite/")
    assert "abandonné" in page
    assert "Ce qui en a été décidé" in page


def test_where_a_figure_comes_from(see):
    page = see(f"{SEASON}mon-entreprise/simulateurs-en-service/at-2020-12.draft-2021-01-13/")
    assert "D'où vient ce chiffre" in page
    assert "17 simulateurs" in page
    assert "19 simulateurs" in page
    assert "un autre relevé de la même période passe avant celui-ci" in page
    assert "Devenu Point de mi-parcours" in page


def test_the_source_lists_every_figure_taken_from_it(see):
    assert "Visites mensuelles du site mon-entreprise.fr jeu de données – 77 relevés" in see(f"{SEASON}sources/")
    page = see(f"{SEASON}sources/visites-mon-entreprise/")
    assert "119 541 visites" in page


def test_english_pages_print_numbers_in_english(see):
    page = see(f"/en{SEASON}aides-territoires/")
    assert "32,717" in page
    assert "119.6%" in page


def test_a_doubt_calls_its_sources_by_their_titles(see):
    text = see("/editions/season-1/aides-territoires/")
    assert "64 (Bilan de la saison, brouillon)" in text
    assert "(draft-2021-04-22)" not in text
