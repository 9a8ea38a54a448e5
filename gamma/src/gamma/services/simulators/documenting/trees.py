"""Trees: every step of an explanation, nested, each rule linked, for those who want to check."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gamma.services.simulators.documenting import formulas, operands, scales
from gamma.services.simulators.documenting.amounts import shown
from gamma.services.simulators.documenting.parts import Part
from gamma.services.simulators.documenting.places import Links
from gamma.services.simulators.documenting.words import AROUND, ROLES, WORDS
from publicodes import Bracket, Note, Step

NOTES = {
    "answered": gettext_lazy("donné par la simulation"),
    "set": gettext_lazy("fixé pour ce calcul"),
    "default": gettext_lazy("valeur supposée"),
    "unanswered": gettext_lazy("sans réponse"),
    "replaces": gettext_lazy("à la place de « %(name)s »"),
    "disabled": gettext_lazy("car « %(name)s » ne s'applique pas"),
    "excluded": gettext_lazy("écarté par une condition"),
    "applied": gettext_lazy("atteint"),
    "only": gettext_lazy("seule possibilité"),
    "solved": gettext_lazy("trouvé pour que « %(name)s » ait la valeur donnée"),
    "circular": gettext_lazy("trouvé par approches successives"),
}
OPENED = 2
"""Levels of the tree that are open when the page is read."""


@dataclass(frozen=True)
class Branch:
    """A step: `label` the part it plays, `name` the rule or the formula, its `value`, how it was found, its steps."""

    label: str
    name: Part
    value: str
    how: str = ""
    notes: tuple[str, ...] = ()
    columns: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()
    items: tuple["Branch", ...] = ()
    opened: bool = False


def told(step: Step, links: Links, level: int = 0) -> Branch:
    """A step and those it comes from."""
    inner = tuple(told(one, links, level + 1) for one in step.steps if not (step.brackets and one.place))
    notes = tuple(map(_note, step.notes))
    columns = _columns() if step.brackets else ()
    rows = tuple(map(_row, step.brackets))
    label, how = _label(step), _how(step, links)
    return Branch(label, _name(step, links), shown(step.amount), how, notes, columns, rows, inner, level < OPENED)


def _label(step: Step) -> str:
    if step.role in AROUND:
        return str(AROUND[step.role])
    return str(ROLES.get(step.role, step.role))


def _name(step: Step, links: Links) -> Part:
    """A rule by its title; what is no rule by its formula, or not at all."""
    if step.rule:
        return links.part(Part(step.title, rule=step.rule, french=True))
    return Part(_formula(step, links) if step.word != "constant" else "")


def _formula(step: Step, links: Links) -> str:
    """The formula of a step, the rules it reads by their titles."""
    read = [one for one in operands.base(step).steps if one.rule]
    named = [(formulas.written(one.rule or "", step.formula), links.rule(one.rule or "")) for one in read]
    told = formulas.told(step.formula, [formulas.Named(written, (part,)) for written, part in named])
    return "".join(part.text for part in told)


def _how(step: Step, links: Links) -> str:
    """How the value was found: the sentence of a word, or the formula of a rule."""
    if step.word == "constant" or not step.steps:
        return ""
    if step.word:
        return str(WORDS.get(step.word, ""))
    return _formula(step, links) if step.rule else ""


def _note(note: Note) -> str:
    return str(NOTES[note.fact]) % {"name": note.title or note.name}


def _columns() -> tuple[str, ...]:
    return (_("Tranche"), _("Dans la tranche"), _("Taux ou montant"), _("Donne"))


def _row(bracket: Bracket) -> tuple[str, ...]:
    """A bracket, as the row of a table; what the scale had no need of is a dash."""
    amounts = (bracket.inside, bracket.amount, bracket.yields)
    return (scales.bounds(bracket), *(shown(one) if one else "–" for one in amounts))
