"""Commands: one file per verb of `gamma`, named by the verb, with `arguments(parser)` and `run(options) -> int`."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Verb:
    """What is known of a verb before its file is read."""

    help: str
    site: bool = True  # its file may import models, and finds the base open
    lasting: bool = False  # it runs until it is told to stop: the base is not its own to start and to stop


VERBS = {
    "start": Verb("démarrer le site : la base, le web, les travaux de fond", site=False),
    "migrate": Verb("mettre la base à jour"),
    "invite": Verb("inviter une personne : la première responsable du programme, ou toute autre part"),
    "load": Verb("charger un fichier de saison"),
    "import": Verb("ajouter les relevés d'un CSV"),
    "convert": Verb("faire un fichier de saison d'une saison dans la notation gamma-season/1"),
    "export": Verb("écrire une édition en fichier de saison et en jeu de données"),
    "bilan": Verb("écrire le bilan d'une édition : HTML, PDF, Markdown, JSON"),
    "publish": Verb("publier le bilan d'une édition : il ne changera plus"),
    "backup": Verb("sauvegarder la base et ses fichiers en un seul fichier"),
    "restore": Verb("remettre une sauvegarde à la place de la base"),
    "health": Verb("dire ce qui va et ce qui ne va pas : base, travaux, sauvegardes"),
    "reuse": Verb("ouvrir une clé de l'API à un service qui réutilise les simulateurs"),
    "simulators": Verb("comparer deux versions des règles, avant d'adopter la nouvelle", site=False),
    "web": Verb("le serveur web seul (DATABASE_URL est requis)", site=False, lasting=True),
    "collector": Verb("la mesure d'audience seule (DATABASE_URL est requis)", site=False, lasting=True),
    "worker": Verb("les travaux de fond seuls (DATABASE_URL est requis)", lasting=True),
}
