"""Provenance: where one figure comes from, what it replaced, what it decides."""

from dataclasses import dataclass
from datetime import date

from django.utils import timezone
from django.utils.translation import gettext as _

from gamma.cockpit.indicators.lists import Precision
from gamma.cockpit.indicators.models import Evidence, Indicator, Reading
from gamma.cockpit.indicators.queries import Track
from gamma.cockpit.indicators.verdicts import preferred, ranked
from gamma.cockpit.programme.lists import SourceKind
from gamma.cockpit.programme.models import Edition, Source
from gamma.cockpit.reports import phrases
from gamma.cockpit.reports.queries import links, words
from gamma.cockpit.reports.queries.finding import indicator_record
from gamma.cockpit.reports.queries.readings import Cell, linked
from gamma.cockpit.reports.queries.sums import Sum, sums
from gamma.cockpit.reports.queries.targets import judgements
from gamma.cockpit.reports.records import Record, address
from gamma.ground import wording
from gamma.ground.design.numbers import number, percent
from gamma.ground.design.shapes import Crumb, Item
from gamma.ground.figures import Figure
from gamma.ground.texts import Text, chosen

SHORT = 16


@dataclass(frozen=True)
class Decides:
    """A target that the reading decides, or stands beside."""

    goal: str
    verdict: str
    label: str
    share: str
    decides: bool


@dataclass(frozen=True)
class Provenance:
    crumbs: list[Crumb]
    kicker: str
    title: str
    name: Text
    figure: Figure
    obtained: list[Item]
    source: list[Item]
    note: Text
    decides: list[Decides]
    others: list[list[Cell]]
    other_columns: list[str]
    place: str
    superseded: list[list[Cell]]
    superseded_columns: list[str]
    sums: list[Sum]


def provenance(indicator: Indicator, name: str, today: date) -> Provenance | None:
    """The page of the reading that `name` names among those of its indicator, None when there is none."""
    record, track = indicator_record(indicator, today)
    reading = next((reading for reading in track.readings if address(reading) == name), None)
    return _provenance(record, track, reading) if reading else None


def _provenance(record: Record, track: Track, reading: Reading) -> Provenance:
    figure = words.figure(record.enrolment, track.indicator, reading)
    return Provenance(
        crumbs=_crumbs(record, track, reading),
        kicker=f"{record.enrolment.product.name} · {chosen(record.enrolment.edition.label)}",
        title=_("D'où vient ce chiffre ?"),
        name=reading.definition.name,
        figure=Figure(**{**figure.__dict__, "href": ""}),
        obtained=_obtained(reading),
        source=_source(record.enrolment.edition, reading.source),
        note=reading.note,
        decides=_decides(record, track, reading),
        others=[_other(record, track, other) for other in _same_period(track, reading)],
        other_columns=[_("Source"), _("Relevé"), _("Précision")],
        place=_place(ranked(track.readings, reading.span), reading),
        superseded=[_old(old) for old in _superseded(track, reading)],
        superseded_columns=[_("Enregistré le"), _("Valeur"), _("Pourquoi elle avait été inscrite")],
        sums=sums(record, track, reading),
    )


def _crumbs(record: Record, track: Track, reading: Reading) -> list[Crumb]:
    enrolment = record.enrolment
    return links.crumbs(
        (chosen(enrolment.edition.label), links.to_edition(enrolment.edition)),
        (enrolment.product.name, links.to_product(enrolment)),
        (chosen(track.definition.name), links.to_indicator(enrolment, track.indicator)),
        (phrases.period(reading.period), ""),
    )


def _obtained(reading: Reading) -> list[Item]:
    """How the figure was read, and when it was written down here."""
    said = {
        _("Période"): phrases.period(reading.period),
        _("Nature"): phrases.kind(reading.definition.kind),
        _("Précision"): words.label(Precision, reading.precision),
        _("Définition"): _("version %(n)s") % {"n": reading.definition.version}
        if reading.definition.version > 1
        else "",
        _("Provisoire"): _("oui, le chiffre peut encore changer") if reading.provisional else "",
        _("Réponses ou dénominateur"): number(reading.n) if reading.n is not None else "",
        _("Numérateur"): number(reading.numerator) if reading.numerator is not None else "",
        _("Relevé le"): phrases.date(reading.taken_on),
        _("Outil de mesure"): reading.tool,
        _("Preuve"): reading.evidence,
        **_proved(reading.proof),
        _("Enregistré ici"): _recorded(reading),
        _("Raison de la correction"): chosen(reading.reason),
    }
    return words.items(said)


def _proved(proof: Evidence | None) -> dict[str, str]:
    """How a machine took it: by which method, when, and the beginning of the digest of what it was answered."""
    if proof is None:
        return {}
    moment = timezone.localtime(proof.taken_at)
    return {
        _("Méthode"): proof.method,
        _("Pris le"): _("%(day)s à %(time)s") % {"day": wording.day(moment.date()), "time": f"{moment:%H:%M}"},
        _("Empreinte de la réponse (SHA-256)"): f"{proof.digest[:SHORT]}…",
    }


def _recorded(reading: Reading) -> str:
    when = wording.day(timezone.localtime(reading.recorded_at).date())
    return _("%(when)s par %(who)s") % {"when": when, "who": reading.recorded_by} if reading.recorded_by else when


def _source(edition: Edition, source: Source) -> list[Item]:
    """What it was read in; of a draft, the text it became."""
    title = Item(_("Titre"), chosen(source.title), links.to_source(edition, source))
    said = words.items(
        {
            _("Type"): words.label(SourceKind, source.kind),
            _("Publiée le"): phrases.date(source.published),
            _("À savoir"): chosen(source.note),
        }
    )
    address = [Item(_("Adresse"), source.url, source.url)] if source.url else []
    became = source.became
    text = [Item(_("Devenu"), chosen(became.title), links.to_source(edition, became))] if became else []
    return [title, *said, *address, *text]


def _decides(record: Record, track: Track, reading: Reading) -> list[Decides]:
    found = judgements(record, track)
    return [
        Decides(
            goal=f"{words.goal(one.target)}, {words.due(one.target.due)}",
            verdict=one.verdict.value,
            label=phrases.verdict(one.verdict.value),
            share=percent(one.attainment, 1) if one.attainment is not None and one.reading is reading else "",
            decides=one.reading is reading,
        )
        for one in found
        if one.reading is reading or reading in one.others
    ]


def _same_period(track: Track, reading: Reading) -> list[Reading]:
    """The other values of the same span, the most trusted first."""
    return [other for other in ranked(track.readings, reading.span) if other is not reading]


def _place(told: list[Reading], reading: Reading) -> str:
    """Which of the readings of a period decides, and why; nothing where there is but one."""
    if len(told) < 2:
        return ""
    why = preferred(*told[:2]).label
    words = _("Celui-ci décide : %(why)s.") if told[0] is reading else _("Un autre décide : %(why)s.")
    return words % {"why": why}


def _other(record: Record, track: Track, reading: Reading) -> list[Cell]:
    figure = linked(record.enrolment, track.indicator, reading)
    return [words.source(reading.source), figure, words.label(Precision, reading.precision)]


def _superseded(track: Track, reading: Reading) -> list[Reading]:
    key = (reading.definition_id, reading.period, reading.source_id)
    return [old for old in track.corrected if (old.definition_id, old.period, old.source_id) == key]


def _old(reading: Reading) -> list[Cell]:
    when = wording.day(timezone.localtime(reading.recorded_at).date())
    value = _("retiré") if reading.withdrawn else words.amount(reading)
    return [when, value, chosen(reading.reason) or _("premier relevé")]
