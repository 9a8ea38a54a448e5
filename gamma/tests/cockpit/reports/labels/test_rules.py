"""Rules: each is whole and listed, and together they are silent on a season that has nothing to hide."""

from pathlib import Path

import pytest
from django.utils.functional import Promise

from gamma.cockpit.programme.models import Enrolment
from gamma.cockpit.reports import labels
from gamma.cockpit.reports.labels import RULES, check, check_edition
from gamma.cockpit.reports.labels.telling import each, titled
from gamma.cockpit.reports.records import records

FOLDER = Path(labels.__file__).parent


def test_every_rule_of_the_folder_is_listed():
    written = {path.stem for path in FOLDER.glob("*.py") if "def found(" in path.read_text(encoding="utf-8")}
    assert written == set(RULES)


@pytest.mark.parametrize("name", RULES)
def test_every_rule_has_a_title_a_mend_and_a_sentence(name):
    rule = RULES[name]
    assert isinstance(rule.TITLE, Promise)
    assert isinstance(rule.MEND, Promise)
    assert callable(rule.said)


def test_sources_are_called_by_their_titles():
    titles = {"a": "Un ; deux", "b": "Trois"}
    says = {"sources": "a\nb\nc", "source_before": "b", "values": "1\n2\n3", "periods": "2019\n2020\n2021"}
    named = titled(says, titles)
    assert each(named, "%(value)s (%(source)s)") == "1 (Un ; deux), 2 (Trois) et 3 (c)"
    assert named["source_before"] == "Trois"


@pytest.mark.django_db
def test_a_season_with_nothing_to_hide(kept, small, today):
    kept(small)
    kept_records = records(Enrolment.objects.all(), today)
    assert [finding for record in kept_records for finding in check(record)] == []
    assert check_edition(kept_records) == []
