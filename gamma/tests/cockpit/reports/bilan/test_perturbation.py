"""Nothing of the bilan is typed: change any reading, target or period of the season, and figures, verdicts, charts and
warnings follow. The facts are changed in the base itself, one at a time, under its append-only promise suspended."""

from collections.abc import Iterator
from contextlib import contextmanager
from decimal import Decimal

import pytest
from django.db import connection, transaction
from django.utils import translation

from gamma.cockpit.indicators.models import Reading, Target, covered
from gamma.cockpit.programme.queries import kept
from gamma.cockpit.reports.bilan.composing import compose
from gamma.cockpit.reports.bilan.computing import computed
from gamma.cockpit.reports.bilan.correcting import said
from gamma.cockpit.reports.bilan.document import Chart
from gamma.cockpit.reports.bilan.printing.html import body
from gamma.cockpit.reports.bilan.printing.markdown import printed
from gamma.cockpit.reports.bilan.printing.pictures import charts, drawn
from gamma.ground.design.numbers import number
from gamma.ground.periods import Window, parse

TRUST = ["exact", "approx", "at_least", "at_most"]


class Undone(Exception):
    """Raised to undo what a perturbation wrote."""


@contextmanager
def changed(row, **values) -> Iterator[None]:
    """A row of the base with other values, for the time of a look."""
    table = row._meta.db_table
    try:
        with transaction.atomic():
            with connection.cursor() as cursor:
                cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER append_only")
            assert type(row).objects.filter(pk=row.pk).update(**values) == 1
            yield
            raise Undone
    except Undone:
        pass


def oracle(target, readings) -> tuple[str, Decimal | None]:
    """The verdict and attainment of a target by the words of the glossary, told another way than the product does."""
    if target["value"] is None:
        return "not_computable", None
    asked = parse(target["period"])
    told = [row for row in readings if same_time(parse(row["period"]), asked) and row["value"] is not None]
    if not told:
        return "not_computable", None
    told.sort(key=lambda row: row["said"], reverse=True)
    told.sort(key=lambda row: (TRUST.index(row["precision"]), row["draft"]))
    share = 100 * Decimal(told[0]["value"]) / Decimal(target["value"])
    for bound, verdict in ((120, "exceeded"), (100, "met"), (90, "nearly")):
        if share >= bound:
            return verdict, share
    return "missed", share


def same_time(period, asked) -> bool:
    if period.window != asked.window or period.window == Window.UNSTATED or not period.last:
        return False
    if period.window in (Window.INSTANT, Window.WEEK):
        months = {(day.year, day.month) for day in (period.first, period.last)}
        return months == {(asked.last.year, asked.last.month)}
    return (period.first, period.last) == (asked.first, asked.last)


def judged(bilan) -> dict:
    return {
        (part.slug, row.slug, target.slug): (target.verdict, target.attainment)
        for part in bilan.products
        for row in part.indicators
        for target in row.targets
    }


def expected(edition) -> dict:
    """What the oracle says of every target of the edition, from the rows of the base."""
    found = {}
    for target in Target.objects.select_related("definition__indicator__enrolment__product"):
        readings = [
            {
                "period": reading.period,
                "value": reading.value,
                "precision": reading.precision,
                "draft": reading.source.kind == "draft",
                "said": reading.taken_on or reading.source.published,
            }
            for reading in Reading.objects.filter(definition=target.definition_id).select_related("source")
        ]
        indicator = target.definition.indicator
        path = (indicator.enrolment.product.slug, indicator.slug, target.slug)
        found[path] = oracle({"value": target.value, "period": target.period}, readings)
    return found


def agree(bilan, edition) -> None:
    """Every verdict is the one of the oracle."""
    found = judged(bilan)
    for path, (verdict, share) in expected(edition).items():
        assert found[path][0] == verdict, path
        assert (found[path][1] is None) == (share is None), path
        assert share is None or abs(found[path][1] - share) < Decimal("0.0001"), path


def shapes(document) -> dict:
    return {block.name: block.shape for block in document.blocks if isinstance(block, Chart)}


def key_of(reading) -> str:
    indicator = reading.definition.indicator
    period = reading.period.replace(" ", "-").replace("/", "_")
    return f"{indicator.enrolment.product.slug}/{indicator.slug}/{period}.{reading.source.slug}"


def pictures(document) -> dict:
    return {chart.name: drawn(document, chart) for chart in charts(document)}


def totals(bilan) -> list:
    return [total for part in bilan.products for row in part.indicators for total in row.totals]


def all_readings():
    return Reading.objects.select_related("definition__indicator__enrolment__product", "source").order_by("pk")


def shown_keys(bilan) -> set[str]:
    return {reading.key for part in bilan.products for row in part.indicators for reading in row.readings}


def test_every_value_changed_is_seen_everywhere(season_one, today):
    base = computed(season_one, today)
    before = shapes(compose(base, "fr"))
    drawn = {key for part in base.products for row in part.indicators if len(row.series) > 1 for key in row.series}
    seen = 0
    for reading in all_readings():
        key = key_of(reading)
        if reading.value is None or key not in shown_keys(base):
            continue
        seen += 1
        value = reading.value * Decimal("1.5") + Decimal("3")
        with changed(reading, value=value):
            bilan = computed(season_one, today)
            document = compose(bilan, "fr")
            if key not in shown_keys(bilan):  # it was only there for a sum, which no figure equals any more
                assert totals(bilan) != totals(base), key
                continue
            with translation.override("fr"):
                words = number(value.normalize())
            assert words in said(document)[key], key
            assert words in body(document), key
            if key in drawn:
                assert shapes(document) != before, key
            agree(bilan, season_one)
            told_again(base, bilan, key)
    assert seen > 60


