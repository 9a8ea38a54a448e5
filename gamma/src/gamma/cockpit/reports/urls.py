"""Addresses of the reports. They are public and stay: a page, a figure or a file may be cited."""

from django.urls import include, path

from gamma.cockpit.reports import views
from gamma.ground.access import everyone

EDITION = "editions/<slug:edition>"
INDICATOR = f"{EDITION}/<slug:product>/<slug:indicator>"

app_name = "reports"
urlpatterns = everyone(
    [
        path("editions/", views.editions, name="editions"),
        path("editions/comparer/", views.comparison, name="comparison"),
        path(f"{EDITION}/", views.board, name="edition"),
        path(f"{EDITION}/bilan/", include("gamma.cockpit.reports.bilan.urls")),
        path("", include("gamma.cockpit.reports.working.urls")),
        path("indicateurs/<slug:edition>/<slug:product>/importer/", include("gamma.cockpit.reports.importing.urls")),
        path(f"{EDITION}/sources/", views.sources, name="sources"),
        path(f"{EDITION}/sources/<slug:source>/", views.source, name="source"),
        path(f"{EDITION}/donnees/", views.data, name="data"),
        path(f"{EDITION}/donnees/<slug:name>.yaml", views.season_file, name="season-file"),
        path(f"{EDITION}/donnees/<slug:name>.zip", views.package, name="package"),
        path("stats.json", views.site_stats, name="site-stats"),
        path(f"{EDITION}/<slug:product>/donnees/stats.json", views.product_stats, name="product-stats"),
        path(f"{EDITION}/<slug:product>/", views.product, name="product"),
        path(f"{INDICATOR}.csv", views.indicator_csv, name="csv"),
        path(f"{INDICATOR}.json", views.indicator_json, name="json"),
        path(f"{INDICATOR}.svg", views.chart, {"shows": "whole"}, name="chart"),
        path(f"{INDICATOR}.saison.svg", views.chart, {"shows": "season"}, name="season-chart"),
        path(f"{INDICATOR}.evolution.svg", views.chart, {"shows": "changes"}, name="changes-chart"),
        path(f"{INDICATOR}/", views.indicator, name="indicator"),
        path(f"{INDICATOR}/<str:address>/", views.reading, name="reading"),
    ]
)
