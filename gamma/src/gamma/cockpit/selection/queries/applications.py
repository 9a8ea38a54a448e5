"""Applications: those of a person, those the committee reads, what one still lacks."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from gamma.cockpit.selection.lists import Gesture, Outcome, Stage, State
from gamma.cockpit.selection.models import Application, Call, Criterion, Evidence, Grid
from gamma.ground.accounts.models import Person
from gamma.ground.audit.models import Entry
from gamma.ground.audit.queries import entries
from gamma.ground.design.shapes import Event
from gamma.ground.texts import chosen


def of_person(person: Person, edition: str) -> QuerySet[Application]:
    """The applications of a person to the call of an edition, drafts too: nobody else finds them here."""
    return _related(Application.objects.filter(applicant=person, call__edition__slug=edition))


def sent(edition: str) -> QuerySet[Application]:
    """The applications that the committee reads: sent, and not withdrawn since."""
    return _related(Application.objects.filter(call__edition__slug=edition, state=State.SENT))


def _related(found: QuerySet[Application]) -> QuerySet[Application]:
    return found.select_related("call__edition", "applicant").prefetch_related("evidences")


@dataclass(frozen=True)
class Answer:
    """What an application says for a criterion: nothing, perhaps."""

    criterion: Criterion
    text: str = ""
    link: str = ""


def told(application: Application, grid: Grid) -> list[Answer]:
    """What an application says for each criterion of a version of the grid."""
    by_name = {row.criterion: row for row in application.evidences.all()}
    return [_answer(criterion, by_name) for criterion in grid.criteria.all()]


def _answer(criterion: Criterion, by_name: Mapping[str, Evidence]) -> Answer:
    row = by_name.get(criterion.slug)
    return Answer(criterion, row.text, row.link) if row else Answer(criterion)


def lacking(application: Application, grid: Grid) -> list[str]:
    """What is to be written before an application may be sent, in words."""
    wanted = {
        _("l'administration porteuse"): application.sponsor,
        _("l'équipe"): application.team,
        _("le problème"): application.problem,
        _("la population concernée"): application.population,
        _("la phase"): application.phase,
        _("les chiffres à ce jour"): application.figures,
    }
    unsaid = [chosen(one.criterion.text) for one in told(application, grid) if not one.text and not one.link]
    return [label for label, value in wanted.items() if not value] + unsaid


@dataclass(frozen=True)
class Counts:
    """How many applications came to each step: "26-13-5"."""

    sent: int
    preselection: int
    hearing: int
    choice: int
    selected: int
    withdrawn: int


def counts(call: Call) -> Counts:
    """How many applications were sent, came to each step, and were selected; those withdrawn are apart."""
    stages = list(Stage)
    here = Q(state=State.SENT)
    reached = {
        stage.value: Count("pk", filter=here & Q(stage__in=stages[rank:])) for rank, stage in enumerate(stages) if rank
    }
    return Counts(
        **call.applications.aggregate(
            sent=Count("pk", filter=here),
            selected=Count("pk", filter=here & Q(outcome=Outcome.SELECTED)),
            withdrawn=Count("pk", filter=Q(state=State.WITHDRAWN)),
            **reached,
        )
    )


def history(application: Application) -> list[Event]:
    """What was done with an application by who wrote it, the latest first."""
    return [_event(entry) for entry in entries(scope(application))]


def journal(call: Call) -> list[Event]:
    """What the committee did, the latest first: never which scores it gave."""
    return [_event(entry) for entry in entries(confidential(call))]


def _event(entry: Entry) -> Event:
    what = f"{entry.subject} – {Gesture(entry.verb).label}"
    stage = entry.after.get("stage")
    when = date_format(timezone.localtime(entry.at), "j F Y, H:i")
    return Event(f"{what} : {Stage(stage).label}" if stage else what, when, entry.by)


def confidential(call: Call) -> str:
    """Where the journal keeps what the committee does: its readers are those of the selection, not of the edition."""
    return f"selection/{call.edition.slug}"


def scope(application: Application) -> str:
    """Where the journal keeps what an applicant does: out of an edition's, whose readers must not know of drafts."""
    return f"applications/{application.pk}"