def told_again(base, bilan, key: str) -> None:
    """A warning that quoted the figure quotes the new one, or is gone."""
    old = next(r for part in base.products for row in part.indicators for r in row.readings if r.key == key)
    quoted = f"{old.value:f}"
    for part, now in zip(base.products, bilan.products, strict=True):
        for finding in part.findings:
            if key in finding.readings and quoted in " ".join(finding.says.values()).split():
                assert finding not in now.findings, (key, finding)


def test_a_reading_outside_the_season_is_seen_on_its_own_page(season_one, today, client):
    """What the bilan does not tell of, the site does."""
    told = shown_keys(computed(season_one, today))
    outside = [row for row in all_readings() if key_of(row) not in told and row.value is not None]
    assert len(outside) > 40
    for reading in outside:
        value = reading.value + 111_111
        with changed(reading, value=value):
            kept.cache.clear()
            page = client.get(f"/editions/season-1/{key_of(reading)}/").content.decode()
        assert number(value.normalize()) in page, key_of(reading)


def test_every_period_changed_is_seen_everywhere(season_one, today):
    base = computed(season_one, today)
    for reading in all_readings():
        key = key_of(reading)
        if key not in shown_keys(base):
            continue
        with changed(reading, **covered(parse("2020-02-11"))):
            bilan = computed(season_one, today)
            moved = key.rpartition("/")[0] + f"/2020-02-11.{reading.source.slug}"
            text = printed(compose(bilan, "fr")).decode()
            assert key not in shown_keys(bilan)
            assert "11 février 2020" in text
            assert moved in shown_keys(bilan)
            agree(bilan, season_one)


def test_every_target_changed_is_seen_everywhere(season_one, today):
    before = shapes(compose(computed(season_one, today), "fr"))
    for target in Target.objects.exclude(value=None).select_related("definition__indicator__enrolment__product"):
        indicator = target.definition.indicator
        path = f"{indicator.enrolment.product.slug}/{indicator.slug}/{target.slug}"
        for factor in ("0.5", "0.93", "1.06", "1.7"):
            value = (target.value * Decimal(factor)).quantize(Decimal(1))
            with changed(target, value=value):
                bilan = computed(season_one, today)
                document = compose(bilan, "fr")
                with translation.override("fr"):
                    assert number(value) in said(document)[path]
                    assert number(value) in body(document)
                agree(bilan, season_one)
                name = f"{indicator.enrolment.product.slug}-{indicator.slug}"
                assert name not in before or shapes(document)[name] != before[name]


def test_every_target_whose_period_or_day_changes_gets_another_verdict(season_one, today):
    for target in Target.objects.exclude(value=None).select_related("definition__indicator__enrolment__product"):
        indicator = target.definition.indicator
        path = (indicator.enrolment.product.slug, indicator.slug, target.slug)
        with changed(target, **covered(parse("2011"))):
            bilan = computed(season_one, today)
            assert judged(bilan)[path] == ("not_computable", None)
            agree(bilan, season_one)
        with changed(target, due=today.replace(year=today.year + 1)):
            assert judged(computed(season_one, today))[path][0] == "pending"


@pytest.mark.parametrize(
    ("key", "value", "rule"),
    [
        ("mon-entreprise/visites-mensuelles/2019-05.visites-mon-entreprise", 300_000, "visits_named_visitors"),
        ("mon-entreprise/simulateurs-en-service/at-2020-12.draft-2021-01-13", 19, "two_values"),
        ("aides-territoires/visiteurs-mensuels/2021-03.blog-2021-05-11", 32_717, "two_values"),
        ("aides-territoires/nps/unstated-2021-03.draft-2021-04-22", Decimal("0.64"), "score_out_of_range"),
        ("mon-entreprise/simulateurs-en-service/at-2020-12.draft-2021-01-13", 18, "claim_contradicted"),
        ("aides-territoires/candidatures/unstated-2021-05.blog-2021-05-11", 72, "moved_from_draft"),
    ],
)
def test_a_warning_goes_when_its_cause_goes(season_one, today, key, value, rule):
    def warned(bilan) -> int:
        return sum(finding.rule == rule for part in bilan.products for finding in part.findings)

    before = warned(computed(season_one, today))
    reading = next(row for row in all_readings() if key_of(row) == key)
    with changed(reading, value=value):
        assert warned(computed(season_one, today)) < before


def test_pictures_are_drawn_from_the_figures(season_one, today):
    before = pictures(compose(computed(season_one, today), "fr"))
    reading = next(row for row in all_readings() if key_of(row).endswith("visiteurs-mensuels/2021-02.draft-2021-04-22"))
    with changed(reading, value=50_000):
        after = pictures(compose(computed(season_one, today), "fr"))
    assert [name for name in before if before[name] != after[name]] == ["aides-territoires-visiteurs-mensuels"]


def test_the_shipped_season_holds_no_computed_value(shipped_text, bilan):
    """Sums, shares and changes are nowhere in the file, in any writing."""
    for part in bilan.products:
        for row in part.indicators:
            computed_values = [f"{total.value:f}" for total in row.totals]
            computed_values += [f"{target.attainment:.1f}" for target in row.targets if target.attainment is not None]
            assert [value for value in computed_values if value in shipped_text] == []
