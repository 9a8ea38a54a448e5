"""Refusing: what the rules refuse, said in the reader's language – what is wrong, where, and how to mend it.

`publicodes` tells its faults in English, for those who write models; a code has one sentence here, which quotes the
same names.
"""

import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from gamma.ground.api.refusals import Refusal
from publicodes import Fault, PublicodesError

QUOTED = re.compile(r"« (.*?) »", re.DOTALL)
COLUMN = re.compile(r": column (\d+): (.*)", re.DOTALL)
CELL = re.compile(r"« (?P<name>.*?) »: « (?P<cell>.*) » is not (?P<kind>.*)", re.DOTALL)
ROOTS = ("situation", "evaluate")
STEPS = 6
"""Steps of a path that are told: a hundred keys inside one another help nobody."""


class Said(NamedTuple):
    """What is wrong, and how to mend it."""

    what: str | Promise
    mend: str | Promise = ""


VALUE = _("Écrivez une valeur : 3000 €/mois, oui, 'CDI', 31/12/2024.")
SIMPLER = _("Écrivez un calcul plus court.")
DOC = _("Cherchez le nom exact d'une règle dans la liste des règles.")

GENERAL = Said(_("Le calcul demandé n'a pas pu être fait ({code})."), VALUE)

SAID: Mapping[str, Said] = {
    "PC201": Said(_("« {0} » n'est pas un mot du langage."), _("Employez un mécanisme : somme, produit, variations…")),
    "PC202": Said(_("Deux mécanismes sont écrits au même niveau."), _("Mettez l'un à l'intérieur de l'autre.")),
    "PC203": Said(_("« {0} » n'est pas une valeur."), _("Écrivez oui ou non.")),
    "PC204": Said(_("Il manque une valeur ici."), _("Écrivez une valeur, ou retirez la clé.")),
    "PC205": Said(_("Une liste est attendue ici."), _("Mettez les valeurs dans une liste.")),
    "PC206": Said(_("Un objet est attendu ici."), _("Écrivez un objet : des clés et leurs valeurs.")),
    "PC207": Said(
        _("Une liste est écrite là où une seule valeur est attendue."), _('Nommez son mécanisme : {"somme": [1, 2]}.')
    ),
    "PC208": Said(_("Ceci n'est pas une valeur du langage."), VALUE),
    "PC209": Said(_("Un nom de règle ou un texte est attendu ici."), DOC),
    "PC210": Said(
        _("« {0} » ne se lit pas."),
        _("Écrivez par exemple 3000 €/mois, oui, 'CDI' ou 2 + 2, avec une espace de chaque côté des signes."),
    ),
    "PC211": Said(_("L'unité ne se lit pas."), _("Écrivez €/mois, €/an, %, heures/mois…")),
    "PC212": Said(_("Trop de mécanismes sont imbriqués."), SIMPLER),
    "PC213": Said(_("Ce nombre est trop grand."), _("Écrivez un nombre plus petit.")),
    "PC214": Said(_("Une règle est une valeur ou un objet."), VALUE),
    "PC215": Said(_("« {0} » ne peut pas être le nom d'une règle."), DOC),
    "PC216": Said(_("Une règle est définie deux fois."), _("Gardez une seule des deux définitions.")),
    "PC217": Said(_("Les possibilités sont mal écrites."), _("Donnez une liste de valeurs de même nature.")),
    "PC219": Said(_("Le remplacement est mal écrit."), _("Nommez la règle à remplacer.")),
    "PC220": Said(_("« {0} » n'est pas une constante de ce type."), VALUE),
    "PC221": Said(_("« {0} » n'est pas une unité de temps."), _("Écrivez jours, mois, trimestres ou années.")),
    "PC222": Said(_("« {0} », dans une inversion, est un nombre."), _("Écrivez un nombre, sans calcul.")),
    "PC290": Said(_("« {0} » n'est pas un mot du langage : il est ignoré."), _("Vérifiez son orthographe.")),
    "PC301": Said(_("Aucune règle ne s'appelle « {0} »."), DOC),
    "PC302": Said(_("La règle « {0} » est interne au modèle."), _("Employez une règle publique.")),
    "PC303": Said(_("Une règle n'a pas de parent."), DOC),
    "PC401": Said(_("Aucune règle ne s'appelle « {0} »."), DOC),
    "PC402": Said(
        _("La règle « {0} » est interne au modèle : on ne peut pas la fixer."), _("Fixez une règle publique.")
    ),
    "PC403": Said(_("« {0} » n'est pas une valeur."), _("Écrivez oui ou non.")),
    "PC404": Said(_("« {0} » n'est pas une des valeurs possibles de « {1} »."), DOC),
    "PC501": Said(_("Le calcul divise par zéro."), _("Changez la valeur qui sert de diviseur.")),
    "PC502": Said(_("Une condition ne vaut ni oui ni non."), _("Comparez la valeur à une autre.")),
    "PC503": Said(_("Un arrondi est mal écrit."), _("Écrivez oui, non ou « 2 décimales ».")),
    "PC504": Said(
        _("La règle « {0} » dépend d'elle-même."), _("Retirez de la situation ce qui la ramène à elle-même.")
    ),
    "PC505": Said(_("Un logarithme est demandé d'autre chose qu'un nombre."), _("Donnez un nombre.")),
    "PC506": Said(_("« {0} » n'est pas une date."), _("Écrivez une date ainsi : 31/12/2024.")),
    "PC507": Said(_("Le multiplicateur d'un barème est zéro."), _("Changez la valeur qui sert de multiplicateur.")),
    "PC508": Said(_("Les plafonds d'un barème ne vont pas croissant."), _("Changez la valeur qui en décide.")),
    "PC509": Said(_("Un taux ne peut pas être en « {0} »."), _("Écrivez un pourcentage : 12 %.")),
    "PC510": Said(
        _("Les règles s'appellent les unes les autres sans fin."), _("Retirez de la situation ce qui fait un cycle.")
    ),
    "PC511": Said(_("« {0} » n'a pas une de ses valeurs possibles."), DOC),
    "PC512": Said(
        _("Les valeurs possibles sont en « {0} », pas en « {1} »."), _("Donnez la valeur dans la bonne unité.")
    ),
    "PC591": Said(
        _("Des unités ne se convertissent pas l'une dans l'autre."), _("Donnez les valeurs dans la même unité.")
    ),
    "PC592": Said(_("Des règles dépendent les unes des autres."), ""),
    "PC601": Said(_("L'unité d'une colonne ne convient pas à sa règle."), _("Écrivez l'unité de la règle.")),
    "PC602": Said(_("La table ne se lit pas."), _("Envoyez un fichier CSV, Parquet ou JSON Lines.")),
    "PC603": Said(_("Les colonnes de la table ne conviennent pas."), _("Nommez chaque colonne comme une règle.")),
    "PC604": Said(_("Les tables ne se lisent pas ici."), ""),
    "PC607": Said(_("« {0} » n'est pas une colonne de ce calcul."), DOC),
    "PC609": Said(_("L'unité donnée à « {0} » ne se lit pas."), _("Écrivez une unité : €/mois, €/an, %…")),
    "PC608": Said(_("Les colonnes n'ont pas la même longueur."), _("Donnez autant de valeurs à chacune.")),
}

