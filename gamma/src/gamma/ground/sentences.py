"""Sentences: what is wrong in what was described (a file, a form), said to the person who wrote it."""

from collections.abc import Callable, Mapping
from typing import Any

from django.utils.translation import gettext as _

from gamma.ground.faults import Fault, near, quoted

Told = Mapping[str, Any]


def sentence(told: Told) -> Fault:
    """Turn one error of a description into what and mend."""
    say = _SAID.get(told["type"])
    if say:
        return say(told)
    if "message" in told.get("ctx", {}):
        what, _colon, mend = told["ctx"]["message"].partition(" : ")
        return Fault(what, mend)
    return Fault(_("valeur {value} refusée ({why})").format(value=quoted(told["input"]), why=told["msg"]))


def _fault(what: str, mend: str, **words: Any) -> Fault:
    return Fault(what.format(**words), mend.format(**words))


def _missing(told: Told) -> Fault:
    return _fault(_("le champ {name} manque"), _("ajouter {name}: …"), name=told["loc"][-1])


def _number(told: Told) -> Fault:
    value = quoted(told["input"])
    return _fault(
        _("{value} n'est pas un nombre"), _("écrire les chiffres seuls, par exemple 17936 ou 92.5"), value=value
    )


def _whole(told: Told) -> Fault:
    value = quoted(told["input"])
    return _fault(_("{value} n'est pas un nombre entier"), _("écrire les chiffres seuls, par exemple 404"), value=value)


def _too_large(told: Told) -> Fault:
    value = quoted(told["input"])
    return _fault(_("{value} : trop de chiffres"), _("au plus 18 chiffres, dont 6 après la virgule"), value=value)


def _bounds(told: Told) -> Fault:
    limit = next(iter(told.get("ctx", {}).values()), "")
    least = told["type"] == "greater_than_equal"
    mend = _("écrire au moins {limit}") if least else _("écrire au plus {limit}")
    return _fault(_("{value} est hors des bornes"), mend, value=quoted(told["input"]), limit=limit)


def _yes_no(told: Told) -> Fault:
    return _fault(_("{value} n'est ni vrai ni faux"), _("écrire true ou false"), value=quoted(told["input"]))


def _choice(told: Told) -> Fault:
    known = [word.strip(" '") for word in told["ctx"]["expected"].replace(" or ", ", ").split(",")]
    return Fault(
        _("{value} n'est pas dans la liste").format(value=quoted(told["input"])), near(str(told["input"]), known)
    )


def _short(told: Told) -> Fault:
    return _fault(_("il n'y en a pas assez"), _("il en faut au moins {least}"), least=told["ctx"]["min_length"])


def _long(told: Told) -> Fault:
    return _fault(_("c'est trop long"), _("au plus {most}"), most=told["ctx"]["max_length"])


def _address(told: Told) -> Fault:
    return _fault(_("{value} n'est pas une adresse"), _("commencer par https://"), value=quoted(told["input"]))


def _words(told: Told) -> Fault:  # noqa: ARG001 - the table hands it to all
    return Fault(_("un texte est attendu ici"), _("écrire un texte sur une ligne, entre guillemets s'il contient “: ”"))


def _day(told: Told) -> Fault:  # noqa: ARG001
    return Fault(_("une date est attendue ici"), _("écrire 2020, 2020-09 ou 2020-09-30"))


def _many(told: Told) -> Fault:  # noqa: ARG001
    return Fault(_("une liste est attendue ici"), _("commencer chaque élément par un tiret"))


def _block(told: Told) -> Fault:  # noqa: ARG001
    return Fault(_("un bloc de champs est attendu ici"), _("écrire des lignes “champ: valeur” sous ce nom"))


_SAID: dict[str, Callable[[Told], Fault]] = {
    "missing": _missing,
    **dict.fromkeys(["decimal_parsing", "decimal_type", "finite_number", "decimal_from_string"], _number),
    **dict.fromkeys(["int_parsing", "int_type", "int_from_float", "int_parsing_size"], _whole),
    **dict.fromkeys(["decimal_max_digits", "decimal_max_places", "decimal_whole_digits"], _too_large),
    **dict.fromkeys(["greater_than_equal", "less_than_equal"], _bounds),
    **dict.fromkeys(["bool_parsing", "bool_type"], _yes_no),
    **dict.fromkeys(["enum", "literal_error"], _choice),
    "string_type": _words,
    **dict.fromkeys(["date_type", "date_parsing", "date_from_datetime_parsing"], _day),
    "string_pattern_mismatch": _address,
    "list_type": _many,
    **dict.fromkeys(["dict_type", "model_type", "model_attributes_type"], _block),
    **dict.fromkeys(["too_short", "string_too_short"], _short),
    **dict.fromkeys(["too_long", "string_too_long"], _long),
}
