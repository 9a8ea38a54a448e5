"""Board: an edition at a glance — who needs help first, then every product, sorted and filtered by link."""

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from gamma.cockpit.indicators.lists import Verdict
from gamma.cockpit.programme.models import Edition, Enrolment
from gamma.cockpit.programme.queries import kept, kept_in_words
from gamma.cockpit.reports import phrases
from gamma.cockpit.reports.queries import links, live
from gamma.cockpit.reports.queries.about import About, about
from gamma.cockpit.reports.queries.reasons import REASONS, Case
from gamma.cockpit.reports.queries.rows import Count, Row
from gamma.cockpit.reports.queries.standings import HELP, Standing, Summary, standings, summary
from gamma.cockpit.reports.queries.telling import told
from gamma.cockpit.reports.queries.tiles import tiles
from gamma.ground.design.numbers import number
from gamma.ground.design.shapes import Crumb, Tile
from gamma.ground.texts import Text, chosen, sorting

SHOWN = 20
FIRST = 3
HELPED = {Verdict.MISSED, Verdict.NEARLY, Verdict.NOT_COMPUTABLE, Verdict.NEVER_READ}

STATES: dict[str, frozenset[Verdict]] = {
    "manque": frozenset({Verdict.MISSED}),
    "presque": frozenset({Verdict.NEARLY}),
    "inconnu": frozenset({Verdict.NOT_COMPUTABLE, Verdict.NEVER_READ}),
    "a-venir": frozenset({Verdict.PENDING}),
    "atteint": frozenset({Verdict.MET, Verdict.EXCEEDED}),
    "sans-cible": frozenset({Verdict.NO_TARGET}),
}
SORTS: dict[str, Callable[[Case], Any]] = {
    "aide": lambda case: case.urgency,
    "nom": lambda case: sorting(case.standing.name),
    "releve": lambda case: (case.standing.latest_ends or date.min, case.standing.name),
}


@dataclass(frozen=True)
class Asked:
    """What the address asks of a board; what is not known is not heeded."""

    sort: str = "aide"
    state: str = ""
    name: str = ""
    page: str = "1"

    @classmethod
    def of(cls, params: Mapping[str, str]) -> "Asked":
        state = params.get("etat", "")
        sort = params.get("tri", "")
        return cls(
            sort=sort if sort.removeprefix("-") in SORTS else "aide",
            state=state if state in STATES else "",
            name=params.get("q", "").strip()[:80],
            page=params.get("page", "1"),
        )


@dataclass(frozen=True)
class Choice:
    """A filter: its word, how many products it keeps, whether it is on."""

    key: str
    label: str
    count: int
    on: bool


@dataclass(frozen=True)
class Board:
    edition: Edition
    crumbs: list[Crumb]
    title: Text
    lead: str
    first: list[Row]
    tiles: list[Tile]
    counts: list[Count]
    choices: list[Choice]
    asked: Asked
    searchable: bool
    found: str
    rows: list[Row]
    page: "Page[Case]"
    about: About


def board(edition: Edition, asked: Asked, today: date, inside: QuerySet[Enrolment]) -> Board:
    """The board of an edition as its address asks for it; `inside`, the products whose work the reader may know of.

    Kept for as long as nothing moves, in the facts or in the work; what is searched by name is not worth keeping.
    """
    signs = live.signs(inside, edition, today)

    def make() -> Board:
        return _board(edition, asked, today, signs)

    return make() if asked.name else kept_in_words((asked, frozenset(signs.items())), edition, today, make)


def _board(edition: Edition, asked: Asked, today: date, signs: Mapping[int, live.Signs]) -> Board:
    every = standings(edition, today)
    whole = summary(every)
    cases = _cases(edition, every, signs, today)
    found = _found(cases, asked)
    page = Paginator(found, SHOWN).get_page(asked.page)
    helped = sorted((case for case in cases if case.urgency[0] < len(REASONS)), key=lambda case: case.urgency)
    return Board(
        edition=edition,
        crumbs=links.crumbs((chosen(edition.label), "")),
        title=edition.label,
        lead=_lead(whole, len(helped), sum(Verdict(one.state) in HELPED for one in every)),
        first=[Row(edition, case) for case in helped[:FIRST]],
        tiles=tiles(edition, whole),
        counts=_counts(whole),
        choices=_choices(every, asked),
        asked=asked,
        searchable=len(every) > SHOWN,
        found=ngettext("%(count)s service", "%(count)s services", len(found)) % {"count": number(len(found))},
        rows=[Row(edition, case) for case in page.object_list],
        page=page,
        about=about(edition, today),
    )


def _cases(edition: Edition, every: list[Standing], signs: Mapping[int, live.Signs], today: date) -> list[Case]:
    """Each product with what may be a reason to help it, as far as the reader may know."""
    late = kept("late", edition, today, lambda: live.lateness(list(edition.enrolments.all()), today))
    return [
        Case(one, today, late.get(one.enrolment, live.Lateness()), signs.get(one.enrolment, live.Signs()))
        for one in every
    ]


def _found(cases: list[Case], asked: Asked) -> list[Case]:
    wanted = STATES.get(asked.state)
    name = sorting(asked.name)
    found = [
        case
        for case in cases
        if (not wanted or case.standing.state in wanted) and (not name or name in sorting(case.standing.name))
    ]
    key = SORTS[asked.sort.removeprefix("-")]
    return sorted(found, key=key, reverse=asked.sort.startswith("-"))


def _choices(every: list[Standing], asked: Asked) -> list[Choice]:
    labels = {
        "manque": _("manqué"),
        "presque": _("presque atteint"),
        "inconnu": _("inconnu"),
        "a-venir": _("à venir"),
        "atteint": _("tout atteint"),
        "sans-cible": _("sans cible"),
    }
    counted = Counter(one.state for one in every)
    found = {key: sum(counted[state.value] for state in states) for key, states in STATES.items()}
    whole = Choice("", _("tous"), len(every), not asked.state)
    return [whole, *(Choice(key, labels[key], count, key == asked.state) for key, count in found.items() if count)]


def _counts(whole: Summary) -> list[Count]:
    """The verdicts of the edition, those that need help first."""
    return [
        Count(verdict.value, phrases.verdict(verdict.value), whole.verdicts[verdict])
        for verdict in HELP
        if whole.verdicts.get(verdict)
    ]


def _lead(whole: Summary, helped: int, short: int) -> str:
    """The answer in two sentences."""
    return " ".join(part for part in (told(whole), _who(helped, short, whole.products)) if part)


def _who(helped: int, short: int, products: int) -> str:
    """How many need help: all for a target missed or a figure missing, or for what goes on as well."""
    if not products:
        return _("Aucun service n'y est encore inscrit.")
    if helped > short:
        asking = ngettext(
            "%(count)s service sur %(all)s demande de l'aide.",
            "%(count)s services sur %(all)s demandent de l'aide.",
            helped,
        )
        return asking % {"count": number(helped), "all": number(products)}
    if not helped:
        return _("Aucun service n'a de cible manquée ni de chiffre manquant.")
    text = ngettext(
        "%(count)s service sur %(all)s a une cible manquée ou un chiffre manquant.",
        "%(count)s services sur %(all)s ont une cible manquée ou un chiffre manquant.",
        helped,
    )
    return text % {"count": number(helped), "all": number(products)}
