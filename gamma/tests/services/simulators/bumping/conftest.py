"""Bumping: small models in two versions, and a simulator on them."""

from collections.abc import Callable
from pathlib import Path

import pytest

from gamma.services.simulators.bumping import sampling
from gamma.services.simulators.bumping.comparing import Outcome, Report, compare
from gamma.services.simulators.catalogue.shapes import Sample, Simulator

FORMER = """
prime:
  question: Quelle prime ?
  unité: €/mois
  par défaut: 100 €/mois
heures:
  question: Combien d'heures ?
  par défaut: 150
horaire:
  titre: Salaire horaire
  description: Fixé par décret.
  références:
    Décret: https://exemple.fr/decret
  valeur: 10 €/mois
base:
  produit:
    - horaire
    - heures
brut: base + prime
cotisations: brut * 20%
"[privé] frais": 0 €/mois
net: brut - cotisations - frais
"""


def simulator(**more: object) -> Simulator:
    words = {"fr": "Un", "en": "One"}
    declared = {"title": words, "short": words, "answers": words, "group": "tools", "place": 1, "unit": "€/mois"}
    return Simulator.model_validate(
        {"slug": "small", **declared, "results": ["net"], "shown": ["cotisations"], "questions": {}, **more}
    )


@pytest.fixture
def bump(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Report]:
    """Compare `FORMER` with what it becomes when texts are replaced in it."""

    def compared(*replaced: tuple[str, str], situation: dict[str, str] | None = None, **declared: object) -> Report:
        new = FORMER
        for old, text in replaced:
            assert old in new
            new = new.replace(old, text)
        one = Sample(situation=situation or {}, tolerance=0.01, results={})
        monkeypatch.setattr(sampling, "samples", lambda _: (one,))
        return compare(folder(tmp_path / "former", FORMER), folder(tmp_path / "new", new), [simulator(**declared)])

    return compared


def folder(place: Path, rules: str) -> Path:
    place.mkdir(exist_ok=True)
    (place / "rules.publicodes").write_text(rules, encoding="utf-8")
    return place


@pytest.fixture
def outcome(bump: Callable[..., Report]) -> Callable[..., Outcome]:
    """What becomes of the one simulator."""
    return lambda *replaced, **more: bump(*replaced, **more).simulators[0]
