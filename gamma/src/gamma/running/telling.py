"""Telling: what a command says of what it wrote, and the name it writes under."""

import getpass
from collections.abc import Mapping

from gamma.ground.rows import Tally

WORDS: Mapping[str, tuple[str, str]] = {
    "Claim": ("affirmation publiée", "affirmations publiées"),
    "Criterion": ("critère de sélection", "critères de sélection"),
    "Decision": ("décision", "décisions"),
    "Definition": ("définition", "définitions"),
    "Edition": ("édition", "éditions"),
    "Enrolment": ("participation", "participations"),
    "Indicator": ("indicateur", "indicateurs"),
    "Lever": ("levier", "leviers"),
    "Organisation": ("organisation", "organisations"),
    "Phase": ("phase", "phases"),
    "Product": ("produit", "produits"),
    "Reading": ("relevé", "relevés"),
    "Review": ("revue", "revues"),
    "Source": ("source", "sources"),
    "Sponsorship": ("portage", "portages"),
    "Target": ("objectif", "objectifs"),
    "Unit": ("unité", "unités"),
}
DOINGS = {"new": "nouveautés", "changed": "corrections", "linked": "liens", "removed": "retraits"}


def told(tally: Tally) -> str:
    """What was made, corrected and removed, counted; or that nothing had to be."""
    parts = [f"{word} : {_counts(tally, doing)}" for doing, word in DOINGS.items() if _counts(tally, doing)]
    return "\n    ".join(["enregistré.", *parts]) if parts else "déjà enregistré, rien n'a changé."


def _counts(tally: Tally, doing: str) -> str:
    found = sorted((name, count) for (name, what), count in tally.items() if what == doing and count)
    return ", ".join(f"{count} {WORDS.get(name, (name, name))[count > 1]}" for name, count in found)


def whoever() -> str:
    """The person at the keyboard, as the system knows them."""
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return "gamma"
