"""A season told in the research notation becomes a season file; what the format cannot hold is listed, never lost."""

import re

import pytest

from gamma.cockpit.programme.models import Edition
from gamma.cockpit.reports.actions import load
from gamma.cockpit.reports.season.converting import converted
from gamma.cockpit.reports.season.exporting import exported
from gamma.cockpit.reports.season.positions import read
from gamma.cockpit.reports.season.reading import read_text
from gamma.ground.faults import Refused

TOLD = """\
schema: gamma-season/1
sources:
  blog-2021-05-11: {file: bilan.md, kind: article}
edition: {id: season-9, label: Neuf, start: {date: 2021-03, source: blog-2021-05-11}, products: [bakery]}
products:
  bakery:
    name: Boulangerie
    fast: {promotion: 2}
    indicators:
      - id: loaves
        name: pains
        unit: loaves per week
        kind: count
        period: week
        direction: up
        stage: activation
        readings:
          - {value: 700, period: week, as_of: 2020-09, precision: exact, source: blog-2021-05-11}
          - {value: 9, period: first two hours, as_of: 2020-03, source: blog-2021-05-11}
          - {value_text: divisé par 3, factor: 0.3333, source: blog-2021-05-11}
        weekly: [{week: 2021-05-31, value: 18}]
    levers:
      - {id: flyers, kind: outreach, channel: in the street, result: few, source: blog-2021-05-11}
"""


def told(folder, number):
    return (folder / "data" / f"season-{number}.yaml").read_text(encoding="utf-8")


def leaves(here, place=""):
    """Every value of the notation, by its address."""
    if isinstance(here, dict) and here:
        return [leaf for key, value in here.items() for leaf in leaves(value, f"{place}.{key}")]
    if isinstance(here, list) and here:
        return [leaf for rank, value in enumerate(here, start=1) for leaf in leaves(value, f"{place}[{rank}]")]
    return [] if here in (None, "null", [], {}) else [(place.removeprefix("."), here)]


def test_a_notation_becomes_a_season(today):
    text, left = converted(TOLD, "told.yaml")
    season = read_text(text, "season.yaml", today)
    (indicator,) = season.products[0].indicators
    assert indicator.definitions[0].unit == "loaves"
    assert [(one.period, str(one.value), one.precision.value) for one in indicator.readings] == [
        ("a week of 2020-09", "700", "exact"),
        ("unstated 2020-03", "9", "exact"),
        ("unstated", "0.3333", "approx"),
    ]
    assert indicator.readings[1].note == {"en": "first two hours"}
    assert left == [
        "edition.start.source: blog-2021-05-11",
        "products.bakery.fast.promotion: 2",
        "products.bakery.indicators[1].weekly[1].week: 2021-05-31",
        "products.bakery.indicators[1].weekly[1].value: 18",
        "products.bakery.levers[1].result: few",
    ]


@pytest.mark.parametrize("number", [1, 2])
def test_each_value_is_in_the_season_or_in_the_list(shared, number):
    """Names of the notation that are ours under another word, and dates that a period says, are not looked for."""
    text, left = converted(told(shared, number), "told.yaml")
    listed = {line.split(": ", 1)[0] for line in left}
    said = re.sub(r"\W+", " ", text).lower()
    words = "id|stage|dimension|unit|kind|due|at|as_of|period|date|set_at|event|start|precision|aggregation"
    moved = rf"(schema|lang|products\[\d+\]|(\.|^)({words}))$"
    for address, value in leaves(read(told(shared, number)).data):
        if address not in listed and not re.search(moved, address):
            words = re.sub(r"\W+", " ", " ".join(value.split())).lower().strip()
            assert words in said or address.startswith("edition."), address


@pytest.mark.django_db
@pytest.mark.parametrize("number", [1, 2])
def test_a_shared_season_converts_loads_and_comes_back(shared, today, number):
    text, left = converted(told(shared, number), "told.yaml")
    season = read_text(text, "season.yaml", today)
    assert load(season, by="test").written
    kept = exported(Edition.objects.get(slug=f"season-{number}"))
    for product, stated in zip(kept.products, season.products, strict=True):
        assert product.levers == stated.levers
        assert [one.readings for one in product.indicators] == [one.readings for one in stated.indicators]
    assert left


def test_the_second_season_has_its_three_products_and_their_readings(shared, today):
    text, _ = converted(told(shared, 2), "told.yaml")
    season = read_text(text, "season.yaml", today)
    assert [product.id for product in season.products] == ["rdv-solidarites", "jeveuxaider", "mon-suivi-psy"]
    values = {one.id: [str(reading.value) for reading in one.readings] for one in season.products[1].indicators}
    assert values["jva-registered"] == ["25000", "200000", "325000", "370000"]
    assert values["jva-student-share"] == ["21.47"]


def test_the_first_season_gives_the_readings_and_targets_that_are_shipped(shared, shipped, today):
    """One difference: the notation gives no date to "since opening"; the shipped season takes that of the article."""
    text, _ = converted(told(shared, 1), "told.yaml")
    season = read_text(text, "season.yaml", today)
    for product, stated in zip(shipped.products, season.products, strict=True):
        followed = [one for one in product.indicators if one.followed]
        for kept, one in zip(followed, stated.indicators, strict=True):
            given_readings = [(reading.value, reading.period, reading.source) for reading in one.readings]
            shown = [
                (reading.value, reading.period.replace("since start to 2021-05", "since start"), reading.source)
                for reading in kept.readings
            ]
            assert given_readings == shown, one.id
            due = [(target.due, target.value, target.set_at, target.source) for target in one.targets]
            assert due == [(target.due, target.value, target.set_at, target.source) for target in kept.targets], one.id


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("schema: other\n", "n'est pas dans la notation"),
        ("- a\n", "n'est pas dans la notation"),
        ("schema: [\n", "ligne 2 : ce n'est pas du YAML lisible"),
        ("schema: gamma-season/1\n", "docs/season-file.md"),
        (TOLD.replace("kind: count", "kind: counting"), "kind : “counting” n'est pas dans la liste"),
    ],
)
def test_what_is_not_the_notation_is_refused(text, said):
    with pytest.raises(Refused, match=said):
        converted(text, "told.yaml")
