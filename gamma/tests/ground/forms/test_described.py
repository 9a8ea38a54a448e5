"""Described forms: a French hand, the refusals of the description, and nothing said twice."""

from decimal import Decimal

import pytest

from gamma.cockpit.indicators.facts import DefinitionFacts, ReadingFacts
from gamma.cockpit.indicators.lists import Kind, Precision
from gamma.ground.forms.described import FactsForm, initial
from gamma.ground.forms.fields import ListedField, MomentField, NameField, NumberField, NumbersField, WordsField


class ReadingForm(FactsForm[ReadingFacts]):
    shape = ReadingFacts
    period = MomentField()
    value = NumberField(required=False)
    precision = ListedField(Precision)
    source = ListedField()
    note = WordsField(required=False)


class DefinitionForm(FactsForm[DefinitionFacts]):
    shape = DefinitionFacts
    name = WordsField(rows=1)
    kind = ListedField(Kind)
    score__question = WordsField(required=False)
    score__scale = NumbersField(required=False)


def reading(**typed: str) -> ReadingForm:
    said = {"period": "09/2020", "value": "1 234,5", "precision": "approx", "source": "article", **typed}
    return ReadingForm(said, choices={"source": [("article", "Un article")]})


def test_what_a_french_hand_writes_is_understood():
    form = reading(note="Vu en ligne", note_en="Seen online")
    assert form.is_valid(), form.errors
    assert form.described == ReadingFacts(
        period="2020-09",
        value=Decimal("1234.5"),
        precision="approx",
        source="article",
        note={"fr": "Vu en ligne", "en": "Seen online"},
    )


@pytest.mark.parametrize(
    ("field", "typed", "told"),
    [
        ("period", "septembre", "septembre"),
        ("value", "beaucoup", "n'est pas un nombre"),
        ("precision", "", "obligatoire"),
        ("source", "ailleurs", "ailleurs"),
    ],
)
def test_what_is_refused_is_said_beside_its_field_and_once(field, typed, told):
    form = reading(**{field: typed})
    assert not form.is_valid()
    assert told in " ".join(form.errors[field])
    assert sum(len(errors) for errors in form.errors.values()) == 1


def test_a_refusal_of_the_whole_is_said_on_top():
    form = reading(value="", precision="exact")
    assert not form.is_valid()
    assert "relevé sans valeur" in form.non_field_errors()[0]


def test_what_is_described_in_a_part_is_put_there_and_shown_again():
    said = {"name": "NPS", "kind": "score", "score__question": "Recommanderiez-vous ?", "score__scale": "0 à 10"}
    form = DefinitionForm(said)
    assert form.is_valid(), form.errors
    assert form.described.score.scale == [0, 10]
    again = DefinitionForm(initial=initial(form.described))
    assert again["score__scale"].value() == "0 – 10"
    assert 'value="NPS"' in str(again["name"])


def test_an_address_left_empty_is_made_from_the_name():
    class Named(FactsForm):
        shape = DefinitionFacts
        name = WordsField(rows=1)
        id = NameField()

    assert Named().said({"name": {"fr": "Comptes créés à l'été"}, "id": ""})["id"] == "comptes-crees-a-lete"


def test_a_field_is_labelled_and_its_english_can_be_reached():
    html = str(reading()["note"])
    assert 'name="note_en"' in html
    assert "<summary>" in html
