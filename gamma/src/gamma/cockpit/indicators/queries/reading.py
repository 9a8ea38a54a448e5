"""Reading: one reading for those who work on its product: what it says, how it was taken, and its proof."""

from dataclasses import dataclass

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from gamma.cockpit.indicators.facts.proofs import TOOLS
from gamma.cockpit.indicators.lists import Precision
from gamma.cockpit.indicators.models import Evidence, Reading
from gamma.cockpit.indicators.queries import words
from gamma.ground import wording
from gamma.ground.design.numbers import number
from gamma.ground.design.shapes import Item
from gamma.ground.texts import chosen


@dataclass(frozen=True)
class ReadingPage:
    """A reading in words; `proof` is empty when a person took it, `extract` what was answered."""

    name: str
    period: str
    figure: str
    facts: list[Item]
    proof: list[Item]
    extract: str


def reading_page(row: Reading) -> ReadingPage:
    """Everything of one reading."""
    proof = row.proof
    return ReadingPage(
        name=chosen(row.definition.name),
        period=words.period(row.period),
        figure=words.figure(row),
        facts=_facts(row),
        proof=_proof(proof) if proof else [],
        extract=proof.extract if proof else "",
    )


def _facts(row: Reading) -> list[Item]:
    said = {
        _("Période"): words.period(row.period),
        _("Précision"): str(Precision(row.precision).label),
        _("Réponses ou dénominateur"): number(row.n) if row.n is not None else "",
        _("Source"): chosen(row.source.title),
        _("Relevé le"): wording.partial(row.taken_on) if row.taken_on else "",
        _("Outil de mesure"): row.tool,
        _("Comment il a été obtenu"): row.evidence,
        _("Enregistré par"): row.recorded_by,
        _("Raison de la correction"): chosen(row.reason),
        _("À savoir"): chosen(row.note),
    }
    return [Item(term, text) for term, text in said.items() if text]


def _proof(proof: Evidence) -> list[Item]:
    moment = timezone.localtime(proof.taken_at)
    said = {
        _("Méthode"): _("mesure automatique") if proof.method in TOOLS else proof.method,
        _("Ce qui a été demandé"): proof.query,
        _("Quand"): _("%(day)s à %(time)s") % {"day": wording.day(moment.date()), "time": date_format(moment, "H:i:s")},
        _("Empreinte de la réponse (SHA-256)"): proof.digest,
        _("Version du code"): proof.version,
    }
    return [Item(term, text) for term, text in said.items()]
