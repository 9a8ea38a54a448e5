"""The order of the bilan: the answer, then each product, then where everything comes from."""

from collections.abc import Iterator
from dataclasses import replace

from django.utils import translation
from django.utils.translation import gettext as _

from gamma.cockpit.reports.bilan.composing import appendix, product, summary
from gamma.cockpit.reports.bilan.composing.doubts import warned
from gamma.cockpit.reports.bilan.composing.lookup import Lookup
from gamma.cockpit.reports.bilan.composing.texts import Texts
from gamma.cockpit.reports.bilan.content import Bilan, digest
from gamma.cockpit.reports.bilan.document import Block, Document, Heading
from gamma.cockpit.reports.lists import Section
from gamma.ground.texts import chosen


def compose(bilan: Bilan, language: str) -> Document:
    """The bilan as a document in `language` ("fr" or "en")."""
    with translation.override(language):
        return replace(head(bilan, language), blocks=tuple(_blocks(Lookup(bilan))))


def head(bilan: Bilan, language: str) -> Document:
    """What the document opens with, without its blocks."""
    with translation.override(language):
        return Document(
            language=language,
            kicker=_("Programme %(operator)s") % {"operator": bilan.operator} if bilan.operator else "",
            title=_("Bilan – %(edition)s") % {"edition": chosen(bilan.label)},
            lead=summary.lead(bilan),
            computed_on=bilan.computed_on,
            digest=digest(bilan.model_dump(mode="json")),
            blocks=(),
        )


def _blocks(known: Lookup) -> Iterator[Block]:
    texts = Texts(known)
    yield from summary.opening(known)
    yield from texts.blocks(Section.INTRODUCTION)
    yield from summary.outcome(known)
    for part in known.bilan.products:
        yield from product.blocks(known, part, texts)
    if known.bilan.findings:
        yield Heading(2, _("Entre les services"), "entre-services")
        yield from (warned(known, finding) for finding in known.bilan.findings)
    yield from texts.blocks(Section.LEARNED)
    yield from texts.blocks(Section.NEXT)
    yield from appendix.blocks(known)
    yield from texts.blocks(Section.METHOD)
    yield from appendix.acknowledged(known, texts)
