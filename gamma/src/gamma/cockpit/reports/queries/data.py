"""Data: the files of an edition, and those of each of its indicators."""

from dataclasses import dataclass

from django.core.paginator import Page, Paginator
from django.db.models import Prefetch
from django.utils.translation import gettext as _

from gamma.cockpit.indicators.models import Indicator, Reading
from gamma.cockpit.programme.models import Edition, Enrolment
from gamma.cockpit.reports.queries import links
from gamma.cockpit.reports.records import PUBLIC
from gamma.ground.design.shapes import Crumb, Download, Item
from gamma.ground.texts import Text, chosen

SHOWN = 50
HEAVY = 20_000


@dataclass(frozen=True)
class Files:
    """An indicator and its files."""

    name: Text
    href: str
    csv: str
    json: str


@dataclass(frozen=True)
class ProductFiles:
    name: str
    href: str
    files: list[Files]


@dataclass(frozen=True)
class DataPage:
    crumbs: list[Crumb]
    edition: Edition
    downloads: list[Download]
    columns: list[Item]
    products: list[ProductFiles]
    page: "Page[Enrolment]"


def data_page(edition: Edition, page: str) -> DataPage:
    """The open data of an edition, product by product."""
    rows = edition.enrolments.select_related("edition", "product").prefetch_related(
        Prefetch("indicators", Indicator.objects.filter(PUBLIC).prefetch_related("definitions"))
    )
    shown = Paginator(rows, SHOWN).get_page(page)
    return DataPage(
        crumbs=links.crumbs((chosen(edition.label), links.to_edition(edition)), (_("Données ouvertes"), "")),
        edition=edition,
        downloads=_downloads(edition),
        columns=columns(),
        products=[_product(enrolment) for enrolment in shown.object_list],
        page=shown,
    )


def portable(edition: Edition) -> bool:
    """Whether the files of the whole edition are light enough to be made when someone asks."""
    readings = Reading.objects.filter(definition__indicator__enrolment__edition=edition)
    return not readings.order_by()[HEAVY : HEAVY + 1].exists()


def columns() -> list[Item]:
    """The columns of the CSV of an indicator, in their order, with what each holds."""
    said = {
        "address": _("le nom du relevé : son adresse sur ce site finit ainsi"),
        "definition": _("la version de la définition sous laquelle il a été relevé"),
        "period": _("ce que le chiffre couvre, dans la notation du manuel"),
        "window": _("la sorte de période"),
        "starts_on": _("le premier jour couvert, quand il est connu"),
        "ends_on": _("le dernier jour couvert, quand il est connu"),
        "value": _("le chiffre publié, sans arrondi de notre part"),
        "unit": _("l'unité"),
        "kind": _("la nature du chiffre : flux, personnes différentes, stock, ratio…"),
        "precision": _("exact, approx (environ), at_least (au moins), at_most (au plus), unstated (sans chiffre)"),
        "provisional": _("vrai quand le chiffre peut encore changer"),
        "n": _("le nombre de réponses, ou le dénominateur"),
        "numerator": _("le numérateur"),
        "text_fr, text_en": _("ce qui a été dit quand aucun chiffre n'a été publié"),
        "source": _("le nom de la source, décrite à la page des sources"),
        "taken_on": _("le jour où il a été relevé"),
        "tool": _("l'outil de mesure"),
        "evidence": _("l'endroit dans la source, ou la façon dont il a été obtenu"),
        "note_fr, note_en": _("ce qu'il faut savoir avant de s'en servir"),
        "revision": _("0 pour le premier enregistrement, puis 1, 2… à chaque correction"),
        "reason_fr, reason_en": _("la raison de la correction"),
        "superseded": _("vrai pour une valeur qui n'est plus en vigueur : corrigée ou retirée depuis"),
        "withdrawn": _("vrai sur la ligne qui dit qu'un relevé a été retiré"),
    }
    return [Item(name, text) for name, text in said.items()]


def _downloads(edition: Edition) -> list[Download]:
    if not portable(edition):
        return []
    return [
        Download(_("Les tables, décrites (Frictionless)"), links.to_whole(edition, "package"), "ZIP"),
        Download(_("Le fichier de saison, rechargeable"), links.to_whole(edition, "season-file"), "YAML"),
    ]


def _product(enrolment: Enrolment) -> ProductFiles:
    files = [_files(enrolment, indicator) for indicator in enrolment.indicators.all()]
    return ProductFiles(enrolment.product.name, links.to_product(enrolment), files)


def _files(enrolment: Enrolment, indicator: Indicator) -> Files:
    definition = list(indicator.definitions.all())[-1]
    pages = ("indicator", "csv", "json")
    return Files(definition.name, *(links.to_indicator(enrolment, indicator, page) for page in pages))
