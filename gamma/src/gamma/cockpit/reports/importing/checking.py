"""Checking: rows of text become readings that the base can take — column by column, never row by row."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import polars as pl

from gamma.cockpit.indicators.lists import Precision
from gamma.cockpit.reports.importing.known import Known
from gamma.cockpit.reports.importing.tools import TOOLS
from gamma.ground.faults import Fault, near, quoted
from gamma.ground.periods import Period, PeriodError, parse, span

TOLD = 200
Said = Callable[[Mapping[str, Any]], tuple[str, str]]
NUMBER = r"^-?\d{1,12}(\.\d{1,6})?$"
GROUPED = r"^-?\d{1,3}(\s\d{3})+([.,]\d+)?$"
WHOLE = r"^\d{1,9}$"
YES_NO = {"": "false", "false": "false", "non": "false", "0": "false", "true": "true", "oui": "true", "1": "true"}
LONGEST = {"tool": 80, "evidence": 300, "text": 4_000, "note": 4_000, "reason": 4_000}


@dataclass
class Checked:
    """The rows as they stand, and what is wrong in them, up to a number that a person can mend."""

    rows: pl.DataFrame
    faults: list[Fault] = field(default_factory=list)

    def refuse(self, wrong: pl.Expr, column: str, said: Said) -> None:
        """Note a fault for each row where `wrong` holds."""
        for row in self.rows.filter(wrong).head(TOLD).iter_rows(named=True):
            self.faults.append(Fault(*said(row), row["row"], column))

    def reject(self, found: Mapping[Any, Fault], keys: list[str], column: str) -> None:
        """Note a fault for each row whose `keys` are among those found wrong."""
        if found:
            wrong = pl.DataFrame([dict(zip(keys, key, strict=True)) for key in found], dict.fromkeys(keys, pl.String))
            for row in (
                self.rows.join(wrong, on=keys, how="semi", maintain_order="left").head(TOLD).iter_rows(named=True)
            ):
                fault = found[tuple(row[key] for key in keys)]
                self.faults.append(Fault(fault.what, fault.mend, row["row"], column))

    def learn(self, found: Mapping[Any, Mapping[str, Any]], keys: list[str], schema: Mapping[str, Any]) -> None:
        """Add the columns that the `keys` of a row lead to."""
        learnt = [{**dict(zip(keys, key, strict=True)), **values} for key, values in found.items()]
        frame = pl.DataFrame(learnt, {**dict.fromkeys(keys, pl.String), **schema})
        self.rows = self.rows.join(frame, on=keys, how="left", maintain_order="left")

    def distinct(self, *keys: str) -> Iterator[tuple[str, ...]]:
        return self.rows.select(keys).unique(maintain_order=True).iter_rows()


def check(rows: pl.DataFrame, known: Known, today: date, comma: bool) -> Checked:
    """Find what every row means; `comma` tells that a comma may be a decimal mark in this file."""
    checked = Checked(rows)
    _numbers(checked, comma)
    _words(checked)
    _named(checked, known)
    _sourced(checked, known)
    _timed(checked, today)
    _once(checked)
    checked.faults = sorted(checked.faults, key=lambda fault: fault.line or 0)[:TOLD]
    return checked


def _numbers(checked: Checked, comma: bool) -> None:
    columns = [pl.col(name) for name in ("value", "numerator")]
    spaceless = [
        pl.when(column.str.contains(GROUPED)).then(column.str.replace_all(r"\s", "")).otherwise(column)
        for column in columns
    ]
    point = [column.str.replace(",", ".", literal=True) if comma else column for column in spaceless]
    checked.rows = checked.rows.with_columns(*point)
    for name in ("value", "numerator"):
        checked.refuse(_not(name, NUMBER), name, _not_a_number(name))
    checked.refuse(_not("n", WHOLE), "n", lambda row: (f"{quoted(row['n'])} n'est pas un nombre entier", "écrire 404"))
    empty = (pl.col("value") == "") & (pl.col("text") == "")
    checked.refuse(
        empty, "value", lambda _: ("relevé sans valeur", "donner value, ou text si aucun nombre n'est connu")
    )


def _not(name: str, pattern: str) -> pl.Expr:
    return (pl.col(name) != "") & ~pl.col(name).str.contains(pattern)


def _not_a_number(name: str) -> Said:
    return lambda row: _unreadable(row[name])


def _unreadable(value: str) -> tuple[str, str]:
    if "," in value:
        return f"{quoted(value)} : la virgule sépare déjà les colonnes", "écrire un point décimal : 92.5"
    return (
        f"{quoted(value)} n'est pas un nombre",
        "écrire les chiffres seuls (12 au plus, puis 6 décimales) : 17936 ou 92.5",
    )


def _words(checked: Checked) -> None:
    implied = (
        pl.when(pl.col("value") == "").then(pl.lit(Precision.UNSTATED.value)).otherwise(pl.lit(Precision.EXACT.value))
    )
    precision = pl.when(pl.col("precision") == "").then(implied).otherwise(pl.col("precision"))
    checked.rows = checked.rows.with_columns(precision.alias("precision"), pl.col("tool").replace(TOOLS))
    unlisted = ~pl.col("precision").is_in(Precision.values)
    checked.refuse(unlisted, "precision", lambda row: _unlisted(row["precision"], Precision.values))
    mute = (pl.col("precision") == Precision.UNSTATED.value) != (pl.col("value") == "")
    said = "precision vaut unstated quand il n'y a pas de nombre, et seulement alors"
    checked.refuse(mute & ~unlisted, "precision", lambda _: (said, "corriger precision ou value"))
    doubtful = ~pl.col("provisional").is_in(list(YES_NO))
    checked.refuse(doubtful, "provisional", lambda row: _unlisted(row["provisional"], ["true", "false"]))
    checked.rows = checked.rows.with_columns(pl.col("provisional").replace(YES_NO))
    for name, most in LONGEST.items():
        long = pl.col(name).str.len_chars() > most
        checked.refuse(long, name, _too_long(most))


def _too_long(most: int) -> Said:
    return lambda _: ("c'est trop long", f"au plus {most} caractères")


def _unlisted(value: str, words: list[str]) -> tuple[str, str]:
    return f"{quoted(value)} n'est pas dans la liste", near(value, words)


def _named(checked: Checked, known: Known) -> None:
    keys = ["edition", "product", "indicator", "version"]
    found = {key: known.indicator(key[:3], key[3]) for key in checked.distinct(*keys)}  # type: ignore[arg-type]
    for column in keys:
        wrong = {key: said[1] for key, said in found.items() if isinstance(said, tuple) and said[0] == column}
        checked.reject(wrong, keys, column)
    right = {key: {"definition_id": said} for key, said in found.items() if isinstance(said, int)}
    checked.learn(right, keys, {"definition_id": pl.Int64})


def _sourced(checked: Checked, known: Known) -> None:
    keys = ["edition", "source"]
    editions = {edition for edition, _, _ in known.definitions}
    found = {key: known.source(*key) for key in checked.distinct(*keys) if key[0] in editions}
    checked.reject({key: said for key, said in found.items() if isinstance(said, Fault)}, keys, "source")
    right = {
        key: {"source_id": said[0], "published": span(said[1])[1] if said[1] else None}
        for key, said in found.items()
        if not isinstance(said, Fault)
    }
    checked.learn(right, keys, {"source_id": pl.Int64, "published": pl.Date})


def _timed(checked: Checked, today: date) -> None:
    """A reading cannot tell of days that had not come when it was taken or published."""
    _periods(checked)
    _taken(checked)
    begins = pl.col("begins_by")
    early = pl.min_horizontal("published", "taken_by")
    checked.refuse(begins > early, "period", _before)
    future = (begins > today) & ~(begins > early).fill_null(value=False)
    checked.refuse(future, "period", lambda row: (f"{quoted(row['period'])} est dans le futur", "corriger la période"))
    ahead = pl.col("taken_from") > today
    checked.refuse(ahead, "taken_on", lambda row: (f"{row['taken_on']} est dans le futur", "corriger la date"))


def _before(row: Mapping[str, Any]) -> tuple[str, str]:
    what = f"le relevé porte sur {quoted(row['period'])}, après sa source ou sa date de relevé"
    return what, "corriger la période, la date ou la source"


def _periods(checked: Checked) -> None:
    found = {key: _parsed(key[0]) for key in checked.distinct("period")}
    checked.reject({key: said for key, said in found.items() if isinstance(said, Fault)}, ["period"], "period")
    right = {key: _covered(said) for key, said in found.items() if isinstance(said, Period)}
    days = dict.fromkeys(["starts_on", "ends_on", "begins_by"], pl.Date)
    checked.learn(right, ["period"], {"said": pl.String, "window": pl.String, **days})


def _parsed(text: str) -> Period | Fault:
    try:
        return parse(text)
    except PeriodError as error:
        what, _, mend = str(error).partition(" : ")
        return Fault(what, mend)


def _covered(period: Period) -> dict[str, Any]:
    days = {"starts_on": period.first, "ends_on": period.last, "begins_by": period.begins_by}
    return {"said": period.text, "window": period.window.value, **days}


def _taken(checked: Checked) -> None:
    found = {key: _day(key[0]) for key in checked.distinct("taken_on")}
    checked.reject({key: said for key, said in found.items() if isinstance(said, Fault)}, ["taken_on"], "taken_on")
    right = {
        key: {"taken_from": said[0], "taken_by": said[1]} for key, said in found.items() if isinstance(said, tuple)
    }
    checked.learn(right, ["taken_on"], dict.fromkeys(["taken_from", "taken_by"], pl.Date))


def _day(text: str) -> tuple[date | None, date | None] | Fault:
    try:
        return span(text) if text else (None, None)
    except PeriodError as error:
        what, _, mend = str(error).partition(" : ")
        return Fault(what, mend)


def _once(checked: Checked) -> None:
    keys = ["definition_id", "said", "source_id"]
    first = pl.col("row").first().over(keys).alias("first")
    checked.rows = checked.rows.with_columns(first)
    whole = pl.all_horizontal(pl.col(keys).is_not_null())
    mend = "n'en garder qu'une ; une correction s'importe ensuite, avec une colonne reason"
    again = whole & (pl.col("first") != pl.col("row"))
    checked.refuse(again, "period", lambda row: (f"même relevé qu'à la ligne {row['first']}", mend))
