"""Words: the words of the rule language, each explained in a sentence."""

from django.utils.translation import gettext_lazy as _

SCALES = frozenset(("barème", "grille", "taux progressif"))

WORDS = {
    "somme": _("La somme de :"),
    "produit": _("Le produit de :"),
    "variations": _("La valeur dépend du cas. Les conditions sont lues dans l'ordre, la première remplie l'emporte :"),
    "barème": _("Un barème : chaque tranche du montant est multipliée par son taux, et le tout est additionné."),
    "grille": _("Une grille : la tranche dans laquelle le montant se trouve donne la valeur."),
    "taux progressif": _("Un taux progressif : entre deux paliers, le taux augmente à mesure du montant."),
    "une de ces conditions": _("Au moins une de ces conditions est remplie :"),
    "toutes ces conditions": _("Toutes ces conditions sont remplies :"),
    "le maximum de": _("Le plus grand de :"),
    "le minimum de": _("Le plus petit de :"),
    "durée": _("La durée entre deux dates :"),
    "texte": _("Un texte, fait de :"),
    "est défini": _("On connaît la valeur de :"),
    "est non défini": _("On ne connaît pas la valeur de :"),
    "est applicable": _("S'applique dans cette situation :"),
    "est non applicable": _("Ne s'applique pas dans cette situation :"),
    "contexte": _("La valeur que l'on trouverait si :"),
    "inversion numérique": _(
        "Si l'un de ces montants est donné, la valeur est cherchée par essais pour le retrouver :"
    ),
    "résoudre la référence circulaire": _(
        "Le calcul dépend de son propre résultat : il est répété jusqu'à s'accorder :"
    ),
}

AROUND = {
    "plafond": _("Sans dépasser"),
    "plancher": _("Sans descendre sous"),
    "abattement": _("Diminué de"),
    "arrondi": _("Arrondi à"),
    "unité": _("Exprimé en"),
    "applicable si": _("S'applique seulement si"),
    "non applicable si": _("Ne s'applique pas si"),
}

ROLES = {
    "si": _("Si"),
    "alors": _("Alors"),
    "sinon": _("Sinon"),
    "assiette": _("Montant de départ"),
    "multiplicateur": _("Les bornes des tranches sont multipliées par"),
    "depuis": _("Depuis"),
    "jusqu'à": _("Jusqu'à"),
    "valeur": "",
}
