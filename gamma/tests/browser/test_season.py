"""A whole season, from the first call to two months after, as seven people live it, on a clock of its own.

Each signs in by the code of a letter, and does what is theirs; nothing is written but through the pages.
"""

import re
from collections.abc import Callable
from datetime import UTC, date, datetime

import pytest
import time_machine
from django.core import mail
from playwright.sync_api import Page, expect

from gamma.cockpit.programme.actions import invite_by_name

from .conftest import SCREENSHOTS

EDITION = "saison-2"
BAKERY = f"{EDITION}/boulangerie"
INDICATOR = f"/indicateurs/{BAKERY}/pains-vendus-par-mois/"
PICTURES = SCREENSHOTS / "guide"
CAST = {
    "lead": "Léa Martin",
    "zoe": "Zoé Bernard",
    "ada": "Ada Diallo",
    "coach": "Paul Simon",
    "data": "Inès Roy",
    "sponsor": "Marc Leroy",
    "officer": "Awa Diop",
}


class Clock:
    """The day that the site and its people are on."""

    def __init__(self) -> None:
        self.traveller = time_machine.travel(datetime(2026, 6, 1, 8, tzinfo=UTC))
        self.coordinates = self.traveller.start()

    def on(self, day: str) -> date:
        self.coordinates.move_to(datetime.fromisoformat(f"{day}T08:00:00+00:00"))
        return date.fromisoformat(day)


@pytest.fixture
def clock():
    found = Clock()
    yield found
    found.traveller.stop()


class Someone:
    """A person at their browser."""

    def __init__(self, key: str, page: Page, axe: Callable[[Page], None] | None) -> None:
        self.address, self.name, self.page, self.axe = f"{key}@exemple.fr", CAST[key], page, axe

    def sign_in(self) -> None:
        """Sign in by the code of the last letter; a season is longer than a session."""
        self.page.goto("/comptes/connexion/?next=/programme/")
        self.fill("Adresse électronique", self.address)
        self.press("Recevoir un code")
        self.fill("Code", re.search(r"\d{4}-\d{4}", mail.outbox[-1].body)[0])
        self.press("Continuer")

    def goes(self, path: str) -> None:
        """Open a page, signing in again when the session is over."""
        self.page.goto(path)
        if "/comptes/connexion/" in self.page.url:
            self.sign_in()
            self.page.goto(path)

    def fill(self, label: str, text: str) -> None:
        self.page.get_by_label(label).first.fill(text)

    def choose(self, label: str, option: str) -> None:
        self.page.get_by_label(label).first.select_option(option)

    def check(self, label: str) -> None:
        self.page.get_by_label(label).first.check()

    def press(self, verb: str) -> None:
        """Send what was filled in, and wait for the page that answers."""
        with self.page.expect_navigation():
            self.page.get_by_role("button", name=verb, exact=True).first.click()

    def follow(self, words: str) -> None:
        self.page.get_by_role("link", name=words).first.click()

    def pictures(self, name: str) -> None:
        """What the guide shows of this page: its first screen, under a name of `static/site/guide`."""
        self.page.screenshot(path=PICTURES / f"{name}.png", clip={"x": 0, "y": 0, "width": 1280, "height": 760})
        self.opens_to_all()

    def reads(self, words: str) -> None:
        expect(self.page.locator("main")).to_contain_text(words)
        self.opens_to_all()

    def opens_to_all(self) -> None:
        """Axe-core, which needs scripts, finds nothing to say of this page."""
        if self.axe:
            self.axe(self.page)


@pytest.fixture(params=[False, True], ids=["without scripts", "with scripts"])
def cast(request, transactional_db, new_page, clock, axe) -> dict[str, Someone]:
    return {key: Someone(key, new_page(scripts=request.param), axe if request.param else None) for key in CAST}


