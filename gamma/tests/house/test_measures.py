"""Measures: every one can be read by a person, and says what it counts."""

from gamma.cockpit.indicators import lists
from gamma.ground.measures import Kind, measures


def test_kinds_are_words_of_the_cockpit():
    assert {kind.value for kind in Kind} <= set(lists.Kind.values)


def test_every_measure_has_a_label_a_kind_a_unit_and_says_what_it_counts():
    assert len(measures()) >= 6
    wrong = [
        name
        for name, measure in measures().items()
        if not (str(measure.label).strip() and measure.unit and isinstance(measure.kind, Kind))
        or not (measure.function.__doc__ or "").strip()
    ]
    assert wrong == []


def test_labels_tell_measures_apart():
    labels = [str(measure.label) for measure in measures().values()]
    assert len(set(labels)) == len(labels)
