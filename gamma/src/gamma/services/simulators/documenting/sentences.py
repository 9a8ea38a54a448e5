"""Sentences: why a figure is what it is, for someone who does not know the rules, from the figure to the answers."""

from collections import deque
from collections.abc import Iterator, Sequence

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gamma.services.simulators.documenting import bounds, operands, scales
from gamma.services.simulators.documenting.amounts import counts, shown
from gamma.services.simulators.documenting.parts import Part, Parts, Sentence, joined, merged, phrase, rule_part
from publicodes import Step

MOST = 12
LISTED = 8


NOTED = {
    "answered": gettext_lazy("%(name)s : %(value)s, comme le dit la simulation."),
    "default": gettext_lazy("%(name)s : %(value)s, valeur supposée tant que la question n'a pas de réponse."),
    "set": gettext_lazy("%(name)s : %(value)s, fixé pour ce calcul."),
    "unanswered": gettext_lazy("%(name)s : personne n'a encore répondu à cette question."),
    "disabled": gettext_lazy("%(name)s ne s'applique pas ici, car %(about)s ne s'applique pas."),
    "excluded": gettext_lazy("%(name)s ne s'applique pas ici, car %(about)s."),
    "only": gettext_lazy("%(name)s : %(value)s, seule possibilité."),
    "solved": gettext_lazy("%(name)s : %(value)s, trouvé pour que %(about)s ait la valeur donnée."),
    "circular": gettext_lazy(
        "%(name)s : %(value)s. Ce montant dépend de lui-même : il est trouvé par approches successives."
    ),
}

KNOWN = {
    "unanswered": gettext_lazy("Réponses qui manquent : %(names)s."),
    "answered": gettext_lazy("La simulation dit : %(names)s."),
    "default": gettext_lazy("Valeurs supposées, que vos réponses peuvent changer : %(names)s."),
}


def chain(step: Step, most: int = MOST) -> list[Sentence]:
    """How a value was found: the value first, then the `most` values nearest to it that it comes from.

    Then what does not apply, the answers and the defaults it rests on. Deeper steps than the tree holds are not told.
    """
    met = list(_met(step))
    told = [one for one in met if one is step or _telling(one)]
    found = [sentence for one in told[:most] for sentence in _sentences(one)]
    return [*found, *_lists(met)]


def _met(step: Step) -> Iterator[Step]:
    """The root and the rules it comes from, the nearest first, each once."""
    waiting, seen = deque([step]), {step.rule}
    while waiting:
        one = waiting.popleft()
        yield one
        for below in operands.within(one) if one is step or _entered(one) else ():
            if below.rule and below.rule not in seen:
                seen.add(below.rule)
                waiting.append(below)


def _entered(step: Step) -> bool:
    """Whether what a rule comes from matters: it counts, or it lacks something."""
    return counts(step.amount) or step.state == "undefined"


def _telling(step: Step) -> bool:
    """Whether a rule deserves a sentence: it counts, it was computed here, and its value is not one that is written."""
    given = {"answered", "default", "set", "unanswered"} & {note.fact for note in step.notes}
    return counts(step.amount) and not given and step.told == "here" and bool(step.steps)


def _sentences(step: Step) -> Iterator[Sentence]:
    yield Sentence(merged((*_value(step), *_law(step))))
    yield from map(Sentence, scales.told(operands.core(step)))
    yield from map(Sentence, bounds.told(step))


def _value(step: Step) -> Parts:
    """The value of a rule, and the shortest true account of it."""
    name, value = _name(step), shown(step.amount)
    template, note = next(((NOTED[note.fact], note) for note in step.notes if note.fact in NOTED), ("", None))
    if note is None and step.state == "undefined":
        return phrase(_("%(name)s : on ne peut pas encore le dire, il manque des réponses."), name=name)
    if note is None:
        return _computed(step, name, value)
    about = bounds.excluding(step) if note.fact == "excluded" else (rule_part(note.name, note.title),)
    return phrase(str(template), name=name, value=value, about=about)


def _computed(step: Step, name: Parts, value: str) -> Parts:
    inner = operands.core(step)
    if inner.word == "variations":
        return _chosen(inner, name, value)
    if isinstance(step.value, bool) and (found := operands.expression(inner)):
        return phrase(_("%(name)s : %(value)s (%(found)s)."), name=name, value=value, found=found)
    account = joined([_account(inner), *bounds.after(step, inner)], ", ")
    return phrase(_("%(name)s : %(account)s."), name=name, account=account)


def _account(inner: Step) -> Parts:
    """ "3 000 €/mois (Assiette) × 8,55 % (Taux) = 256,50 €/mois"; a value that is that of another rule is said once."""
    found, value = operands.expression(inner), shown(inner.amount)
    terms = [one for one in inner.steps if counts(one.amount)]
    if not found or (len(terms) == 1 and found == operands.operand(terms[0]) and shown(terms[0].amount) == value):
        return found or (Part(value),)
    return phrase("%(found)s = %(value)s", found=found, value=value)


def _chosen(step: Step, name: Parts, value: str) -> Parts:
    """A case among several: the date since which it holds, or the condition that is met."""
    test = next((one for one in step.steps if one.role == "si" and one.value not in (False, None)), None)
    taken = next((one for one in step.steps if _taken(one, test)), None)
    what = (Part(value),) if taken is None else operands.name_of(taken) and operands.operand(taken)
    within = operands.core(taken) if taken is not None else step
    if not what and within.word == "variations" and within is not step:
        return _chosen(within, name, value)
    what = what or _account(within)
    if test is None or taken is None:
        return phrase(_("%(name)s : %(what)s, car aucun des cas particuliers n'est rempli."), name=name, what=what)
    if since := bounds.since(test):
        return phrase(_("%(name)s : %(what)s, en vigueur depuis le %(since)s."), name=name, what=what, since=since)
    return phrase(_("%(name)s : %(what)s, car %(test)s."), name=name, what=what, test=bounds.condition(test))


def _taken(step: Step, test: Step | None) -> bool:
    """Whether a step is the consequence of the condition that is met, or of none being."""
    return step.role == "sinon" if test is None else step.role == "alors" and step.place == test.place


def _law(step: Step) -> Parts:
    """The texts of the law that a rule rests on."""
    known = [Part(one.label, address=one.address, french=True) for one in step.references[:2] if one.address]
    return phrase(_(" Voir : %(texts)s."), texts=joined([(one,) for one in known], ", ")) if known else ()


def _lists(met: Sequence[Step]) -> Iterator[Sentence]:
    """What does not apply, what was answered, what was assumed."""
    excluded = [operands.name_of(one) for one in met[1:] if one.state == "not-applicable"]
    if excluded:
        yield Sentence(phrase(_("Ne s'appliquent pas ici : %(names)s."), names=_some(excluded)))
    for fact, template in KNOWN.items():
        told = operands.name_of if fact == "unanswered" else bounds.condition
        known = [told(one) for one in met[1:] if any(note.fact == fact for note in one.notes)]
        if known:
            yield Sentence(phrase(str(template), names=_some(known)))


def _some(groups: Sequence[Parts]) -> Parts:
    shown_ones = joined(groups[:LISTED], ", ")
    left = len(groups) - LISTED
    return phrase(_("%(names)s et %(n)s autres"), names=shown_ones, n=str(left)) if left > 0 else shown_ones


def _name(step: Step) -> Parts:
    return operands.name_of(step) or (Part(step.formula or _("Le résultat")),)
