"""Rows: JSON and CSV as rows of a table, the row of a period, the number in it."""

import csv
import io
import json
from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

import jsonpath
from django.utils.translation import gettext as _

from gamma.ground.faults import quoted
from gamma.ground.forms.fields import figure
from gamma.ground.periods import Period, PeriodError, default_period, parse
from gamma.instruments.harvest.fetching.shapes import Answer
from gamma.instruments.harvest.sources.kinds import Found, Unreadable, Wanted

Row = Mapping[str, Any]
PATHS = jsonpath.JSONPathEnvironment(strict=True)  # RFC 9535 and nothing more
LARGEST, PLACES = Decimal(10) ** 12, Decimal("0.000001")


def decoded(answer: Answer) -> Any:
    """JSON as Python holds it, numbers exact. Raises Unreadable."""
    if answer.type == "text/html":
        raise Unreadable(_("La réponse est une page web, et non des données : vérifier l'adresse."))
    try:
        return json.loads(answer.body, parse_float=Decimal, parse_constant=_constant)
    except (ValueError, RecursionError) as wrong:
        raise Unreadable(_("La réponse n'est pas du JSON complet : vérifier l'adresse.")) from wrong


def selected(data: Any, path: str) -> list[Any]:
    """What a JSONPath selects; an array of rows selected whole gives its rows."""
    try:
        found = PATHS.findall(path, data)
    except (jsonpath.JSONPathError, RecursionError) as wrong:
        raise Unreadable(_("Le chemin %(path)s ne se lit pas.") % {"path": quoted(path)}) from wrong
    return list(found[0]) if len(found) == 1 and isinstance(found[0], list) else list(found)


def csv_rows(answer: Answer) -> list[Row]:
    """The rows of a table in CSV, by the names of its first line; `;`, tabs and commas separate alike."""
    if answer.type == "text/html":
        raise Unreadable(_("La réponse est une page web, et non des données : vérifier l'adresse."))
    try:
        text = answer.body.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = answer.body.decode("cp1252", errors="replace")
    head = text.partition("\n")[0]
    separator = max(";\t,", key=head.count)
    try:
        return list(csv.DictReader(io.StringIO(text), delimiter=separator, strict=True))
    except csv.Error as wrong:
        raise Unreadable(_("Le tableau ne se lit pas comme du CSV : vérifier le fichier.")) from wrong


def found_in(rows: Iterable[Any], wanted: Wanted, *, period: str, value: str, n: str = "") -> Found:
    """The figure of a period in a table; without a column of periods, the one row there is. Raises Unreadable."""
    kept = [row for row in rows if isinstance(row, Mapping)]
    if period:
        kept = [row for row in kept if covers(cell(row, period), wanted.period)]
    if len(kept) != 1:
        told = {"period": quoted(wanted.period.text), "count": len(kept)}
        none, many = _("Aucune ligne pour %(period)s."), _("%(count)s lignes pour %(period)s : une seule est attendue.")
        raise Unreadable((many if kept else none) % told)
    return Found(number(cell(kept[0], value)), whole(cell(kept[0], n)) if n else None)


def cell(row: Row, name: str) -> Any:
    """What a row holds in a column. Raises Unreadable."""
    if name not in row:
        known = ", ".join(str(one) for one in row)[:200]
        raise Unreadable(
            _("La colonne %(name)s n'est pas là ; il y a : %(known)s.") % {"name": quoted(name), "known": known}
        )
    return row[name]


def covers(told: Any, period: Period) -> bool:
    """Whether a cell names a period: in our notation, or by a day of it as databases write the first one."""
    text = " ".join(str(told if told is not None else "").split())
    try:
        if parse(text).text == period.text:
            return True
    except PeriodError:
        pass
    try:
        day = date.fromisoformat(text[:10])
    except ValueError:
        return False
    return default_period(period.window, day).text == period.text


def number(told: Any) -> Decimal:
    """A number as a program or a French hand writes it. Raises Unreadable."""
    if isinstance(told, bool) or told is None:
        raise Unreadable(_("%(value)s n'est pas un nombre.") % {"value": quoted(json.dumps(told))})
    try:
        value = Decimal(figure(str(told)).removesuffix("%"))
    except InvalidOperation:
        raise Unreadable(_("%(value)s n'est pas un nombre.") % {"value": quoted(str(told)[:40])}) from None
    if not value.is_finite() or abs(value) >= LARGEST:
        raise Unreadable(_("%(value)s est hors de ce qu'un relevé peut dire.") % {"value": quoted(str(told)[:40])})
    return value.quantize(PLACES).normalize() if -value.as_tuple().exponent > 6 else value  # type: ignore[operator]


def whole(told: Any) -> int:
    """A count of things. Raises Unreadable."""
    value = number(told)
    if value != value.to_integral_value() or not 0 <= value <= 2_000_000_000:
        raise Unreadable(_("%(value)s n'est pas un nombre entier.") % {"value": quoted(str(told)[:40])})
    return int(value)


def _constant(name: str) -> None:
    raise ValueError(name)