REASONS: Mapping[str, str | Promise] = {
    "a parenthesis is not closed": _("une parenthèse n'est pas fermée"),
    "a parenthesis closes that was not opened": _("une parenthèse ferme sans avoir été ouverte"),
    "an operator between blanks": _("un signe entre deux espaces, ou la fin, est attendu"),
    "a value, a name or a parenthesis was expected": _("une valeur, un nom ou une parenthèse est attendu"),
    "the text is not closed": _("le texte n'est pas fermé par une apostrophe"),
    "the expression is more than": _("le calcul a trop de niveaux"),
}

CELLS: Mapping[str, str | Promise] = {
    "a number": _("« {name} » : « {cell} » n'est pas un nombre ; écrivez par exemple 2500.5, l'unité dans l'en-tête."),
    "« oui » or « non »": _("« {name} » : « {cell} » n'est ni oui ni non."),
    "a text": _("« {name} » : « {cell} » n'est pas un texte."),
    "a date": _("« {name} » : « {cell} » n'est pas une date ; écrivez par exemple 31/12/2024."),
    "": _("« {name} » : « {cell} » ne convient pas."),
}

ROWS: Mapping[str, str] = {
    "division by zero": "PC501",
    "the « si » of a condition": "PC502",
    "a rounding must say": "PC503",
    "a logarithm is that": "PC505",
    "the « multiplicateur »": "PC507",
    "the ceiling of bracket": "PC508",
    "a rate cannot be": "PC509",
    "rules refer to one another": "PC510",
}
"""How the messages of rows begin that do not tell their code."""

