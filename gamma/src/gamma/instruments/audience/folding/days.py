"""Days: the counts of a day, of its events and of nothing else.

A visit is what one visitor does without a pause of half an hour; it begins and ends with the day. It comes from the
first host that one of its events names. Events of one second are in the order of their numbers.
"""

from datetime import date, timedelta

from django.db import connection, transaction

from gamma.instruments.audience.lists import STALE_DAYS, Dimension, Mode, What
from gamma.instruments.audience.models import Day, Part, Site

PAUSE = "interval '30 minutes'"
LABELS = 500
"""How many labels of a dimension a day keeps; the rarest are together, so that no flood of addresses fills the base."""

# Every event of the day with the number of its visit, which tells visits apart and nothing else.
VISITS = """CREATE TEMPORARY TABLE audience_visits ON COMMIT DROP AS
    SELECT sum(fresh) OVER (ORDER BY visitor, at, id ROWS UNBOUNDED PRECEDING) AS visit,
        at, id, what, page, name, source
    FROM (
        SELECT *,
            CASE WHEN at - lag(at) OVER (PARTITION BY visitor ORDER BY at, id) < {pause} THEN 0 ELSE 1 END AS fresh
        FROM {events} WHERE site_id = %s AND day = %s AND served BETWEEN %s AND %s
    ) AS events"""
COUNTS = """INSERT INTO audience_day (site_id, day, visits, views, acting)
    SELECT %s, %s, count(DISTINCT visit), count(*) FILTER (WHERE what IN ('v', 'e')),
        count(DISTINCT visit) FILTER (WHERE what = 'a')
    FROM audience_visits"""
PARTS = """INSERT INTO audience_part (site_id, day, dimension, label, times, visits)
    WITH labelled AS ({labelled}),
    kept AS (SELECT label FROM labelled GROUP BY label ORDER BY count(*) DESC, label LIMIT {labels})
    SELECT %s, %s, %s, coalesce(kept.label, '') AS one, count(*), count(DISTINCT visit)
    FROM labelled LEFT JOIN kept USING (label) GROUP BY one"""
TOLD = "SELECT visit, {column} AS label FROM audience_visits WHERE what = '{what}'"
LABELLED = {
    Dimension.PAGE: TOLD.format(column="page", what=What.VIEW),
    Dimension.ACTION: TOLD.format(column="name", what=What.ACTION),
    Dimension.EXIT: TOLD.format(column="name", what=What.EXIT),
    Dimension.HOST: TOLD.format(column="name", what=What.EMBEDDED),
    Dimension.SOURCE: """SELECT DISTINCT ON (visit) visit, source AS label FROM audience_visits WHERE source <> ''
        ORDER BY visit, at, id""",
}


def fold_day(site: Site, day: date) -> None:
    """Count a day anew, in one transaction."""
    with transaction.atomic(), connection.cursor() as cursor:
        Day.objects.filter(site=site, day=day).delete()
        Part.objects.filter(site=site, day=day).delete()
        words = {"events": f"audience_{Mode(site.mode)}event", "pause": PAUSE}
        cursor.execute(VISITS.format(**words), [site.pk, day, day - timedelta(days=STALE_DAYS), day])
        cursor.execute("ANALYZE audience_visits")
        cursor.execute(COUNTS, [site.pk, day])
        for dimension, labelled in LABELLED.items():
            cursor.execute(PARTS.format(labelled=labelled, labels=LABELS), [site.pk, day, dimension.value])
        cursor.execute("DROP TABLE audience_visits")