def test_a_season_is_lived(cast, clock, page, screenshot):
    the_call(cast, clock)
    the_choice(cast, clock)
    the_team(cast, clock)
    the_kick_off(cast, clock)
    the_first_weeks(cast, clock, screenshot)
    the_middle(cast, clock)
    the_end(cast, clock)
    the_bilan(cast, clock)
    page.goto(f"/editions/{EDITION}/bilan/")
    expect(page.locator("main")).to_contain_text("dépassé")
    expect(page.locator("main")).to_contain_text("Deux fournils ont ouvert")
    two_months_after(cast, clock)


def the_call(cast, clock) -> None:
    """June: the lead makes the edition and calls for products; someone from outside applies."""
    clock.on("2026-06-01")
    lead, zoe = cast["lead"], cast["zoe"]
    invite_by_name(lead.address, name=lead.name, role="lead", edition=None, product=None, by="test")
    lead.goes("/programme/nouvelle/")
    lead.fill("Nom", "Saison 2")
    lead.fill("Début", "09/2026")
    lead.fill("Fin", "02/2027")
    lead.press("Créer l'édition")
    lead.goes(f"/selection/{EDITION}/appel/")
    lead.fill("Ouverture", "2026-06-01")
    lead.fill("Clôture", "2026-06-30")
    lead.fill("Texte de l'appel", "Tout service public numérique.")
    lead.press("Enregistrer l'appel")
    lead.goes(f"/selection/{EDITION}/grille/nouveau-critere/")
    lead.fill("Critère", "Un effet déjà mesuré")
    lead.fill("Preuve demandée", "Une page publique")
    lead.press("Ajouter le critère")
    invite(lead, cast["ada"], f"/programme/{EDITION}/personnes/inviter/", "membre du comité")

    clock.on("2026-06-10")
    sign_up(zoe)
    zoe.goes(f"/selection/{EDITION}/mes-candidatures/nouvelle/")
    zoe.fill("Nom du service", "Boulangerie")
    for label in ("Équipe", "Le problème que résout le service", "La population concernée", "Les chiffres à ce jour"):
        zoe.fill(label, f"{label} : ce qu'il faut en savoir.")
    zoe.fill("Administration porteuse", "Ministère de l'Artisanat")
    zoe.choose("Phase actuelle", "acceleration")
    zoe.fill("Lien vers la preuve : Un effet déjà mesuré", "https://exemple.fr/stats")
    zoe.press("Enregistrer le brouillon")
    zoe.follow("Envoyer la candidature")
    zoe.press("Envoyer la candidature")
    zoe.reads("Boulangerie")


def sign_up(someone: Someone) -> None:
    someone.page.goto("/comptes/inscription/")
    someone.fill("Nom", someone.name)
    someone.fill("Adresse électronique", someone.address)
    someone.press("Créer mon compte")
    someone.fill("Code", re.search(r"\d{4}-\d{4}", mail.outbox[-1].body)[0])
    someone.press("Continuer")


def invite(lead: Someone, guest: Someone, path: str, role: str) -> None:
    lead.goes(path)
    lead.fill("Adresse électronique", guest.address)
    lead.fill("Nom", guest.name)
    lead.choose("Rôle", role)
    lead.press("Envoyer l'invitation")
    assert mail.outbox[-1].to == [guest.address]


def the_choice(cast, clock) -> None:
    """July: the committee scores, the lead records the decision, the minutes are frozen."""
    clock.on("2026-07-01")
    lead, ada = cast["lead"], cast["ada"]
    lead.goes(f"/selection/{EDITION}/comite/etapes/")
    lead.page.locator("main select").first.select_option("hearing")
    lead.press("Enregistrer les étapes")
    ada.goes(f"/selection/{EDITION}/comite/")
    ada.follow("Boulangerie")
    ada.follow("Noter cette candidature")
    ada.page.locator("main input[type=radio][value='4']").first.check()
    ada.check("La note s'appuie sur la preuve donnée")
    ada.press("Donner mes notes")
    lead.goes(f"/selection/{EDITION}/comite/decision/")
    lead.fill("Jour de la décision", "2026-07-01")
    lead.check("Ada Diallo")
    lead.page.get_by_role("group", name="Boulangerie").get_by_label("retenue", exact=True).check()
    lead.fill("Motif : Boulangerie", "Un effet déjà mesuré.")
    lead.press("Enregistrer la décision")
    lead.reads("Un effet déjà mesuré.")


