"""What is loaded and exported is what was given, by way of the base, of the written text, and beside other editions."""

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gamma.cockpit.programme.models import Edition
from gamma.cockpit.reports.actions import load
from gamma.cockpit.reports.season.exporting import exported
from gamma.cockpit.reports.season.reading import read_text
from gamma.cockpit.reports.season.schema import Season
from gamma.cockpit.reports.season.writing import written

pytestmark = pytest.mark.django_db
RELAXED = {"deadline": None, "suppress_health_check": list(HealthCheck)}
SHORT = settings(max_examples=25, derandomize=True, **RELAXED)
LONG = settings(max_examples=500, **RELAXED)


class Undone(Exception):
    """Raised to leave the base as it was before an example."""


def differences(one, other, place=""):
    """The places where two seasons, or parts of them, do not say the same."""
    if isinstance(one, dict) and isinstance(other, dict) and one.keys() == other.keys():
        return [found for key in one for found in differences(one[key], other[key], f"{place}.{key}")]
    if isinstance(one, list) and isinstance(other, list) and len(one) == len(other):
        pairs = enumerate(zip(one, other, strict=True))
        return [found for rank, pair in pairs for found in differences(*pair, f"{place}[{rank}]")]
    return [] if one == other else [f"{place}: {one!r} is not {other!r}"]


def same(one, other):
    assert differences(one.model_dump(), other.model_dump()) == []
    assert one == other


def there_and_back(season):
    """Load a season and export it, in a base that forgets it afterwards."""
    load(season, by="test")
    return exported(Edition.objects.get(slug=season.edition.id))


def in_a_fresh_base(act):
    try:
        with transaction.atomic():
            result = act()
            raise Undone
    except Undone:
        return result


def holds(facts, today):
    season = Season.model_validate(facts)
    same(read_text(written(season), "written.yaml", today), season)
    kept = in_a_fresh_base(lambda: there_and_back(season))
    same(kept, season)
    same(in_a_fresh_base(lambda: there_and_back(read_text(written(kept), "written.yaml", today))), season)


def holds_beside(facts, other, today):
    season, neighbour = Season.model_validate(facts), Season.model_validate(other)

    def act():
        load(neighbour, by="test")
        kept = there_and_back(season)
        assert load(season, by="test").written == 0
        return kept, exported(Edition.objects.get(slug=neighbour.edition.id))

    for kept, given_facts in zip(in_a_fresh_base(act), (season, neighbour), strict=True):
        same(kept, given_facts)


def test_any_season_comes_back_as_it_was(any_season, today):
    SHORT(given(any_season())(lambda facts: holds(facts, today)))()


def test_any_season_comes_back_from_a_base_that_holds_another(any_season, today):
    pair = st.tuples(any_season("a-"), any_season("b-"))
    settings(SHORT, max_examples=15)(given(pair)(lambda facts: holds_beside(*facts, today)))()


@pytest.mark.study
def test_many_seasons_come_back_as_they_were(any_season, today):
    LONG(given(any_season())(lambda facts: holds(facts, today)))()


@pytest.mark.study
def test_many_seasons_come_back_beside_another(any_season, today):
    pair = st.tuples(any_season("a-"), any_season("b-"))
    LONG(given(pair)(lambda facts: holds_beside(*facts, today)))()


def test_the_shipped_season_comes_back_as_it_was(shipped, today):
    kept = there_and_back(shipped)
    assert read_text(written(kept), "written.yaml", today) == kept
    assert kept.model_copy(update={"products": []}) == shipped.model_copy(update={"products": []})
    for product, given_product in zip(kept.products, shipped.products, strict=True):
        for indicator, given_indicator in zip(product.indicators, given_product.indicators, strict=True):
            said = [target.model_copy(update={"period": None}) for target in indicator.targets]
            assert said == [target.model_copy(update={"period": None}) for target in given_indicator.targets]
            rest = {"targets": []}
            assert indicator.model_copy(update=rest) == given_indicator.model_copy(update=rest)
