"""Tables: the columns of the open data of a season, with their meaning, their keys and what they point to."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from gamma.cockpit.indicators.lists import (
    Aggregation,
    Basis,
    Dimension,
    Direction,
    Kind,
    Precision,
    SetAt,
    Stage,
    Status,
)
from gamma.cockpit.programme.lists import LeverKind, PhaseName, SourceKind
from gamma.cockpit.reports.season import rows
from gamma.cockpit.reports.season.schema import Season
from gamma.cockpit.reviews.lists import Decided, ReviewKind
from gamma.ground.constraints import PARTIAL_DATE
from gamma.ground.periods import Window


@dataclass(frozen=True)
class Field:
    """A column in the words of Table Schema."""

    name: str
    about: str
    type: str = "string"
    constraints: Mapping[str, Any] = field(default_factory=dict)

    def described(self) -> dict[str, Any]:
        limits = {"constraints": dict(self.constraints)} if self.constraints else {}
        return {"name": self.name, "type": self.type, "description": self.about, **limits}


@dataclass(frozen=True)
class Table:
    """A CSV of the package; `refers` gives for some columns the table they point to, and its columns."""

    name: str
    about: str
    key: tuple[str, ...]
    fields: tuple[Field, ...]
    filled: Callable[[Season], Iterable[rows.Row]]
    refers: tuple[tuple[tuple[str, ...], str, tuple[str, ...]], ...] = ()

    def schema(self) -> dict[str, Any]:
        links = [
            {
                "fields": list(mine),
                "reference": {"resource": "" if table == self.name else table, "fields": list(theirs)},
            }
            for mine, table, theirs in self.refers
        ]
        return {
            "fields": [field.described() for field in self.fields],
            "missingValues": [""],
            "primaryKey": list(self.key),
            **({"foreignKeys": links} if links else {}),
        }


def name(column: str, about: str) -> Field:
    return Field(column, about, constraints={"required": True})


def word(column: str, about: str, words: Iterable[str]) -> Field:
    return Field(column, about, constraints={"enum": [str(one) for one in words]})


def day(column: str, about: str) -> Field:
    return Field(column, f"{about} (année, mois ou jour)", constraints={"pattern": PARTIAL_DATE})


def said(column: str, about: str) -> tuple[Field, Field]:
    return Field(f"{column}_fr", f"{about}, en français"), Field(f"{column}_en", f"{about}, en anglais")


PRODUCT = name("product", "le service")
INDICATOR = name("indicator", "l'indicateur, parmi ceux du service")
VERSION = Field("version", "la définition de l'indicateur, numérotée à partir de 1", "integer", {"required": True})
REVISION = Field("revision", "0 pour la première valeur donnée, puis ses corrections", "integer", {"required": True})
RANK = Field("rank", "l'ordre donné par la source", "integer", {"required": True})
SOURCE = name("source", "où cela a été lu")
PERIOD = "dans la notation des périodes : 2020-12, 2020, at 2020-12-31, 12 months to 2021-02…"
TO_PRODUCT = (("product",), "products", ("product",))
TO_SOURCE = (("source",), "sources", ("source",))
DEFINED = ("product", "indicator", "version")
TO_DEFINITION = (DEFINED, "definitions", DEFINED)
TO_UNIT = (("unit",), "units", ("unit",))

TABLES = (
    Table(
        "editions",
        "L'édition du programme.",
        ("edition",),
        (
            name("edition", "l'identifiant de l'édition"),
            *said("label", "le nom de l'édition"),
            Field("operator", "qui conduit le programme"),
            *said("purpose", "ce que vise l'édition"),
            day("starts", "son début"),
            day("ends", "sa fin"),
        ),
        rows.editions,
    ),
    Table(
        "units",
        "Les unités, au singulier et au pluriel.",
        ("unit",),
        (
            name("unit", "l'identifiant de l'unité"),
            Field("one_fr", "singulier, en français"),
            Field("many_fr", "pluriel, en français"),
            Field("one_en", "singulier, en anglais"),
            Field("many_en", "pluriel, en anglais"),
        ),
        rows.units,
    ),
    Table(
        "sources",
        "Ce dont les chiffres sont tirés.",
        ("source",),
        (
            name("source", "l'identifiant de la source"),
            *said("title", "ce qu'est la source"),
            word("kind", "sa nature", SourceKind.values),
            day("published", "sa date de publication"),
            Field("url", "son adresse"),
            Field("became", "le texte publié qu'un brouillon est devenu"),
            *said("note", "ce qu'il faut en savoir"),
        ),
        rows.sources,
        ((("became",), "sources", ("source",)),),
    ),
    Table(
        "reviews",
        "Les réunions de l'édition.",
        ("review",),
        (
            name("review", "l'identifiant de la réunion"),
            word("kind", "sa nature", ReviewKind.values),
            day("planned", "la date prévue"),
            day("held", "la date tenue"),
            day("published", "la date du compte rendu"),
            *said("note", "ce qu'il faut en savoir"),
            Field("sources", "les sources qui en parlent, séparées par une espace"),
        ),
        rows.reviews,
    ),
    Table(
        "products",
        "Les services accompagnés.",
        ("product",),
        (
            name("product", "l'identifiant du service"),
            name("edition", "l'édition"),
            Field("name", "son nom"),
            Field("site", "son site"),
            Field("statistics", "sa page publique de statistiques"),
            *said("problem", "le problème public auquel il répond"),
            *said("goal", "ce que l'édition doit changer pour lui"),
            *said("note", "ce qu'il faut savoir de ses chiffres"),
            Field("sponsors", "les administrations porteuses, séparées par un point-virgule"),
            Field("incubators", "les incubateurs, séparés par un point-virgule"),
        ),
        rows.products,
        ((("edition",), "editions", ("edition",)),),
    ),
    Table(
        "phases",
        "Les phases de la vie des services.",
        ("product", "rank"),
        (
            PRODUCT,
            RANK,
            word("phase", "la phase", PhaseName.values),
            day("starts", "son début"),
            day("ends", "sa fin"),
            *said("note", "ce qu'il faut en savoir"),
        ),
        rows.phases,
        (TO_PRODUCT,),
    ),
    Table(
        "levers",
        "Ce que les équipes ont fait pour faire bouger leurs indicateurs.",
        ("product", "lever"),
        (
            PRODUCT,
            name("lever", "l'identifiant du levier"),
            word("kind", "sa nature", LeverKind.values),
            *said("text", "ce qui a été fait"),
            day("starts", "son début, quand il est publié"),
            day("ends", "sa fin, quand elle est publiée"),
            *said("frequency", "à quel rythme"),
            Field("sources", "les sources qui en parlent, séparées par une espace"),
        ),
        rows.levers,
        (TO_PRODUCT,),
    ),
    Table(
        "definitions",
        "Les indicateurs : une ligne par définition ; la dernière est en vigueur.",
        DEFINED,
        (
            PRODUCT,
            INDICATOR,
            VERSION,
            Field("followed", "faux pour une série à l'appui ou un chiffre de contexte", "boolean"),
            word("status", "la vie de l'indicateur", Status.values),
            *said("reason", "pourquoi il a été abandonné"),
            Field("successor", "l'indicateur qui l'a remplacé"),
            Field("supports", "l'indicateur que cette série éclaire"),
            *said("name", "son nom"),
            *said("why", "pourquoi il compte"),
            Field("unit", "son unité"),
            word("kind", "sa nature : elle dit ce qui s'additionne", Kind.values),
            word("period", "la période de ses valeurs", [window.value for window in Window]),
            word("aggregation", "comment des valeurs en font une d'une période plus longue", Aggregation.values),
            word("direction", "le sens souhaité", Direction.values),
            word("stage", "l'étape du parcours", Stage.values),
            word("dimension", "la dimension d'impact", Dimension.values),
            *said("numerator", "ce que compte le numérateur d'un ratio"),
            *said("denominator", "ce que compte le dénominateur d'un ratio"),
            Field("score", "comment un score se calcule", "object"),
            *said("origin", "d'où viennent ses valeurs"),
            Field("owner", "qui en répond"),
            day("since", "la date de cette définition"),
            *said("change", "ce qui a changé depuis la précédente"),
        ),
        rows.definitions,
        (TO_PRODUCT, TO_UNIT),
    ),
    Table(
        "targets",
        "Les cibles et leurs révisions.",
        ("product", "indicator", "target", "revision"),
        (
            PRODUCT,
            INDICATOR,
            name("target", "l'identifiant de la cible, parmi celles de l'indicateur"),
            REVISION,
            VERSION,
            Field("due", "l'échéance", "date"),
            Field("period", f"la période visée, {PERIOD} ; sinon celle de l'échéance"),
            Field("value", "la valeur à atteindre, dans l'unité de la définition", "number"),
            Field("low", "le bas de la fourchette à tenir", "number"),
            Field("high", "le haut de la fourchette à tenir", "number"),
            *said("text", "ce qui a été dit quand aucun nombre n'a été publié"),
            Field("baseline", f"la période du relevé de départ, {PERIOD}"),
            word("set_at", "quand elle a été fixée", SetAt.values),
            day("set_on", "à quelle date"),
            Field("set_by", "qui l'a fixée"),
            Field("accepted_by", "qui l'a acceptée"),
            *said("rationale", "pourquoi cette valeur"),
            SOURCE,
            *said("reason", "pourquoi elle a été révisée"),
        ),
        rows.targets,
        (TO_DEFINITION, TO_SOURCE),
    ),
    Table(
        "readings",
        "Les valeurs publiées ou mesurées, et leurs corrections.",
        (*DEFINED, "period", "source", "revision"),
        (
            PRODUCT,
            INDICATOR,
            VERSION,
            name("period", f"ce que la valeur couvre, {PERIOD}"),
            SOURCE,
            REVISION,
            Field("current", "faux pour une valeur corrigée ou retirée depuis", "boolean"),
            word("window", "la sorte de période", [window.value for window in Window]),
            Field("starts_on", "le premier jour couvert, s'il est connu", "date"),
            Field("ends_on", "le dernier jour couvert, s'il est connu", "date"),
            Field("value", "la valeur, dans l'unité", "number"),
            Field("unit", "l'unité"),
            *said("text", "ce qui a été dit quand aucun nombre n'a été publié"),
            Field("numerator", "le numérateur d'un ratio", "number"),
            Field("n", "le nombre de réponses, ou le dénominateur", "integer"),
            word("precision", "la précision de la valeur", Precision.values),
            Field("provisional", "vrai pour une valeur provisoire", "boolean"),
            Field("withdrawn", "vrai pour une ligne qui retire le relevé : elle répète ce qu'elle retire", "boolean"),
            day("taken_on", "la date du relevé"),
            Field("tool", "l'outil de mesure"),
            Field("evidence", "l'endroit de la source, ou la façon de l'obtenir"),
            *said("note", "ce qu'il faut en savoir"),
            *said("reason", "pourquoi elle corrige la révision précédente"),
        ),
        rows.readings,
        (TO_DEFINITION, TO_SOURCE, TO_UNIT),
    ),
    Table(
        "claims",
        "Ce que les textes affirment des indicateurs.",
        ("product", "indicator", "rank"),
        (
            PRODUCT,
            INDICATOR,
            RANK,
            *said("text", "l'affirmation"),
            SOURCE,
            day("made", "sa date"),
            Field("factor", "le facteur annoncé", "number"),
            Field("percent", "la variation annoncée, en pour cent", "number"),
            word("basis", "ce à quoi elle compare", Basis.values),
            word("precision", "sa précision", Precision.values),
            Field("target", "la cible dite atteinte"),
            *said("caveat", "la réserve de la source"),
        ),
        rows.claims,
        (TO_PRODUCT, TO_SOURCE),
    ),
    Table(
        "decisions",
        "Ce que les réunions ont décidé des indicateurs.",
        ("product", "indicator", "rank"),
        (
            PRODUCT,
            INDICATOR,
            RANK,
            word("decided", "la décision", Decided.values),
            name("review", "la réunion"),
            Field("dated", "faux quand les sources ne disent pas quand", "boolean"),
            *said("reason", "pourquoi"),
            *said("note", "ce qu'il faut en savoir"),
            SOURCE,
        ),
        rows.decisions,
        (TO_PRODUCT, TO_SOURCE, (("review",), "reviews", ("review",))),
    ),
)