def the_team(cast, clock) -> None:
    """The lead invites who works on the product; who applied leads it, and invites the others."""
    clock.on("2026-08-24")
    lead, zoe = cast["lead"], cast["zoe"]
    people = f"/programme/{BAKERY}/personnes/inviter/"
    invite(lead, zoe, people, "responsable du service")
    invite(lead, cast["coach"], people, "coach")
    for key, role in (
        ("data", "responsable des données"),
        ("sponsor", "commanditaire"),
        ("officer", "chargé·e de déploiement"),
    ):
        invite(zoe, cast[key], people, role)


def the_kick_off(cast, clock) -> None:
    """September: an indicator is proposed, read, accepted; a target is proposed, and accepted by the sponsor."""
    clock.on("2026-09-02")
    lead, zoe, data, coach, sponsor = (cast[key] for key in ("lead", "zoe", "data", "coach", "sponsor"))
    meeting(lead, "lancement", "2026-09-02")
    zoe.goes(f"/indicateurs/{BAKERY}/proposer/")
    zoe.fill("Nom", "Pains vendus par mois")
    zoe.page.locator("#id_kind").select_option("count")
    zoe.page.locator("#id_window, #id_period").first.select_option("month")
    zoe.page.locator("#id_direction").select_option("up")
    zoe.page.locator("#id_origin").fill("La caisse")
    zoe.page.locator("#id_owner").fill("Inès Roy")
    zoe.press("Proposer l'indicateur")
    reading(data, "08/2026", "1 000")
    coach.goes("/programme/")
    coach.follow("Accepter l'indicateur proposé")
    coach.follow("Accepter l'indicateur")
    coach.press("Accepter")
    zoe.goes(f"{INDICATOR}cibles/proposer/")
    zoe.page.locator("#id_value").fill("1500")
    zoe.page.locator("#id_due").fill("02/2027")
    zoe.page.locator("#id_rationale").fill("Deux fournils de plus")
    zoe.press("Proposer au commanditaire")
    zoe.goes(f"/indicateurs/{BAKERY}/")
    zoe.pictures("target")
    sponsor.goes("/programme/")
    sponsor.pictures("desk")
    sponsor.follow("Répondre à la cible proposée")
    sponsor.check("J'accepte cette cible")
    sponsor.press("Répondre")


def meeting(lead: Someone, kind: str, day: str) -> None:
    lead.goes(f"/revues/{EDITION}/reunions/nouvelle/")
    lead.choose("Réunion", kind)
    lead.page.locator("#id_held").fill(day)
    lead.press("Ajouter la réunion")


def reading(data: Someone, period: str, value: str) -> None:
    data.goes(f"{INDICATOR}releves/nouveau/")
    data.page.locator("#id_value").fill(value)
    data.page.locator("#id_period").fill(period)
    data.press("Enregistrer le relevé")
    expect(data.page.locator(".said")).to_be_visible()


