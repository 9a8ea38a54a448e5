"""Samples for the living page: what the components look like with real figures (first edition, published in 2021)."""

from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.core.paginator import Paginator

from gamma.ground.design.charts import Bars, Line, Mark, Point, Series, Target
from gamma.ground.design.numbers import language
from gamma.ground.design.shapes import Change, Crumb, Download, Event, Item, Tile
from gamma.ground.figures import Figure
from gamma.ground.periods import add_months, parse
from gamma.ground.wording import period

VERDICTS = {
    "exceeded": ("dépassé", "exceeded"),
    "met": ("atteint", "met"),
    "nearly": ("presque atteint", "nearly met"),
    "missed": ("manqué", "missed"),
    "not_computable": ("non calculable", "not computable"),
    "pending": ("à venir", "pending"),
    "no_target": ("sans cible", "no target"),
    "never_read": ("jamais mesuré", "never measured"),
}


class SampleForm(forms.Form):
    """A form as a person meets it: one field that is well, one that is not."""

    email = forms.EmailField()
    note = forms.CharField(required=False, widget=forms.Textarea(attrs={"rows": 3}))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["email"].label = said("Adresse électronique", "E-mail address")
        self.fields["email"].help_text = said("Par exemple prenom.nom@exemple.fr", "For instance name@example.org")
        self.fields["note"].label = said("Commentaire", "Comment")


def said(french: str, english: str) -> str:
    """The words of a sample: they are not those of the product, so they stay out of its translations."""
    return french if language() == "fr" else english


def samples(params: dict[str, str]) -> dict[str, Any]:
    """All that the living page shows, in the active language."""
    return {
        "crumbs": _crumbs(),
        "tiles": _tiles(),
        "figures": [tile.figure for tile in _tiles()],
        "verdicts": [(value, said(*words)) for value, words in VERDICTS.items()],
        "attainments": [Decimal("54.3"), Decimal(100), Decimal("119.6"), Decimal(340)],
        "changes": _changes(),
        "dated": _dated(),
        "undated": [Event(said("Une routine de prospection hebdomadaire", "A weekly prospecting routine"))],
        "files": _files(),
        "items": _items(),
        "page": Paginator(range(120), 10).get_page(params.get("page")),
        "verb": said("Publier le bilan", "Publish the review"),
        "form": SampleForm({"email": said("prénom.nom", "name"), "note": ""}),
        "text": {"fr": "Un texte qui n'existe qu'en français"},
    } | _charts()


def _figure(value: str, unit: tuple[str, str], when: str, kind: tuple[str, str], precision: str = "exact") -> Figure:
    return Figure(Decimal(value), said(*unit), period(parse(when)), said(*kind), "#evidence", precision=precision)


def _tiles() -> list[Tile]:
    flow = ("nombre sur une période", "count over a period")
    files = _figure("17936", ("comptes", "accounts"), "2021-03", flow)
    share = _figure("119.6", ("%", "%"), "2021-02", ("ratio", "ratio"), "approx")
    money = _figure("1250000", ("€", "€"), "12 months to 2021-02", flow, "at_least")
    text = Figure(None, "", period(parse("unstated 2021-05")), "", "#evidence", said("en forte hausse", "rising fast"))
    return [
        Tile(
            said("Comptes créés", "Accounts created"),
            files,
            said("Deux fois plus qu'un an avant.", "Twice last year's."),
        ),
        Tile(said("Part de la cible", "Share of the target"), share),
        Tile(said("Aides trouvées", "Aids found"), money, said("Premier chiffre publié.", "First published figure.")),
        Tile(said("Notoriété", "Awareness"), text),
    ]


def _crumbs() -> list[Crumb]:
    return [
        Crumb(said("Éditions", "Editions"), "#"),
        Crumb(said("Première édition", "First edition"), "#"),
        Crumb("DossierFacile", "#"),
        Crumb(said("Comptes créés", "Accounts created")),
    ]


def _changes() -> list[Change]:
    return [
        Change(
            said("Cible", "Target"),
            said("15 000 comptes", "15,000 accounts"),
            said("18 000 comptes", "18,000 accounts"),
        ),
        Change(said("Échéance", "Due"), "", said("31 mars 2021", "31 March 2021")),
    ]


def _dated() -> list[Event]:
    return [
        Event(said("Annonce du programme", "Programme announced"), said("20 août 2020", "20 August 2020"), href="#"),
        Event(
            said("Bilan de mi-parcours", "Mid-term review"),
            said("15 janvier 2021", "15 January 2021"),
            said("Prévu en décembre 2020.", "Planned for December 2020."),
        ),
        Event(said("Bilan publié", "Final review published"), said("11 mai 2021", "11 May 2021")),
    ]


def _files() -> list[Download]:
    title = said("Bilan", "Final review")
    return [
        Download(title, "#", "PDF", said("français", "French")),
        Download(title, "#", "PDF", said("anglais", "English")),
        Download(title, "#", "Markdown"),
        Download(said("Données", "Data"), "#", "CSV"),
    ]


def _items() -> list[Item]:
    return [
        Item(
            said("Ce qui est compté", "What is counted"),
            said("Les comptes créés dans le mois.", "Accounts created in the month."),
        ),
        Item(said("Ce qui ne l'est pas", "What is not"), said("Les comptes supprimés.", "Deleted accounts.")),
        Item(said("Source", "Source"), said("Bilan publié le 11 mai 2021", "Review published on 11 May 2021"), "#"),
    ]


def _charts() -> dict[str, Any]:
    counts = [6120, 6890, 5240, 5010, 7410, 8230, 9760, 9150, 10480, 9890, 13120, 14260, 13870, 17936]
    before = [5810, 6010, 4530, 3320, 2980, 4870, 6240, 6480, 7310, 7200, 5900, 6700, 6120, 6890]
    main = _points(date(2020, 2, 1), counts)
    muted = [Point(now.start, now.end, value, now.label) for now, value in zip(main, before, strict=True)]
    series = Series(
        title=said("Les comptes créés chaque mois ont triplé en un an", "Monthly accounts created tripled in a year"),
        unit=said("comptes", "accounts"),
        lines=(
            Line(tuple(main), said("2020-2021", "2020–21")),
            Line(tuple(muted), said("un an avant", "a year before"), "muted"),
        ),
        targets=(Target(15000, date(2021, 3, 31), said("cible : 15 000", "target: 15,000")),),
        breaks=(Mark(date(2020, 6, 1), said("nouvel outil de mesure", "new measuring tool")),),
        levers=(Mark(date(2020, 12, 1), said("lancement de l'offre partenaires", "partner offer opens")),),
    )
    growth = [round((now / then - 1) * 100, 1) for now, then in zip(counts, before, strict=True)]
    growth[2] = -11.6
    bars = Bars(
        said("Évolution sur un an, mois par mois", "Change over a year, month by month"),
        tuple(_points(main[0].start, growth)),
    )
    rows = [[point.label, point.value, then.value] for point, then in zip(main, muted, strict=True)]
    columns = [said("Mois", "Month"), said("Comptes", "Accounts"), said("Un an avant", "A year before")]
    return {"series": series, "bars": bars, "rows": rows, "columns": columns, "spark": counts}


def _points(first: date, values: list[int] | list[float]) -> list[Point]:
    starts = [add_months(first, rank) for rank in range(len(values))]
    return [
        Point(start, add_months(start, 1), float(value), period(parse(f"{start:%Y-%m}")))
        for start, value in zip(starts, values, strict=True)
    ]
