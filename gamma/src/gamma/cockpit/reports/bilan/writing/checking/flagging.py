"""Flagging: what the texts of a bilan say that its figures do not; what blocks a publication, what is only advised."""

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from gamma.cockpit.indicators.lists import Verdict
from gamma.cockpit.reports import phrases
from gamma.cockpit.reports.bilan.composing.lookup import Lookup
from gamma.cockpit.reports.bilan.composing.naming import Named, Names
from gamma.cockpit.reports.bilan.content import Bilan, TextPiece
from gamma.cockpit.reports.bilan.prose import named
from gamma.cockpit.reports.bilan.writing.checking.claims import Claim, Factor, claims, factors
from gamma.cockpit.reports.bilan.writing.checking.figures import Figures
from gamma.cockpit.reports.bilan.writing.checking.numbers import Typed, typed
from gamma.cockpit.reports.bilan.writing.checking.sentences import Sentence, sentences
from gamma.cockpit.reports.lists import FlagKind

SHOWN = 5  # figures that one number may be, told by name


@dataclass(frozen=True)
class Flag:
    """What was typed, in which sentence, why it is told, and what would mend it; `advice` blocks nothing."""

    product: str
    section: str
    language: str
    kind: str
    typed: str
    sentence: str
    says: str
    names: tuple[Named, ...] = ()
    advice: bool = False

    @property
    def id(self) -> str:
        """Its name, the same as long as the sentence is."""
        place = (self.product, self.section, self.language, self.kind, self.typed, self.sentence)
        return hashlib.sha256("\0".join(place).encode()).hexdigest()[:16]

    @property
    def answerable(self) -> bool:
        """True of what its writer may answer for; a figure by a name that is none cannot be printed."""
        return not self.advice and self.kind != FlagKind.NAME


def flags(bilan: Bilan) -> list[Flag]:
    """Everything to tell of the texts of a bilan, in their order, each once; in the active language."""
    if not bilan.texts:
        return []
    known = Lookup(bilan)
    names = Names(known)
    found = (flag for piece in bilan.texts for flag in flags_of(piece, known, names))
    return list({flag.id: flag for flag in found}.values())


def blocking(bilan: Bilan, found: Iterable[Flag]) -> list[Flag]:
    """Those that stand against a publication: neither mended nor answered for."""
    answered = {_key(row.model_dump()) for row in bilan.acknowledged}
    return [flag for flag in found if not flag.advice and _key(vars(flag)) not in answered]


def flags_of(piece: TextPiece, known: Lookup, names: Names) -> Iterator[Flag]:
    """What is to be told of one text, sentence by sentence."""
    figures = Figures(known, names, piece.product)
    for language, text in piece.text.items():
        for sentence in sentences(text):
            for kind, words, says, like, advice in _told(sentence, figures, language):
                yield Flag(
                    piece.product, piece.section, language, kind, words, sentence.words, says, tuple(like), advice
                )


Told = tuple[FlagKind, str, str, list[Named], bool]


def _told(sentence: Sentence, figures: Figures, language: str) -> Iterator[Told]:
    yield from _names(sentence, figures)
    bare = sentence.bare
    for factor in factors(bare):
        bare = bare.replace(factor.text, "_" * len(factor.text))
        yield from _factor(factor, figures)
    for number in typed(bare, language, figures.units):
        yield _number(number, figures)
    quoted = [found for name in sentence.names if (found := figures.names.find(name, figures.product))]
    targets = figures.told_of(sentence.bare, quoted)
    verdicts = {Verdict(target.verdict) for target in targets}
    for claim in claims(sentence.bare) if targets else ():
        if not claim.verdicts & verdicts:
            yield _verdict(claim, verdicts)


def _names(sentence: Sentence, figures: Figures) -> Iterator[Told]:
    for name in sentence.names:
        if figures.names.find(name, figures.product) is None:
            mend = figures.names.mend(name, figures.product)
            yield FlagKind.NAME, named(name), phrases.about(_("aucun chiffre ne porte ce nom"), mend), [], False
        elif sentence.heading:
            yield (
                FlagKind.NAME,
                named(name),
                _("un titre ne mène à aucun relevé : mettre ce chiffre dans le texte"),
                [],
                False,
            )


def _number(number: Typed, figures: Figures) -> Told:
    like = figures.like(number)
    if like:
        says = _("ce nombre est connu : l'insérer par son nom, pour qu'il mène à sa source et suive ses corrections")
        return FlagKind.NUMBER, number.text, says, like[:SHOWN], True
    nearest = figures.nearest(number)
    says = _("aucun relevé, aucune cible, aucune évolution ne donne ce nombre")
    return FlagKind.NUMBER, number.text, says, [nearest] if nearest else [], False


def _factor(factor: Factor, figures: Figures) -> Iterator[Told]:
    if not figures.compared(factor.times):
        yield FlagKind.FACTOR, factor.text, _("aucune évolution calculée ne donne ce rapport"), [], False


def _verdict(claim: Claim, verdicts: set[Verdict]) -> Told:
    computed = ", ".join(sorted(phrases.verdict(verdict) for verdict in verdicts))
    says = _("le verdict calculé est : %(verdict)s") % {"verdict": computed}
    return FlagKind.VERDICT, claim.text, says, [], False


def _key(flag: dict[str, object]) -> tuple[object, ...]:
    return tuple(flag[name] for name in ("product", "section", "language", "kind", "typed", "sentence"))
