"""Page: an indicator for those who work on it: its sheet, its targets and those proposed, its readings one by one."""

from dataclasses import dataclass
from datetime import date
from itertools import groupby, pairwise

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet, TextChoices
from django.utils.translation import gettext as _

from gamma.cockpit.indicators.lists import Aggregation, Answer, Dimension, Direction, Kind, SetAt, Stage, Status
from gamma.cockpit.indicators.models import Claim, Definition, Indicator, Reading, Target, TargetProposal
from gamma.cockpit.indicators.queries import words
from gamma.cockpit.indicators.queries.binding import Fed, fed
from gamma.cockpit.indicators.queries.current import current_readings
from gamma.cockpit.indicators.queries.disagreeing import Differing, disagreeing, measured, told
from gamma.cockpit.indicators.queries.due import Due, due
from gamma.cockpit.indicators.queries.finding import claims, proposals
from gamma.cockpit.indicators.queries.steps import Step, step
from gamma.cockpit.indicators.queries.tracks import Track
from gamma.ground import wording
from gamma.ground.design.shapes import Change, Item
from gamma.ground.texts import chosen

SHOWN = 50


@dataclass(frozen=True)
class Aimed:
    """A target as it holds, with what it was before each revision."""

    slug: str
    said: str
    facts: list[Item]
    revisions: list[list[Change]]
    proposal: TargetProposal | None


@dataclass(frozen=True)
class Read:
    """A reading in force."""

    key: int
    period: str
    figure: str
    source: str
    by: str
    note: str
    corrected: bool
    measured: bool


@dataclass(frozen=True)
class Answered:
    """A target that was proposed, and what became of it."""

    key: int
    said: str
    who: str
    answer: str
    awaited: bool
    why: str


@dataclass(frozen=True)
class IndicatorPage:
    indicator: Indicator
    definition: int
    name: str
    state: str
    step: Step
    sheet: list[Item]
    former: list[tuple[int, str, list[Item]]]
    targets: list[Aimed]
    answered: list[Answered]
    readings: list[Read]
    gone: list[Read]
    page: "Page[Reading]"
    claims: list[Claim]
    due: Due | None
    fed: Fed | None
    differing: list[Differing]

    @property
    def bindable(self) -> bool:
        """Whether a measure may be chosen to feed it."""
        stopped = self.fed is not None and self.fed.binding.definition_id != self.definition
        return self.indicator.status != Status.RETIRED and (self.fed is None or stopped)


def indicator_page(indicator: Indicator, shown: str, today: date) -> IndicatorPage:
    """Everything of an indicator, its readings a page at a time."""
    proposed = list(proposals(indicator))
    found = next((one for one in due([indicator.enrolment], today) if one.indicator.pk == indicator.pk), None)
    taken = Paginator(_readings(indicator), SHOWN).get_page(shown)
    track = _track(indicator, list(taken.object_list))
    return IndicatorPage(
        indicator=indicator,
        definition=track.definition.pk,
        name=chosen(track.definition.name),
        state=words.status(indicator),
        step=step(track, found, proposed),
        sheet=_sheet(track.definition),
        former=[(row.version, chosen(row.name), _sheet(row)) for row in track.definitions[-2::-1]],
        targets=_targets(track, proposed),
        answered=[_answered(row) for row in proposed if row.answer != Answer.ACCEPTED],
        readings=[_read(row) for row in taken.object_list],
        gone=[_read(row) for row in _withdrawn(indicator)],
        page=taken,
        claims=list(claims(indicator)),
        due=found,
        fed=fed(indicator, track.definition, today),
        differing=told(disagreeing([indicator])),
    )


def _track(indicator: Indicator, shown: list[Reading]) -> Track:
    """The indicator with its targets and the readings shown: there may be far more of them than a page is for."""
    definitions = list(indicator.definitions.select_related("unit"))
    rows = Target.objects.filter(definition__in=definitions).select_related("definition__unit", "source")
    return Track(indicator, definitions, shown, [], list(rows.order_by("rank", "slug", "revision")))


def _readings(indicator: Indicator) -> QuerySet[Reading]:
    rows = current_readings().filter(definition__indicator=indicator)
    return rows.select_related("source", "definition__unit").order_by("-ends_on", "-pk")


def _withdrawn(indicator: Indicator) -> QuerySet[Reading]:
    """The readings withdrawn last."""
    rows = Reading.objects.filter(definition__indicator=indicator, withdrawn=True)
    return rows.select_related("source", "definition__unit").order_by("-pk")[:SHOWN]


def _read(row: Reading) -> Read:
    return Read(
        key=row.pk,
        period=words.period(row.period),
        figure=words.figure(row),
        source=chosen(row.source.title),
        by=row.recorded_by,
        note=chosen(row.reason) or chosen(row.note),
        corrected=row.revision > 0,
        measured=measured(row),
    )


def _sheet(definition: Definition) -> list[Item]:
    """What a version of a definition says, term by term."""
    said = {
        _("Pourquoi il compte"): chosen(definition.why),
        _("Nature"): _label(Kind, definition.kind),
        _("Ce que couvre une valeur"): words.window(definition.window),
        _("Pour une période plus longue"): _label(Aggregation, definition.aggregation),
        _("Sens voulu"): _label(Direction, definition.direction),
        _("Étape du parcours"): _label(Stage, definition.stage),
        _("Dimension de l'impact"): _label(Dimension, definition.dimension),
        _("Numérateur"): chosen(definition.numerator),
        _("Dénominateur"): chosen(definition.denominator),
        _("D'où viennent les relevés"): chosen(definition.origin),
        _("Qui en répond"): definition.owner,
        _("Depuis"): wording.partial(definition.since) if definition.since else "",
        _("Ce qui a changé, et pourquoi"): chosen(definition.change),
    }
    return [Item(term, text) for term, text in said.items() if text]


def _targets(track: Track, proposed: list[TargetProposal]) -> list[Aimed]:
    awaited = {row.slug: row for row in proposed if row.answer == Answer.AWAITED}
    chains = [(slug, list(rows)) for slug, rows in groupby(track.revisions, lambda row: row.slug)]
    return [_aimed(slug, rows, awaited.get(slug)) for slug, rows in chains]


def _aimed(slug: str, rows: list[Target], proposal: TargetProposal | None) -> Aimed:
    last = rows[-1]
    said = {
        _("Période visée"): words.period(last.period),
        _("Fixée"): _label(SetAt, last.set_at),
        _("Fixée par"): last.set_by,
        _("Acceptée par"): last.accepted_by,
        _("Le"): wording.partial(last.set_on) if last.set_on else "",
        _("Valeur de départ"): words.period(last.baseline),
        _("Pourquoi cette cible"): chosen(last.rationale),
    }
    facts = [Item(term, text) for term, text in said.items() if text]
    changes = [_revised(before, after) for before, after in pairwise(rows)]
    return Aimed(slug, words.aim(last), facts, changes, proposal)


def _revised(before: Target, after: Target) -> list[Change]:
    return [
        Change(_("Cible"), words.aim(before), words.aim(after)),
        Change(_("Raison de la révision"), "", chosen(after.reason)),
    ]


def _answered(row: TargetProposal) -> Answered:
    return Answered(
        key=row.pk,
        said=words.aim(row),
        who=str(row.proposed_by or ""),
        answer=_label(Answer, row.answer),
        awaited=row.answer == Answer.AWAITED,
        why=chosen(row.why),
    )


def _label(choices: type[TextChoices], value: str) -> str:
    return str(choices(value).label) if value else ""
