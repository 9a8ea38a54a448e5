"""Comparing: one content of a bilan and another, as a reader would see it; two versions of a text, word by word."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

from django.utils.translation import gettext as _

from gamma.cockpit.reports import phrases
from gamma.cockpit.reports.bilan.composing.lookup import Lookup
from gamma.cockpit.reports.bilan.composing.texts import Texts
from gamma.cockpit.reports.bilan.content import Bilan, TextPiece
from gamma.cockpit.reports.bilan.correcting import corrections
from gamma.cockpit.reports.lists import Section
from gamma.ground.design.shapes import Change
from gamma.ground.texts import chosen

WORD = re.compile(r"\s+|[^\s]+")


def changes(old: Bilan, new: Bilan) -> list[Change]:
    """What a reader would see otherwise: figures, then texts; in general words when it is neither."""
    was, now = Lookup(old), Lookup(new)
    found = [Change(_called(was, item.key), chosen(item.before), chosen(item.after)) for item in corrections(old, new)]
    found += list(_texts(was, now))
    if not found and old != new:
        found = [Change(_("Des faits sans chiffre"), "", _("sources, décisions ou définitions"))]
    return found


def titled(piece: TextPiece, known: Lookup) -> str:
    """A section as a reader knows it: "DossierFacile : Ce qui a marché"."""
    label = str(Section(piece.section).label)
    return phrases.about(known.products[piece.product].name, label) if piece.product in known.products else label


def _called(known: Lookup, key: str) -> str:
    """A figure as a reader knows it: the name of its indicator, and the period of a reading."""
    path = "/".join(key.split("/")[:2])
    reading = "/".join(key.split("/")[:3])
    if path not in known.indicators:
        return _("L'ensemble de l'édition")
    return f"{known.name(path)}, {known.period(reading)}" if reading in known.readings else known.name(path)


def _texts(was: Lookup, now: Lookup) -> Iterator[Change]:
    old, new = ({piece.key: piece for piece in known.bilan.texts} for known in (was, now))
    for key in [*old, *(key for key in new if key not in old)]:
        before, after = old.get(key), new.get(key)
        one = before or after
        if one and (before.text if before else {}) != (after.text if after else {}):
            yield Change(titled(one, now), _said(before, was), _said(after, now))


def _said(piece: TextPiece | None, known: Lookup) -> str:
    return Texts(known).said(chosen(piece.text), piece.product) if piece else ""


@dataclass(frozen=True)
class Step:
    """Words that two versions share, or that only one of them has."""

    kept: str = ""
    gone: str = ""
    come: str = ""


def steps(before: str, after: str) -> list[Step]:
    """From one version of a text to the next."""
    old, new = WORD.findall(before), WORD.findall(after)
    found = []
    for tag, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        gone, come = "".join(old[a:b]), "".join(new[c:d])
        found.append(Step(kept=gone) if tag == "equal" else Step(gone=gone, come=come))
    return found
