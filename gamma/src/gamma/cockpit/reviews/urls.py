"""Addresses of reviews: the meetings of an edition, and of each product its half hours, charter, choices, forecast."""

from datetime import date

from django.urls import path, register_converter

from gamma.cockpit.reviews.lists import LINES
from gamma.cockpit.reviews.views import charters, deciding, forecasting, lining, meetings, weekly


class Day:
    """A day in an address: `2021-01-18`."""

    regex = r"\d{4}-\d\d-\d\d"

    def to_python(self, value: str) -> date:
        return date.fromisoformat(value)

    def to_url(self, value: date | str) -> str:
        return str(value)


class Line:
    """The word of a sort of line of a check-in."""

    regex = "|".join(LINES)

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


register_converter(Day, "day")
register_converter(Line, "line")

EDITION = "<slug:edition>"
PRODUCT = f"{EDITION}/<slug:product>"
WEEK = f"{PRODUCT}/<day:day>"
LINE = f"{PRODUCT}/<line:line>/<int:row>"
DECISIONS = f"{PRODUCT}/decisions"

app_name = "reviews"
urlpatterns = [
    path(f"{EDITION}/", meetings.meetings, name="meetings"),
    path(f"{EDITION}/reunions/nouvelle/", meetings.new, name="new"),
    path(f"{EDITION}/reunions/<slug:review>/", meetings.review, name="review"),
    path(f"{EDITION}/reunions/<slug:review>/retirer/", meetings.remove, name="remove"),
    path(f"{PRODUCT}/", weekly.product, name="product"),
    path(f"{PRODUCT}/rythme/", weekly.slot, name="slot"),
    path(f"{PRODUCT}/lancement/", charters.charter, name="charter"),
    path(f"{PRODUCT}/lancement/charte/", charters.write, name="write-charter"),
    path(f"{PRODUCT}/lancement/valider/", charters.agree, name="agree"),
    path(f"{PRODUCT}/choix/<slug:review>/", deciding.decide, name="decide"),
    path(f"{PRODUCT}/bilan/", deciding.results, name="results"),
    path(f"{DECISIONS}/", deciding.decisions, name="decisions"),
    path(f"{DECISIONS}/<slug:indicator>/nouvelle/", deciding.new, name="new-decision"),
    path(f"{DECISIONS}/<slug:indicator>/<int:decision>/", deciding.decision, name="decision"),
    path(f"{DECISIONS}/<slug:indicator>/<int:decision>/retirer/", deciding.remove, name="remove-decision"),
    path(f"{PRODUCT}/previsions/", forecasting.forecast, name="forecast"),
    path(f"{PRODUCT}/previsions.csv", forecasting.csv_file, name="forecast-csv"),
    path(f"{PRODUCT}/previsions/modifier/", forecasting.write, name="write-forecast"),
    path(f"{WEEK}/", weekly.week, name="week"),
    path(f"{WEEK}/commencer/", weekly.begin, name="begin"),
    path(f"{WEEK}/clore/", weekly.close, name="close"),
    path(f"{WEEK}/<line:line>/", lining.add, name="add"),
    path(f"{LINE}/", lining.line, name="line"),
    path(f"{LINE}/retirer/", lining.remove, name="remove-line"),
    path(f"{PRODUCT}/action/<int:action>/fait/", lining.tick, name="tick"),
    path(f"{PRODUCT}/blocage/<int:blocker>/lever/", lining.lift, name="lift"),
    path(f"{PRODUCT}/blocage/<int:blocker>/rouvrir/", lining.reopen, name="reopen"),
]
