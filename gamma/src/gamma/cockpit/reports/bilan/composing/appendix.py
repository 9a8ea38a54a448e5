"""The appendix: every reading the bilan rests on, every source, and how the figures are computed."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from gamma.cockpit.indicators.lists import Precision
from gamma.cockpit.programme.lists import SourceKind
from gamma.cockpit.reports import phrases
from gamma.cockpit.reports.bilan.composing.lookup import Lookup
from gamma.cockpit.reports.bilan.composing.texts import Texts
from gamma.cockpit.reports.bilan.content import IndicatorPiece, ProductPiece, ReadingPiece, SourcePiece
from gamma.cockpit.reports.bilan.document import Block, Bullets, Heading, Link, Quoted, Row, Runs, Strong, Table, anchor
from gamma.ground.texts import chosen


def blocks(known: Lookup) -> Iterator[Block]:
    """The last pages of the bilan."""
    yield Heading(2, _("D'où viennent les chiffres"), "releves")
    for part in known.bilan.products:
        rows = tuple(_row(known, part, row, reading) for row in part.indicators for reading in row.readings)
        if rows:
            yield Heading(3, part.name, f"{part.slug}:releves")
            columns = (_("Indicateur"), _("Période"), _("Relevé"), _("Source"), _("À savoir"))
            label = _("Relevés de %(product)s") % {"product": part.name}
            yield Table(label, columns, rows, numeric=(2,), detail=True)
    yield Heading(2, _("Les sources"), "sources")
    yield Table(
        _("Sources"),
        (_("Source"), _("Nature"), _("Date"), _("À savoir")),
        tuple(_source(known, source) for source in known.bilan.sources),
    )
    yield Heading(2, _("Comment les verdicts sont calculés"), "methode")
    yield Bullets(_method())


def acknowledged(known: Lookup, texts: Texts) -> Iterator[Block]:
    """The numbers and words of the texts that no figure gives, with the reasons of who wrote them."""
    rows = known.bilan.acknowledged
    if rows:
        yield Heading(3, _("Ce que les textes disent et qu'aucun relevé ne donne"), "assume")
        columns = (_("Écrit"), _("Phrase"), _("Raison donnée"))
        told = (Row(((row.typed,), (texts.filled(row.sentence, row.product),), (row.reason,))) for row in rows)
        yield Table(_("Nombres et verdicts assumés par leurs auteurs"), columns, tuple(told))


def _row(known: Lookup, part: ProductPiece, row: IndicatorPiece, reading: ReadingPiece) -> Row:
    return Row(
        (
            (Link(chosen(row.definition.name), f"#{anchor(f'{part.slug}/{row.slug}')}"),)
            if row.followed
            else (chosen(row.definition.name),),
            (phrases.period(reading.period),),
            (Quoted(known.reading(reading.key).text, reading.key),),
            (known.source(reading.source),),
            (_about(reading) or "–",),
        ),
        anchor=anchor(reading.key),
    )


def _about(reading: ReadingPiece) -> str:
    words = [
        str(Precision(reading.precision).label) if reading.precision != Precision.EXACT else "",
        _("provisoire") if reading.provisional else "",
        _("%(n)s réponses") % {"n": reading.n} if reading.n is not None else "",
        _("relevé le %(day)s") % {"day": phrases.date(reading.taken_on)} if reading.taken_on else "",
        _("mesuré par %(tool)s") % {"tool": reading.tool} if reading.tool else "",
        reading.evidence,
        chosen(reading.note),
        _("corrigé : %(reason)s") % {"reason": chosen(reading.reason)} if reading.revision else "",
    ]
    return phrases.several(words)


def _source(known: Lookup, source: SourcePiece) -> Row:
    title: Runs = (Link(chosen(source.title), source.url),) if source.url else (chosen(source.title),)
    became: Runs = (_("devenu : "), known.source(source.became), " ") if source.became else ()
    note = (*became, chosen(source.note)) if became or source.note else ("–",)
    kind = str(SourceKind(source.kind).label)
    return Row((title, (kind,), (phrases.date(source.published) or "–",), note), anchor=f"source:{source.slug}")


def _method() -> tuple[Runs, ...]:
    return (
        (
            Strong(_("Part de la cible")),
            _(
                " – le relevé divisé par la cible ; l'inverse quand moins vaut mieux ; pour un niveau à maintenir, "
                "100 % à l'intérieur de la bande."
            ),
        ),
        (
            Strong(_("Chemin parcouru")),
            _(" – ce qui a été gagné depuis la valeur de départ, sur ce qui était à gagner."),
        ),
        (
            Strong(_("Verdict")),
            _(
                " – dépassé à partir de 120 %, atteint à partir de 100 %, presque atteint à partir de 90 %, manqué "
                "au-dessous ; non calculable quand la cible ou le relevé n'est pas un nombre publié."
            ),
        ),
        (
            Strong(_("Relevé qui décide")),
            _(
                " – celui de la période de la cible ; s'il y en a plusieurs, l'exact avant l'approché, le publié avant "
                "le brouillon, puis le plus récent. Les autres sont montrés à côté."
            ),
        ),
        (
            Strong(_("Cibles d'entrée")),
            _(
                " – celles fixées au lancement avec un nombre. Un service les a atteintes quand 80 % au moins d'entre "
                "elles le sont ; un service qui n'en a pas est compté à part."
            ),
        ),
    )
