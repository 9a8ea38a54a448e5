"""Asking: what a body asks to be evaluated, and how much it may ask.

A walk of the rules takes some milliseconds, a second where it must search for a solution. What could make it take
minutes is refused beforehand: mechanisms that search, situations inside situations, many of anything.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from gamma.ground.api.refusals import refused
from gamma.services.simulators.api.naming import full
from gamma.services.simulators.catalogue.shapes import Expression, Situation

BODY = 256 * 1024
EXPRESSIONS, KEYS, OBJECTS, DEEPEST, LONGEST, CONTEXTS = 200, 300, 2_000, 20, 2_000, 10
SEARCHING = ("inversion numérique", "résoudre la référence circulaire")
CONTEXT = "contexte"
KNOWN = ("situation", "expressions", "model", "version")


@dataclass(frozen=True)
class Asked:
    """Expressions to evaluate in a situation, on a model; names are full. `single`: one expression, not in a list."""

    expressions: list[Expression]
    situation: Situation = field(default_factory=dict)
    model: str = "modele-social"
    version: str | None = None


@dataclass
class Cost:
    """What a request holds so far."""

    objects: int = 0
    contexts: int = 0


def asked(body: Any) -> Asked:
    """What a body asks. Raises Refused."""
    if not isinstance(body, dict):
        raise refused(_("La demande n'est pas un objet."), "", _('Écrivez {"expressions": …, "situation": {…}}.'))
    for key in body:
        if key not in KNOWN:
            raise refused(_("« {key} » n'est pas attendu.").format(key=key), key, _listed())
    found = Asked(_expressions(body), _situation(body), _text(body, "model") or "modele-social", _text(body, "version"))
    _weigh(found)
    return found


def named(asked: Asked) -> Asked:
    """The same with the full names of rules, once the model is known to be served."""
    situation: Situation = {}
    for key, given in asked.situation.items():
        name = full(asked.model, key)
        if name in situation:
            raise refused(_("« {name} » est donné deux fois.").format(name=name), key, _("Gardez une des deux clés."))
        situation[name] = given
    expressions = [full(asked.model, one) if isinstance(one, str) else one for one in asked.expressions]
    return Asked(expressions, situation, asked.model, asked.version)


def example() -> str:
    """What a body may look like, for who sent none."""
    return _('Écrivez par exemple {"expressions": "salarié . contrat . salaire brut", "situation": {}}.')


def _listed() -> str:
    return _("Clés attendues : {keys}.").format(keys=", ".join(KNOWN))


def _text(body: Mapping[str, Any], key: str) -> str | None:
    given = body.get(key)
    if given is not None and not isinstance(given, str):
        raise refused(_("« {key} » est un texte.").format(key=key), key, _("Écrivez-le entre guillemets."))
    return given


def _expressions(body: Mapping[str, Any]) -> list[Expression]:
    if body.get("expressions") in (None, []):
        raise refused(
            _("Il manque ce qu'il faut calculer."), "expressions", _("Donnez une règle ou une liste de règles.")
        )
    given = body["expressions"]
    expressions = given if isinstance(given, list) else [given]
    _at_most(len(expressions), EXPRESSIONS, "expressions")
    return [_expression(one, f"expressions[{place}]") for place, one in enumerate(expressions)]


def _situation(body: Mapping[str, Any]) -> Situation:
    given = body.get("situation")
    if given is None:
        return {}
    if not isinstance(given, dict):
        raise refused(_("La situation n'est pas un objet."), "situation", _('Écrivez {"nom de règle": "valeur"}.'))
    _at_most(len(given), KEYS, "situation")
    return {name: _expression(one, name) for name, one in given.items() if one is not None}


def _expression(given: Any, where: str) -> Expression:
    """A text, a number or an object; a boolean is « oui » or « non »."""
    if isinstance(given, bool):
        return "oui" if given else "non"
    if isinstance(given, str | int | float | dict):
        return given
    raise refused(_("Ceci n'est pas une valeur."), where, _("Donnez un texte, un nombre, un booléen ou un objet."))


def _at_most(count: int, most: int, where: str) -> None:
    if count > most:
        told = _("{count} valeurs sont données, {most} au plus sont reçues.").format(count=count, most=most)
        raise refused(told, where, _("Faites plusieurs demandes."))


def _weigh(asked: Asked) -> None:
    cost = Cost()
    for where, given in _given(asked):
        _weigh_one(given, where, cost, 0)


def _given(asked: Asked) -> Iterator[tuple[str, Any]]:
    for name, given in asked.situation.items():
        yield name[:LONGEST], name
        yield name, given
    for place, given in enumerate(asked.expressions):
        yield f"expressions[{place}]", given


def _weigh_one(given: Any, where: str, cost: Cost, depth: int) -> None:
    if isinstance(given, str) and len(given) > LONGEST:
        told = _("Un texte a plus de {most} caractères.").format(most=LONGEST)
        raise refused(told, where[:80], _("Écrivez un calcul plus court."))
    if not isinstance(given, dict | list):
        return
    cost.objects += len(given)
    if cost.objects > OBJECTS or depth > DEEPEST:
        told = _("Les mécanismes sont trop nombreux ou trop imbriqués ({objects} en tout, {levels} niveaux).")
        raise refused(told.format(objects=OBJECTS, levels=DEEPEST), where, _("Écrivez un calcul plus court."))
    for key, inner in given.items() if isinstance(given, dict) else enumerate(given):
        _weigh_key(key, where, cost)
        _weigh_one(inner, where, cost, depth + 1)


def _weigh_key(key: str | int, where: str, cost: Cost) -> None:
    if key in SEARCHING:
        told = _("« {key} » n'est pas reçu ici : une recherche dans une demande peut durer sans fin.")
        raise refused(told.format(key=key), where, _("Donnez un montant connu : les règles cherchent les autres."))
    cost.contexts += key == CONTEXT
    if cost.contexts > CONTEXTS:
        told = _("Plus de {most} mécanismes « contexte ».").format(most=CONTEXTS)
        raise refused(told, where, _("Faites une demande par situation."))
