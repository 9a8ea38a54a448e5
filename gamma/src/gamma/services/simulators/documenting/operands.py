"""Operands: what a step was computed from, written out with values – "3 000 €/mois (Assiette) × 8,55 % (Taux)"."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gamma.ground.design import numbers
from gamma.services.simulators.documenting import formulas
from gamma.services.simulators.documenting.amounts import counts, shown
from gamma.services.simulators.documenting.parts import Part, Parts, joined, merged, phrase, rule_part
from publicodes import Step

APART = frozenset(("contexte", "résoudre la référence circulaire"))
MOST = 10
NEGATIVE, QUOTED = "0 - ", " = '"
SIGNS = {"produit": " × ", "somme": " + ", "le maximum de": " ; ", "le minimum de": " ; "}
EXTREMES = {
    "le maximum de": gettext_lazy("le plus grand de %(values)s"),
    "le minimum de": gettext_lazy("le plus petit de %(values)s"),
}


def base(step: Step) -> Step:
    """The value before the ceilings, floors and roundings that bear on it."""
    inner = next((one for one in step.steps if one.role == "valeur"), None)
    return step if inner is None or step.word in APART else inner


def core(step: Step) -> Step:
    """The base of a value, sums with one term that counts seen through."""
    inner = base(step)
    while inner.word == "somme" and len(terms := _counted(inner)) == 1 and not terms[0].rule:
        below = base(terms[0])
        if below.amount != inner.amount:
            break
        inner = below
    return inner


def expression(step: Step) -> Parts:
    """What gave the value of a base, with values; nothing where no expression says it."""
    word = "" if step.rule and step.told != "here" else step.word
    if word in SIGNS and step.steps:
        return _listed(step, word)
    return _formula(step) if step.formula and step.steps and not word else ()


def operand(step: Step) -> Parts:
    """A value and what it is the value of."""
    if step.rule:
        return phrase("%(value)s (%(name)s)", value=shown(step.amount), name=name_of(step))
    inner = base(step)
    if inner is not step:
        return operand(inner) if inner.amount == step.amount else _changed(step, inner)
    found = expression(step)
    if not found or step.brackets:
        return (Part(shown(step.amount)),)
    return found if len(step.steps) == 1 else phrase("(%(found)s)", found=found)


def name_of(step: Step) -> Parts:
    """The title of a rule, as a link to its page."""
    return (rule_part(step.rule, step.title),) if step.rule else ()


def within(step: Step) -> Iterator[Step]:
    """The steps of the definition of a rule: the anonymous ones, and the rules they read, which are not entered."""
    for one in step.steps:
        yield one
        if not one.rule:
            yield from within(one)


def _changed(step: Step, inner: Step) -> Parts:
    """An operand that something bears on: its value, and what it is the value of."""
    words = ", ".join(one.role for one in step.steps if one.role in ("plafond", "plancher", "abattement"))
    named = inner.steps[0] if len(inner.steps) == 1 else inner
    if not words or not named.rule:
        return (Part(shown(step.amount)),)
    template = _("%(value)s (%(name)s, après %(words)s)")
    return phrase(template, value=shown(step.amount), name=name_of(named), words=words)


def _counted(step: Step) -> list[Step]:
    """The terms of a sum that count; all the operands of another word."""
    return [one for one in step.steps if step.word != "somme" or counts(one.amount)]


def _listed(step: Step, word: str) -> Parts:
    """The operands, the largest if they are many."""
    counted = _counted(step)
    kept = counted if len(counted) <= MOST else sorted(counted, key=_size, reverse=True)[: MOST - 1]
    groups = [operand(one) for one in kept]
    if len(kept) < len(counted):
        groups.append(phrase(_("%(n)s autres montants"), n=str(len(counted) - len(kept))))
    if word not in EXTREMES:
        return _signed(groups, SIGNS[word])
    return phrase(str(EXTREMES[word]), values=joined(groups, SIGNS[word]))


def _signed(groups: Sequence[Parts], sign: str) -> Parts:
    """Operands and their signs; what is taken away is subtracted rather than added."""
    found = list(groups[0]) if groups else []
    for group in groups[1:]:
        taken = sign == " + " and group[0].text.startswith(numbers.MINUS)
        first = replace(group[0], text=group[0].text[1:]) if taken else group[0]
        found += [Part(f" {numbers.MINUS} " if taken else sign), first, *group[1:]]
    return merged(found)


def _size(step: Step) -> float:
    return abs(step.value) if isinstance(step.value, int | float) else 0.0


def _formula(step: Step) -> Parts:
    """The formula, each name replaced by its value and its title."""
    told = name_of if QUOTED in step.formula else operand  # « Contrat = CDI » says its value once
    names = [formulas.Named(_written(one, step.formula), told(one) or operand(one)) for one in step.steps]
    formula = step.formula.removeprefix(NEGATIVE)
    found = formulas.told(formula, names)
    return found if formula == step.formula else phrase(f"{numbers.MINUS}%(inner)s", inner=found)


def _written(step: Step, formula: str) -> str:
    """How the formula names a step: by the rule written, which another may replace, or by the word of a mechanism."""
    if step.rule is None:
        return f"[{step.word}]"
    replaced = next((note.name for note in step.notes if note.fact == "replaces"), step.rule)
    return formulas.written(replaced, formula)
