"""Evaluating: what is asked → values, their units, what they still depend on, and how they were found.

Missing variables are given unless `missing=false` is asked for: those who call the hosted API of Mon-Entreprise read
them, and a walk that finds them takes some milliseconds. Without them a program compiled for the same answers is used.
"""

import math
from collections.abc import Iterator, Sequence
from time import monotonic
from typing import Any

from django.utils.translation import gettext as _

from gamma.ground.api.refusals import Refusal, Refused, refused
from gamma.services.simulators.api.asking import Asked
from gamma.services.simulators.api.naming import model_named
from gamma.services.simulators.reckoning.programs import reckon
from gamma.services.simulators.refusing import sentence, sentences, unsolved, warned
from gamma.services.simulators.rules import engine, sought
from publicodes import Engine, Evaluation, PublicodesError

SECONDS = 10.0
EXPLAINED = 20
BESIDE = ("avec", "remplace", "rend non applicable", "titre", "description", "note", "références")
"""Keys of a rule beside its value that a situation may have too."""

PLAIN = 100
"""Characters of a value that is plain: what a form holds."""


class Overdue(Exception):
    """The time given is over."""


def evaluated(asked: Asked, *, missing: bool = True, explain: bool = False) -> dict[str, Any]:
    """The answer to a request. Raises Refused."""
    if explain and len(asked.expressions) > EXPLAINED:
        told = _("{most} calculs au plus sont expliqués à la fois.").format(most=EXPLAINED)
        raise refused(told, "expressions", _("Faites plusieurs demandes."))
    found = _walked(asked) if missing or explain or not _plain(asked) else _reckoned(asked)
    answer = [_told(one, missing) for one in found]
    if explain:
        answer = [{**one, "explanation": why} for one, why in zip(answer, _explained(asked), strict=True)]
    kinds = frozenset().union(*(one.warnings for one in found))
    warnings = [{"code": code, "what": what} for code, what in warned(kinds)]
    return {"evaluate": answer, "warnings": warnings, "model": told_model(asked)}


def told_model(asked: Asked) -> dict[str, str]:
    """The rules that an answer stands on."""
    found = model_named(asked.model)
    return {"name": found.name, "version": found.version, "dated": found.dated}


def _plain(asked: Asked) -> bool:
    """Whether a program is worth making: rules asked for by their names, answers as a form gives them."""
    rules = engine(asked.model).rules
    short = all(not isinstance(given, dict) and len(str(given)) <= PLAIN for given in asked.situation.values())
    return short and all(isinstance(one, str) and one in rules for one in asked.expressions)


def _reckoned(asked: Asked) -> list[Evaluation]:
    situated(asked)  # for what it refuses
    names = [str(one) for one in asked.expressions]
    try:
        found = reckon(asked.model, asked.situation, names, list(asked.situation))
    except PublicodesError as error:
        raise Refused(*sentences(error)) from None
    if any(one.state == "undefined" for one in found.values()):
        return _walked(asked)  # which tells whether a solution was sought in vain
    return [_solved(asked, place, found[name]) for place, name in enumerate(names)]


class Course:
    """Expressions handed over one by one until the time is over; `place` is that of the last."""

    def __init__(self, rules: Engine, expressions: Sequence[Any]) -> None:
        self.place, self._expressions = -1, [_unkept(rules, one) for one in expressions]
        self._until = monotonic() + SECONDS

    def __iter__(self) -> Iterator[Any]:
        for one in self._expressions:
            if monotonic() > self._until:
                raise Overdue
            self.place += 1
            yield one


def _walked(asked: Asked) -> list[Evaluation]:
    rules = situated(asked)
    course = Course(rules, asked.expressions)
    try:
        found = rules.evaluate_all(course)
    except PublicodesError as error:
        raise Refused(*(_at(one, course.place) for one in sentences(error))) from None
    except Overdue:
        raise _overdue() from None
    return [_solved(asked, place, one) for place, one in enumerate(found)]


def _overdue() -> Refused:
    told = _("Le calcul a duré plus de {seconds} secondes : il est abandonné.").format(seconds=int(SECONDS))
    return refused(told, "expressions", _("Demandez moins de règles à la fois, ou simplifiez les mécanismes."))


