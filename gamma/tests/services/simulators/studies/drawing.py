"""Drawing: situations at random, as a visitor makes them – an amount, then answers to the questions that are asked."""

import random
from collections.abc import Iterator

from gamma.services.simulators.catalogue.shapes import Simulator, Situation
from gamma.services.simulators.rules import engine_of
from publicodes import PublicodesError, Question

MOST_ANSWERS = 8
MOST = {"€/mois": 2_000, "€/an": 30_000, "€": 5_000, "%": 100, "heure/mois": 30, "enfant": 4, "jour ouvré": 25}
A_MONTH = {"€/mois": 1, "€/an": 12, "€": 1}


def drawn(simulator: Simulator, count: int, seed: int) -> Iterator[Situation]:
    """`count` situations of a simulator, in full, the same for the same seed."""
    chance = random.Random(f"{seed} {simulator.slug}")
    for _ in range(count):
        yield _answered(chance, simulator, _started(chance, simulator))


def _started(chance: random.Random, simulator: Simulator) -> Situation:
    """One of the amounts, which exclude one another, and what is given beside."""
    given = [chance.choice(simulator.amounts)] if simulator.amounts else []
    asked = [engine_of(simulator).question(name) for name in (*given, *simulator.inputs)]
    return {**simulator.situation, **{one.name: _first(chance, one) for one in asked if _answerable(one)}}


def _answered(chance: random.Random, simulator: Simulator, situation: Situation) -> Situation:
    """One to eight answers more; questions are asked again after each. An answer that is refused is not kept."""
    context = chance.choice(list(simulator.contexts.values()) or [{}])
    for _ in range(chance.randint(1, MOST_ANSWERS)):
        asked = engine_of(simulator).questions(simulator.asked_for, situation={**situation, **context})
        if not asked:
            break
        one = chance.choice(asked)
        more = {**situation, one.name: answer(chance, one)}
        situation = more if _accepted(simulator, more | context) else situation
    return situation


def _accepted(simulator: Simulator, situation: Situation) -> bool:
    try:
        engine_of(simulator).with_situation(situation).evaluate_all(simulator.asked_for)
    except PublicodesError:
        return False
    return True


def _answerable(question: Question) -> bool:
    """What is computed, though it is shown among the inputs, has no choices."""
    return question.kind != "choice" or bool(question.choices)


def _first(chance: random.Random, question: Question) -> str:
    return _amount(chance, question) if question.kind == "amount" else answer(chance, question)


def _amount(chance: random.Random, question: Question) -> str:
    """An amount of a month's work, from 300 to 20,000 euros."""
    unit = question.unit or "€"
    return f"{round(300 * 66 ** chance.random()) * A_MONTH.get(unit, 1)} {unit}"


def answer(chance: random.Random, question: Question) -> str:
    """An answer to a question, as a situation takes it."""
    if question.suggestions and chance.random() < 0.3:
        return chance.choice(question.suggestions).answer
    if question.kind == "yes-no":
        return chance.choice(("oui", "non"))
    if question.kind == "choice":
        return chance.choice(question.choices).answer
    if question.kind == "date":
        return f"{chance.randint(1, 28):02}/{chance.randint(1, 12):02}/{chance.randint(2015, 2026)}"
    if question.kind == "text":
        return f"'{chance.choice(('Rennes', 'conseil'))}'"
    number = chance.randint(0, MOST.get(question.unit or "", 10))
    return f"{number} {question.unit}" if question.unit else str(number)
