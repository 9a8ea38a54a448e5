"""Sentences: what is wrong in a season file, said to the person who wrote it."""

from collections.abc import Callable, Mapping
from typing import Any, get_args

from pydantic import BaseModel

from gamma.cockpit.reports.season.schema import Season
from gamma.ground.faults import Fault, near, quoted

Told = Mapping[str, Any]
_BLOCK = Fault("un bloc de champs est attendu ici", "écrire des lignes “champ: valeur” sous ce nom")
_MANY = Fault("une liste est attendue ici", "commencer chaque élément par un tiret")
_WORDS = Fault("un texte est attendu ici", "écrire un texte sur une ligne, entre guillemets s'il contient “: ”")

_DAY = Fault("une date est attendue ici", "écrire 2020, 2020-09 ou 2020-09-30")


def sentence(told: Told) -> Fault:
    """Turn one error of the description into what and mend."""
    say = _SAID.get(told["type"])
    if say:
        return say(told)
    if "message" in told.get("ctx", {}):
        what, _, mend = told["ctx"]["message"].partition(" : ")
        return Fault(what, mend)
    return Fault(f"valeur {quoted(told['input'])} refusée ({told['msg']})")


def _missing(told: Told) -> Fault:
    return Fault(f"le champ {told['loc'][-1]} manque", f"ajouter {told['loc'][-1]}: …")


def _unknown(told: Told) -> Fault:
    return Fault(f"champ {quoted(told['loc'][-1])} inconnu", near(str(told["loc"][-1]), _fields_at(told["loc"][:-1])))


def _number(told: Told) -> Fault:
    return Fault(f"{quoted(told['input'])} n'est pas un nombre", "écrire les chiffres seuls, par exemple 17936 ou 92.5")


def _whole(told: Told) -> Fault:
    return Fault(f"{quoted(told['input'])} n'est pas un nombre entier", "écrire les chiffres seuls, par exemple 404")


def _too_large(told: Told) -> Fault:
    return Fault(f"{quoted(told['input'])} : trop de chiffres", "au plus 18 chiffres, dont 6 après la virgule")


def _bounds(told: Told) -> Fault:
    limit = next(iter(told.get("ctx", {}).values()), "")
    sign = {"greater_than_equal": "au moins", "less_than_equal": "au plus"}[told["type"]]
    return Fault(f"{quoted(told['input'])} est hors des bornes", f"écrire {sign} {limit}")


def _yes_no(told: Told) -> Fault:
    return Fault(f"{quoted(told['input'])} n'est ni vrai ni faux", "écrire true ou false")


def _choice(told: Told) -> Fault:
    known = [word.strip(" '") for word in told["ctx"]["expected"].replace(" or ", ", ").split(",")]
    return Fault(f"{quoted(told['input'])} n'est pas dans la liste", near(str(told["input"]), known))


def _short(told: Told) -> Fault:
    return Fault("il n'y en a pas assez", f"il en faut au moins {told['ctx']['min_length']}")


def _long(told: Told) -> Fault:
    return Fault("c'est trop long", f"au plus {told['ctx']['max_length']}")


def _address(told: Told) -> Fault:
    return Fault(f"{quoted(told['input'])} n'est pas une adresse", "commencer par https://")


_SAID: dict[str, Callable[[Told], Fault]] = {
    "missing": _missing,
    "extra_forbidden": _unknown,
    **dict.fromkeys(["decimal_parsing", "decimal_type", "finite_number", "decimal_from_string"], _number),
    **dict.fromkeys(["int_parsing", "int_type", "int_from_float", "int_parsing_size"], _whole),
    **dict.fromkeys(["decimal_max_digits", "decimal_max_places", "decimal_whole_digits"], _too_large),
    **dict.fromkeys(["greater_than_equal", "less_than_equal"], _bounds),
    **dict.fromkeys(["bool_parsing", "bool_type"], _yes_no),
    **dict.fromkeys(["enum", "literal_error"], _choice),
    "string_type": lambda _: _WORDS,
    "date_type": lambda _: _DAY,
    "string_pattern_mismatch": _address,
    "list_type": lambda _: _MANY,
    **dict.fromkeys(["dict_type", "model_type", "model_attributes_type"], lambda _: _BLOCK),
    **dict.fromkeys(["too_short", "string_too_short"], _short),
    **dict.fromkeys(["too_long", "string_too_long"], _long),
}


def _fields_at(place: tuple[str | int, ...]) -> list[str]:
    """The fields that exist at a place of the format, to name the nearest one."""
    model: type[BaseModel] | None = Season
    for step in place:
        if model and isinstance(step, str) and step in model.model_fields:
            model = _model_in(model.model_fields[step].annotation)
    return list(model.model_fields) if model else []


def _model_in(annotation: Any) -> type[BaseModel] | None:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    return next((found for part in get_args(annotation) if (found := _model_in(part))), None)
