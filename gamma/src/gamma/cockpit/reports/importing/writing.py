"""Writing: checked rows are copied beside the readings, compared with what is kept, and added in one statement."""

import json
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

import polars as pl
from django.db import connection
from psycopg import sql

from gamma.cockpit.indicators.actions import AGAIN
from gamma.ground.faults import Fault

TOLD = 200
SETTLE = 10_000  # rows after which the planner must learn anew what the table holds
COPIED = (
    ("row", "integer"),
    ("definition_id", "bigint"),
    ("source_id", "bigint"),
    ("said", "text"),
    ("window", "text"),
    ("starts_on", "date"),
    ("ends_on", "date"),
    ("value", "numeric"),
    ("numerator", "numeric"),
    ("n", "integer"),
    ("precision", "text"),
    ("provisional", "boolean"),
    ("taken_on", "text"),
    ("tool", "text"),
    ("evidence", "text"),
    ("text", "text"),
    ("note", "text"),
    ("reason", "text"),
)
PLAIN = ("value", "numerator", "n", "precision", "provisional", "taken_on", "tool", "evidence")
SAID = ("text", "note")
KEPT = sql.SQL("""
CREATE TEMPORARY TABLE compared ON COMMIT DROP AS
SELECT i.*, k.id AS kept, k.revision, k.value AS kept_value,
       k.id IS NOT NULL AND (k.withdrawn OR {differs}) AS differs, coalesce(k.withdrawn, false) AS again, {merged}
FROM incoming i LEFT JOIN (
    SELECT DISTINCT ON (definition_id, period, source_id) * FROM indicators_reading
    WHERE definition_id IN (SELECT DISTINCT definition_id FROM incoming)
    ORDER BY definition_id, period, source_id, revision DESC
) k ON (k.definition_id, k.period, k.source_id) = (i.definition_id, i.said, i.source_id)
""")
UNEXPLAINED = """
SELECT row, kept_value, value FROM compared WHERE differs AND NOT again AND reason = '' ORDER BY row LIMIT %s
"""
EDITIONS = """
SELECT DISTINCT s.edition_id FROM compared c JOIN programme_source s ON s.id = c.source_id
"""
ADD = sql.SQL("""
INSERT INTO indicators_reading (definition_id, source_id, period, "window", starts_on, ends_on, revision, reason,
                                recorded_by, batch_id, withdrawn, {columns})
SELECT definition_id, source_id, said, "window", starts_on, ends_on, coalesce(revision + 1, 0),
       CASE WHEN reason <> '' THEN jsonb_build_object('fr', reason) WHEN again THEN %s::jsonb ELSE '{{}}'::jsonb END,
       %s, %s, false, {merged}
FROM compared WHERE kept IS NULL OR differs ORDER BY row
""")


def stage(rows: pl.DataFrame, said: Sequence[str]) -> None:
    """Copy the rows into a table of this transaction, beside the reading that each would follow."""
    columns = [sql.SQL("{} {}").format(sql.Identifier(name), sql.SQL(kind)) for name, kind in COPIED]
    names = [name for name, _ in COPIED]
    with connection.cursor() as cursor:
        made = sql.SQL("CREATE TEMPORARY TABLE incoming ({}) ON COMMIT DROP").format(sql.SQL(", ").join(columns))
        cursor.execute(made)
        into = sql.SQL(
            "COPY incoming ({}) FROM STDIN (FORMAT csv, NULL '', FORCE_NULL ({}), FORCE_NOT_NULL ({}))"
        ).format(
            _listed(names),
            _listed([name for name, kind in COPIED if kind in ("numeric", "integer")]),
            _listed([name for name, kind in COPIED if kind == "text"]),
        )
        with cursor.copy(into) as copy:
            for piece in rows.select(names).iter_slices(50_000):
                copy.write(piece.write_csv(include_header=False, quote_style="necessary").encode())
        cursor.execute("ANALYZE incoming")
        cursor.execute(_comparison(said))


def _comparison(said: Sequence[str]) -> sql.Composed:
    """What a file does not say is not compared, and is kept as it was."""
    differs = [_differs(name) for name in (*PLAIN, *SAID) if name in said]
    merged = [_merged(name, name in said) for name in (*PLAIN, *SAID)]
    return KEPT.format(differs=sql.SQL(" OR ").join(differs), merged=sql.SQL(", ").join(merged))


def _differs(name: str) -> sql.Composed:
    kept = "coalesce(k.{0}->>'fr', '')" if name in SAID else "k.{0}"
    return sql.SQL(kept + " IS DISTINCT FROM i.{0}").format(sql.Identifier(name))


def _merged(name: str, said: bool) -> sql.Composed:
    """The value to write: the one of the file where it says one, else the one kept."""
    given = (
        "CASE WHEN i.{0} = '' THEN '{{}}'::jsonb ELSE jsonb_build_object('fr', i.{0}) END" if name in SAID else "i.{0}"
    )
    kept = "CASE WHEN k.id IS NULL OR k.withdrawn THEN " + given + " ELSE k.{0} END"
    if name in SAID and said:
        kept = "CASE WHEN k.{0}->>'fr' = i.{0} THEN k.{0} ELSE " + given + " END"
    elif said:
        kept = given
    return sql.SQL(kept + " AS {1}").format(sql.Identifier(name), sql.Identifier(f"new_{name}"))


def unexplained() -> Iterator[Fault]:
    """The rows that change a reading without saying why."""
    with connection.cursor() as cursor:
        cursor.execute(UNEXPLAINED, [TOLD])
        for row, before, after in cursor.fetchall():
            what = f"déjà enregistré autrement ({_short(before)}, ici {_short(after)})"
            yield Fault(what, "dire la raison de la correction dans une colonne reason", row, "value")


def _short(value: Any) -> str:
    return "sans nombre" if value is None else f"{value.normalize():f}"


class Counts(NamedTuple):
    """How many of the rows staged are new, correct what is kept, or say it again."""

    new: int
    changed: int
    same: int


def editions() -> list[int]:
    """The editions that the rows staged are of."""
    with connection.cursor() as cursor:
        cursor.execute(EDITIONS)
        return [key for (key,) in cursor.fetchall()]


def counts() -> Counts:
    """What the rows staged would come to."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FILTER (WHERE kept IS NULL), count(*) FILTER (WHERE differs), count(*) FROM compared"
        )
        new, changed, every = cursor.fetchone()
    return Counts(new, changed, every - new - changed)


def add(by: str, batch: int | None = None) -> Counts:
    """Add what is new or corrected, and clear what was staged."""
    written = [*PLAIN, *SAID]
    statement = ADD.format(columns=_listed(written), merged=_listed([f"new_{name}" for name in written]))
    found = counts()
    with connection.cursor() as cursor:
        if found.new or found.changed:
            cursor.execute(statement, [json.dumps(AGAIN), by, batch])
        if found.new > SETTLE:
            cursor.execute("ANALYZE indicators_reading")
        cursor.execute("DROP TABLE compared, incoming")
    return found


def _listed(names: Sequence[str]) -> sql.Composed:
    return sql.SQL(", ").join(sql.Identifier(name) for name in names)