def situated(asked: Asked) -> Engine:
    """The rules in the situation. Raises Refused."""
    try:
        rules = engine(asked.model).with_situation(asked.situation)
        wrong = [*_unlisted(rules, asked), *_unknown_words(asked)]
    except PublicodesError as error:
        raise Refused(*sentences(error)) from None
    if wrong:
        raise Refused(*wrong)
    return rules


def _unlisted(rules: Engine, asked: Asked) -> Iterator[Refusal]:
    """Texts given to rules that have choices, and that are none of them: the rules would take them as they are."""
    for name, given in asked.situation.items():
        if not (isinstance(given, str) and len(given) > 1 and given[0] == given[-1] == "'"):
            continue
        answers = [choice.answer for choice in rules.question(name).choices]
        if answers and given not in answers and given != "''":
            told = _("{given} n'est pas une des valeurs possibles.").format(given=given)
            yield Refusal(told, name, _("Donnez l'une de ces valeurs : {values}.").format(values=", ".join(answers)))


def _unknown_words(asked: Asked) -> Iterator[Refusal]:
    """Mechanisms of the situation that are none: a rule may bear keys of its own, and a misspelt word would be one."""
    for name, given in asked.situation.items():
        for key in given if isinstance(given, dict) else ():
            if key not in BESIDE:
                yield from (Refusal(one.what, f"{name} → {key}", one.mend) for one in _unknown_word(asked.model, key))


def _unknown_word(model: str, key: str) -> list[Refusal]:
    """What is wrong with a word; of one that is known, only that nothing stands behind it here."""
    try:
        engine(model).evaluate({key: None})
    except PublicodesError as error:
        return [sentence(fault) for fault in error.faults if fault.code == "PC201"]
    return []


def _unkept(rules: Engine, expression: Any) -> Any:
    """What was read once is kept for as long as the process lives: only names of rules, which are so many, may be."""
    named = not isinstance(expression, str) or expression in rules.rules
    return expression if named else {"valeur": expression}


def _at(refusal: Refusal, place: int) -> Refusal:
    """A refusal that says nothing of a rule is about the expression."""
    where = f"expressions[{place}]"
    return Refusal(refusal.what, where if refusal.where in ("", "valeur") else refusal.where, refusal.mend)


def _solved(asked: Asked, place: int, found: Evaluation) -> Evaluation:
    """A value, unless a solution was sought and there is none, or it is no number. Raises Refused."""
    if found.inversion_failed and found.value is None:
        raise Refused(unsolved({name: asked.situation[name] for name in asked.situation.keys() & sought(asked.model)}))
    if isinstance(found.value, float) and not math.isfinite(found.value):
        told = _("Le résultat n'est pas un nombre, ou il est trop grand.")
        raise refused(told, f"expressions[{place}]", _("Changez les nombres du calcul."))
    return found


def _explained(asked: Asked) -> list[dict[str, Any]]:
    rules = situated(asked)
    return [_finite(rules.explain(_unkept(rules, one)).as_dict()) for one in asked.expressions]


def _finite(told: Any) -> Any:
    """JSON has no infinite number: null stands for it."""
    if isinstance(told, dict):
        return {key: _finite(one) for key, one in told.items()}
    if isinstance(told, list | tuple):
        return [_finite(one) for one in told]
    return None if isinstance(told, float) and not math.isfinite(told) else told


def _told(found: Evaluation, missing: bool) -> dict[str, Any]:
    """`unit` is as the hosted API gives it; `unitText` is what a reader reads."""
    answer = {"nodeValue": found.value, "unit": unit_of(found.unit), "unitText": found.unit, "state": found.state}
    return {**answer, "missingVariables": dict(found.missing)} if missing else answer


def unit_of(text: str | None) -> dict[str, list[str]] | None:
    """`€/mois` → numerators and denominators."""
    if text is None:
        return None
    above, _bar, below = text.partition("/")
    return {
        "numerators": [one for one in above.split(".") if one],
        "denominators": [one for one in below.split(".") if one],
    }