WARNINGS: Mapping[str, str | Promise] = {
    "unitConversion": _("Des unités ne se convertissent pas l'une dans l'autre : les nombres ont été pris tels quels."),
    "cyclicReferences": _("Des règles du modèle dépendent les unes des autres : le cycle a été coupé."),
}


def sentences(error: PublicodesError) -> list[Refusal]:
    """Everything that an error holds, in the language now active."""
    return [sentence(fault) for fault in error.faults]


def sentence(fault: Fault) -> Refusal:
    """One fault, said."""
    said = SAID.get(fault.code, GENERAL)
    quoted = [*QUOTED.findall(fault.what), "…", "…"]
    what = str(said.what).format(*quoted, code=fault.code)
    return Refusal(what + _reason(fault.what), where(fault.path), _mend(fault, said))


def where(path: Sequence[str | int]) -> str:
    """The key that a path leads to: `salarié . contrat → variations → 0`."""
    steps = [str(step) for step in path]
    shown = steps[1:] if steps and steps[0] in ROOTS else steps
    return " → ".join(shown[:STEPS])


def row_sentence(message: str) -> str:
    """What a program says of one row, said in the language now active."""
    if found := CELL.fullmatch(message):
        return str(CELLS.get(found["kind"], CELLS[""])).format(**found.groupdict())
    code = next((code for known, code in ROWS.items() if message.startswith(known)), "")
    return sentence(Fault(code, message)).what if code else gettext("Cette ligne n'a pas pu être calculée.")


def _reason(what: str) -> str:
    """Of an expression that cannot be read: at which character, and why."""
    found = COLUMN.search(what)
    if found is None:
        return ""
    reason = next((str(said) for known, said in REASONS.items() if found[2].startswith(known)), "")
    told = gettext("Au caractère {column} : {reason}.") if reason else gettext("Au caractère {column}.")
    return " " + told.format(column=found[1], reason=reason)


def _mend(fault: Fault, said: Said) -> str:
    if fault.mend.startswith("did you mean"):
        return gettext("Vouliez-vous dire {names} ?").format(names=_listed(QUOTED.findall(fault.mend)))
    if fault.mend.startswith("give one of"):
        return gettext("Donnez l'une de ces valeurs : {values}.").format(values=fault.mend.removeprefix("give one of "))
    return str(said.mend)


def _listed(names: Sequence[str]) -> str:
    return ", ".join(f"« {name} »" for name in names)


def unsolved(given: Mapping[str, object]) -> Refusal:
    """Amounts, by rule, that no calculation gives."""
    told = " ; ".join(f"{name} = {value}" for name, value in sorted(given.items()))
    what = gettext("Aucune solution : en partant de « {given} », aucun montant de départ ne donne cette valeur.")
    mend = gettext("Donnez un montant plus plausible, ou donnez le montant de départ (par exemple le salaire brut).")
    return Refusal(what.format(given=told or "…"), min(given, default="situation"), mend)


def warned(kinds: frozenset[str]) -> list[tuple[str, str]]:
    """The doubts of a calculation: their codes, each with its sentence."""
    return [(kind, str(WARNINGS.get(kind, kind))) for kind in sorted(kinds)]
