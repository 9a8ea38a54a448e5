"""Measured: what is measured, in order. Imported once Django is set up on a database of its own."""

import tempfile
import urllib.request
from datetime import date, timedelta
from pathlib import Path

import insiders
import portfolio
from django.conf import settings
from django.db import connection, transaction
from django.db.models import F
from measuring import Figure, forget, highest_megabytes, megabytes, once, pages, repeated, served
from serving import child

from gamma.cockpit.indicators.models import Reading
from gamma.cockpit.programme.models import Edition
from gamma.cockpit.reports.actions import import_readings, load, load_demonstration
from gamma.cockpit.reports.queries import bilan_files
from gamma.cockpit.reports.season.reading import read_text
from gamma.ground.design.charts import bars, line

TIMES = 5
WEEK = timedelta(days=7)
FRESH = 50
IMPORT, BILAN = 30_000.0, 2_000.0  # what was aimed at, in milliseconds
EDITION = f"/editions/{portfolio.EDITION}/"
PRODUCT = f"{EDITION}service-001/"
INDICATOR = f"{PRODUCT}visites"
PAGES = {
    "les éditions": "/editions/",
    "tableau de l'édition": EDITION,
    "tableau, page 7": f"{EDITION}?page=7",
    "page d'un service": PRODUCT,
    "fiche d'un indicateur": f"{INDICATOR}/",
    "d'où vient ce chiffre": f"{INDICATOR}/2026-W05.{portfolio.SOURCE}/",
    "graphique": f"{INDICATOR}.svg",
    "relevés en CSV": f"{INDICATOR}.csv",
    "relevés en JSON": f"{INDICATOR}.json",
}
AIMED = {"tableau de l'édition": 60.0, "tableau, page 7": 60.0, "page d'un service": 60.0}


def measure(products: int, weeks: int) -> tuple[list[Figure], dict[str, float]]:
    """Every figure of the report."""
    today = date.today()  # noqa: DTZ011 - a bench runs on the day of its machine
    load_demonstration(today)
    figures = _filled(products, weeks, today)
    memory = {"import, au plus": highest_megabytes()}
    with child("web", [("SECRET_KEY", settings.SECRET_KEY)]) as web:
        web.wait()
        figures += [served(web.host, name, path, AIMED.get(name)) for name, path in PAGES.items()]
        figures += insiders.measure(web.host)
    figures.append(pages("50 services, chacun neuf", _products(products)))
    season_1 = Edition.objects.get(slug="season-1")
    figures.append(repeated("bilan de la saison 1", lambda: _anew(season_1, today), TIMES, BILAN))
    portfolio_edition = Edition.objects.get(slug=portfolio.EDITION)
    whole = f"bilan de {products} services"
    figures.append(once(whole, lambda: bilan_files(portfolio_edition, today, "fr")))
    return figures, {**memory, **_served(list(PAGES.values()))}


def _anew(edition: Edition, today: date) -> None:
    """The four formats of a bilan with nothing kept of an earlier time, charts included."""
    forget()
    line.drawn_once.cache_clear()
    bars.drawn_once.cache_clear()
    bilan_files(edition, today, "fr")


def _filled(products: int, weeks: int, today: date) -> list[Figure]:
    season = read_text(portfolio.season_text(products), "portefeuille.yaml", today)
    made = once("chargement de l'édition", lambda: load(season, by="bench"))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "releves.csv"
        count = portfolio.write_csv(path, products, weeks)
        found = once(f"import de {count} relevés", lambda: import_readings(path, by="bench", today=today), IMPORT)
    _week_after_week(today)
    return [made, found]


def _week_after_week(today: date) -> None:
    """Readings as a portfolio that is followed records them, each a week after its period, and not in one import."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")  # readings are append-only otherwise
        Reading.objects.filter(ends_on__lt=today - WEEK).update(recorded_at=F("ends_on") + WEEK)
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")


def _products(products: int) -> list[str]:
    return [f"/editions/{portfolio.EDITION}/service-{rank:03}/" for rank in range(min(products, FRESH + 1))]


def _served(paths: list[str]) -> dict[str, float]:
    """The memory of the real web server before and after it served every page, and of the worker."""
    with child("web") as web, child("worker") as worker:
        web.wait()
        before = megabytes([web.process])
        for path in paths * 10:
            urllib.request.urlopen(f"{web.address}{path}").read()  # noqa: S310 - an address of ours
        return {
            "web, au repos": before,
            "web, après les pages": megabytes([web.process]),
            "worker": megabytes([worker.process]),
        }
