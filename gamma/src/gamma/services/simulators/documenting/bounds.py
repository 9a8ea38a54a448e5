"""Bounds: what bears on a value – ceilings, floors, reductions, roundings – and the conditions that were looked at."""

import re
from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gamma.services.simulators.documenting import formulas, operands
from gamma.services.simulators.documenting.amounts import counts, shown
from gamma.services.simulators.documenting.parts import Part, Parts, joined, phrase
from publicodes import Step

SINCE = re.compile(r"date >=? '(\d\d/\d\d/\d{4})'")
COMPARED = re.compile(r" (?:>=|<=|>|<) ")
CHANGES = {
    "plafond": gettext_lazy("ramené au plafond de %(name)s"),
    "plancher": gettext_lazy("relevé au plancher de %(name)s"),
    "abattement": gettext_lazy("moins l'abattement de %(name)s"),
    "unité": gettext_lazy("soit %(name)s"),
    "arrondi": gettext_lazy("arrondi à %(name)s"),
}
REACHED = {
    True: gettext_lazy("Le plafond de %(ceiling)s s'applique : %(value)s le dépasse."),
    False: gettext_lazy("Le plafond de %(ceiling)s ne s'applique pas : %(value)s ne le dépasse pas."),
}
CONDITIONS = {"une de ces conditions", "toutes ces conditions"}


def bearing(step: Step) -> list[Step]:
    """The steps that changed a value once it was computed, in their order."""
    return (
        [one for one in step.steps if one.role in CHANGES and _changes(one)] if operands.base(step) is not step else []
    )


def after(step: Step, inner: Step) -> list[Parts]:
    """Each change from the value of a base to the value of the whole; those that nobody would see are not told."""
    changes, before, role = [], shown(inner.amount), ""
    for one in bearing(step):
        role = one.role
        if role not in ("unité", "arrondi") or shown(one.amount) != before:
            changes.append(phrase(str(CHANGES[role]), name=operands.operand(one)))
            before = shown(one.amount)
    if role == "abattement":
        changes.append(phrase(str(CHANGES["unité"]), name=shown(step.amount)))
    return changes


def told(step: Step) -> Iterator[Parts]:
    """The ceilings of a value and of what it reads, and the thresholds that were looked at."""
    yield from _ceilings(step, own=True)
    for one in operands.within(step):
        if not one.rule:
            yield from _ceilings(one)
    for role in ("applicable si", "non applicable si"):
        for one in (one for one in step.steps if one.role == role and not _excluded(step)):
            yield from map(_threshold, filter(_compared, (one, *operands.within(one))))


def condition(step: Step) -> Parts:
    """A condition with its values: "3 000 €/mois (Assiette) ≥ 5 601 €/mois", and "non" when it is not met."""
    if step.rule:
        return phrase(_("%(name)s : %(value)s"), name=operands.name_of(step), value=shown(step.amount))
    if step.word in CONDITIONS:
        deciding = [one for one in step.steps if one.value is step.value] or step.steps[:1]
        return joined([condition(one) for one in deciding], _(" et "))
    inner = operands.base(step)
    found = operands.expression(inner) or (Part(formulas.plain(inner.formula or inner.word)),)
    return found if step.value is True else phrase(_("%(found)s : %(value)s"), found=found, value=shown(step.amount))


def since(step: Step) -> str:
    """The day from which a case holds, when that is its only condition."""
    found = SINCE.fullmatch(step.formula)
    return found[1] if found else ""


def excluding(step: Step) -> Parts:
    """Why a rule does not apply: the condition that keeps it away."""
    word = next((note.name for note in step.notes if note.fact == "excluded"), "")
    test = next((one for one in step.steps if one.role == word), None)
    if test is None or test.word == "constant":
        return phrase(_("ses conditions ne sont pas réunies"))
    return condition(test)


def _excluded(step: Step) -> bool:
    return any(note.fact == "excluded" for note in step.notes)


def _compared(step: Step) -> bool:
    """Whether a step is a threshold that may be told: an amount compared to another."""
    dated = step.formula.startswith("date ")
    return bool(COMPARED.search(step.formula)) and not step.rule and not dated and isinstance(step.value, bool)


def _threshold(step: Step) -> Parts:
    template = _("Seuil atteint : %(test)s.") if step.value else _("Seuil non atteint : %(test)s.")
    found = operands.expression(operands.base(step)) or (Part(formulas.plain(step.formula)),)
    return phrase(template, test=found)


def _changes(step: Step) -> bool:
    if step.role in ("plafond", "plancher"):
        return any(note.fact == "applied" for note in step.notes)
    return counts(step.amount)


def _ceilings(step: Step, *, own: bool = False) -> Iterator[Parts]:
    """The ceilings of a value. That of a rule's `own` value is told with the value when it is reached."""
    value = shown(operands.base(step).amount)
    for one in step.steps:
        if one.role == "plafond" and not one.place and counts(one.amount) and not (own and _changes(one)):
            yield phrase(str(REACHED[_changes(one)]), ceiling=operands.operand(one), value=value)