def the_first_weeks(cast, clock, screenshot) -> None:
    """October: a half hour is held, an action and a blocker noted; the sponsor lifts it from their page."""
    clock.on("2026-10-06")
    data, coach, officer, sponsor = (cast[key] for key in ("data", "coach", "officer", "sponsor"))
    reading(data, "09/2026", "1 080")
    coach.goes(f"/revues/{BAKERY}/")
    coach.follow("Le point de cette semaine")
    coach.press("Commencer le point")
    coach.reads("Pains vendus par mois")
    officer.goes(f"/revues/{BAKERY}/2026-10-05/")
    officer.page.get_by_text("Prévoir une action").click()
    officer.page.get_by_label("Action", exact=True).fill("Appeler dix communes")
    officer.choose("Par qui", "Awa Diop")
    officer.fill("Pour le", "2026-10-13")
    officer.press("Ajouter l'action")
    coach.page.reload()
    coach.page.get_by_text("Signaler un blocage").click()
    coach.fill("Ce qui bloque", "La convention n'est pas signée")
    coach.choose("À qui le déblocage est demandé", "commanditaire")
    coach.choose("Suivi par", "Paul Simon")
    coach.fill("Depuis le", "2026-10-05")
    coach.press("Ajouter le blocage")
    coach.page.get_by_text("Écrire une note").click()
    coach.page.get_by_label("Remarque", exact=True).fill("Le premier mois est bon")
    coach.choose("Qui peut la lire", "sponsor")
    coach.press("Ajouter la note")
    sponsor.goes(f"/editions/{EDITION}/commanditaire/boulangerie/")
    sponsor.reads("La convention n'est pas signée")
    sponsor.reads("Le premier mois est bon")
    sponsor.pictures("sponsor")
    screenshot(sponsor.page, "season-sponsor")
    sponsor.follow("Lever")
    sponsor.fill("Comment cela a été levé", "Signée ce matin")
    sponsor.press("Le blocage est levé")

    clock.on("2026-10-13")
    officer.goes("/programme/")
    officer.follow("Le point de la semaine")
    officer.follow("Le point de cette semaine")
    officer.press("Commencer le point")
    officer.press("Fait Appeler dix communes")
    officer.pictures("checkin")
    screenshot(officer.page, "season-check-in")


def the_middle(cast, clock) -> None:
    """December: readings are imported; the indicator is kept, for a reason that is published."""
    clock.on("2026-12-02")
    lead, zoe, data = cast["lead"], cast["zoe"], cast["data"]
    data.goes(f"/indicateurs/{BAKERY}/importer/")
    body = b"mois;valeur\n10/2026;1150\n11/2026;1300\n"
    file = {"name": "caisse.csv", "mimeType": "text/csv", "buffer": body}
    data.page.locator("#id_file").set_input_files(file)
    data.press("Regarder le fichier")
    data.pictures("import")
    data.press("Confirmer l'import")
    meeting(lead, "mi-parcours", "2026-12-02")
    zoe.goes(f"/revues/{BAKERY}/")
    zoe.follow("décider des indicateurs")
    zoe.choose("Décision", "garder")
    zoe.fill("Raison", "C'est ce que les communes regardent")
    zoe.pictures("midterm")
    zoe.press("Enregistrer les décisions")
    zoe.reads("C'est ce que les communes regardent")


def the_end(cast, clock) -> None:
    """March: the last months are read; the target is exceeded."""
    clock.on("2027-03-02")
    for period, value in (("12/2026", "1 400"), ("01/2027", "1 550"), ("02/2027", "1 900")):
        reading(cast["data"], period, value)
    meeting(cast["lead"], "bilan", "2027-03-02")


def the_bilan(cast, clock) -> None:
    """The product writes, the lead asks, the coach reads exactly what is published, and confirms."""
    clock.on("2027-03-09")
    lead, zoe, coach = cast["lead"], cast["zoe"], cast["coach"]
    zoe.goes(f"/editions/{EDITION}/bilan/ecrire/boulangerie/reussites/")
    zoe.fill("Texte", "Deux fournils ont ouvert, et {{pains-vendus-par-mois@2027-02}} ont été vendus en février.")
    zoe.press("Enregistrer le texte")
    zoe.pictures("bilan")
    lead.goes(f"/editions/{EDITION}/bilan/ecrire/publication/demande/")
    lead.press("Demander la publication")
    coach.goes("/programme/")
    coach.follow("Relire le bilan, et confirmer sa publication")
    coach.press("Publier le bilan")
    coach.reads("Le bilan est publié.")


def two_months_after(cast, clock) -> None:
    """May: what was reached is read again; it held."""
    clock.on("2027-05-04")
    lead, data, zoe = cast["lead"], cast["data"], cast["zoe"]
    meeting(lead, "deux mois après", "2027-05-04")
    reading(data, "04/2027", "1 950")
    zoe.goes(f"/revues/{BAKERY}/bilan/")
    zoe.reads("tenu")
