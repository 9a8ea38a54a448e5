"""The cache: a model from the disk is the model that was lowered; what is damaged, dated or not one's own is left."""

import json
import os
import stat
import threading
from collections.abc import Callable
from dataclasses import fields, is_dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from publicodes import Engine
from publicodes.caching import keys, models, store
from publicodes.caching.folder import folder
from publicodes.caching.plain import told
from publicodes.core.nodes import Node
from publicodes.core.rules import Rule
from publicodes.errors import PublicodesError
from publicodes.values.units import Unit

SMALLEST = models.SMALLEST
DAY, LATER = date(2026, 11, 23), date(2026, 11, 24)
RULES: dict[str, Any] = {
    "a": {"valeur": "2 €/mois", "unité": "€/an", "arrondi": "2 décimales"},
    "b": {"question": "b ?", "par défaut": "a * 3", "suggestions": {"peu": "1 €/mois"}},
    "c": {"une possibilité": ["'x'", "'y'"], "par défaut": "'x'"},
    "d": {"remplace": [{"références à": "a", "dans": "e", "priorité": 2}], "valeur": "5 €/mois"},
    "e": {"barème": {"assiette": "b", "tranches": [{"taux": "10%", "plafond": "10 €/mois"}, {"taux": "20%"}]}},
    "f": {"variations": [{"si": "c = 'x'", "alors": "e + a"}, {"sinon": "e"}], "avec": {"g": {"valeur": "e"}}},
    "h": {"valeur": "f", "contexte": {"b": "100 €/mois"}},
    "i": {"texte": "Il y a {{ a }} et {{ c }}"},
    "j": {"durée": {"depuis": "01/01/2020", "jusqu'à": "01/01/2021"}},
    "k": {"inversion numérique": {"avec": ["l"], "min": 1}},
    "l": {"valeur": "k * 2", "question": "l ?"},
    "m": {"valeur": "m / 2 + 1", "résoudre la référence circulaire": "oui"},
    "n": {"le maximum de": ["a", "e"], "plafond": "1000", "non applicable si": "c = 'y'"},
    "o": {"grille": {"assiette": "a", "tranches": [{"montant": 1, "plafond": "5 €/an"}, {"montant": 2}]}},
    "p": {"applicable si": {"est défini": "b"}, "valeur": {"est non applicable": "n"}},
    "q": {"simplifier l'unité": "oui", "valeur": "a / b", "plancher": 0, "abattement": 1},
    "[privé] r": {"somme": ["a", "b"], "description": "Une règle.", "avec": {"s": 1}},
    "t": {"rend non applicable": "q", "valeur": "c = 'y'"},
    "u": "j",
    "v": {"une possibilité": ["w", "x"], "avec": {"w": None, "x": None}, "possiblement non applicable": "oui"},
}
SITUATIONS: list[dict[str, Any]] = [{}, {"b": "7 €/mois"}, {"c": "'y'"}, {"l": 8}, {"b": 0, "c": "'y'", "v": "'x'"}]
OPEN = {**RULES, "z": {"durée": {"depuis": "01/01/2020"}}}


@pytest.fixture(autouse=True)
def every_size(monkeypatch: pytest.MonkeyPatch) -> None:
    """Small models go to the disk too."""
    monkeypatch.setattr(models, "SMALLEST", 0)


@pytest.fixture
def recalled(monkeypatch: pytest.MonkeyPatch) -> Callable[..., Engine]:
    """An engine whose model can only come from the disk."""

    def build(rules: Any, **options: Any) -> Engine:
        with monkeypatch.context() as patch:
            patch.setattr("publicodes.engine.read_rules", _never)
            return Engine(rules, **{"today": DAY, **options})

    return build


class Lowered(Exception):
    """The disk did not answer."""


def _never(*_: Any, **__: Any) -> Any:
    raise Lowered


class Twins:
    """Two models walked together: each node has one twin, equal in all it holds, shared by whatever shares it."""

    def __init__(self) -> None:
        self.twins: dict[int, int] = {}
        self.met: set[int] = set()

    def check(self, left: Any, right: Any) -> None:
        waiting = [(left, right)]
        while waiting:
            waiting += self.parts(*waiting.pop())

    def parts(self, left: Any, right: Any) -> list[tuple[Any, Any]]:
        if isinstance(left, Node | Rule):
            return self.node(left, right)
        if isinstance(left, dict):
            assert list(left) == list(right)
            return list(zip(left.values(), right.values(), strict=True))
        if isinstance(left, list | tuple):
            return list(zip(left, right, strict=True))
        if is_dataclass(left) and not isinstance(left, Unit):
            return self.fields(left, right)
        assert type(left) is type(right)
        assert left == right
        return []

    def node(self, left: Any, right: Any) -> list[tuple[Any, Any]]:
        assert self.twins.setdefault(id(left), id(right)) == id(right), "parts that were one are two"
        if id(left) in self.met:
            return []
        self.met.add(id(left))
        return self.fields(left, right)

    def fields(self, left: Any, right: Any) -> list[tuple[Any, Any]]:
        assert isinstance(right, type(left))
        names = [one.name for one in fields(left) if one.name != "fixed"]
        return [(getattr(left, name), getattr(right, name)) for name in names]


def check_same(rules: dict[str, Any], recalled: Callable[..., Engine]) -> int:
    """Compare a model lowered with the same from the disk; how many nodes and rules they hold."""
    left, right = Engine(rules, today=DAY), recalled(rules)
    twins = Twins()
    twins.check(left._compiled.model.rules, right._compiled.model.rules)
    both = left._compiled.model.substitutes, right._compiled.model.substitutes
    twins.check(*(dict(one.by_target) for one in both))
    twins.check(*(list(one.placed.values()) for one in both))
    assert len(set(twins.twins.values())) == len(twins.twins), "parts that were two are one"
    return len(twins.met)


def test_a_model_comes_back_node_by_node(cache, recalled):
    assert check_same(RULES, recalled) > 200


@pytest.mark.parametrize("name", ["modele-social", "nosgestesclimat", "modele-ti"])
def test_published_models_come_back_node_by_node(name, shared, cache, recalled):
    rules = json.loads((shared / "models" / f"{name}.json").read_text())
    assert check_same(rules, recalled) > 100


@pytest.mark.parametrize("situation", SITUATIONS)
def test_a_recalled_model_evaluates_alike(situation, cache, recalled):
    lowered, thawed = Engine(RULES, today=DAY), recalled(RULES)
    for name in lowered.rules:
        assert thawed.evaluate(name, situation=situation) == lowered.evaluate(name, situation=situation)


@pytest.mark.parametrize("name", ["aides-velo", "modele-social", "nosgestesclimat"])
def test_recorded_situations_evaluate_alike(name, shared, cache, recalled):
    rules = json.loads((shared / "models" / f"{name}.json").read_text())
    told = json.loads((shared / "differential" / f"{name}.json").read_text())
    lowered, thawed = Engine(rules, today=DAY), recalled(rules)
    for case in told["cases"][::23]:
        left, right = (one.with_situation(case["situation"]) for one in (lowered, thawed))
        for result in case["results"][:20]:
            assert outcome(left, told["names"][result["t"]]) == outcome(right, told["names"][result["t"]])


def outcome(engine: Engine, name: str) -> str:
    """The evaluation, or what is said instead; as text, in which a value that is no number equals itself."""
    try:
        return repr(engine.evaluate(name))
    except PublicodesError as error:
        return str(error)


def test_a_recalled_model_explains_and_asks_alike(cache, recalled):
    lowered, thawed = Engine(RULES, today=DAY), recalled(RULES)
    assert thawed.explain("f").text() == lowered.explain("f").text()
    assert thawed.questions(["f", "h"]) == lowered.questions(["f", "h"])
    assert [thawed.document(name) for name in thawed.rules] == [lowered.document(name) for name in lowered.rules]


def test_definitions_changed_afterwards_are_not_seen(cache, recalled):
    rules = {**RULES, "a": {"valeur": "2 €/mois", "titre": "avant"}}
    Engine(rules, today=DAY)
    thawed = recalled(rules)
    rules["a"]["titre"] = "après"
    assert thawed.rule("a").title == "Avant"


def test_a_situation_may_bring_rules_to_a_recalled_model(cache):
    situation = {"b": {"valeur": "base * 2", "avec": {"base": "3 €/mois"}}}
    lowered = Engine(RULES, today=DAY).evaluate("e", situation=situation)
    assert Engine(RULES, today=DAY).evaluate("e", situation=situation) == lowered


def test_what_a_situation_brings_leaves_with_it(cache):
    engine = Engine(RULES, today=DAY)
    brought = engine.with_situation({"l": {"valeur": 4, "remplace": "a"}})
    assert brought.evaluate("b").value != engine.evaluate("b").value
    assert brought.with_situation({}).evaluate("b") == engine.evaluate("b")


@pytest.mark.parametrize("held", [lambda x: {"a": x, "b": x}, lambda x: [x, x], lambda x: (x, [x])])
def test_data_that_has_no_end_has_no_bytes(held):
    endless: dict[str, Any] = {}
    endless["x"] = held(endless)
    repeated: Any = 1
    for _ in range(100):
        repeated = held(repeated)
    assert (told(endless), told(repeated)) == (None, None)


def test_threads_that_thaw_the_same_rule_find_the_same_nodes(cache, recalled):
    Engine(RULES, today=DAY)
    for _ in range(20):
        rule, found = recalled(RULES).rule("f"), []
        threads = [threading.Thread(target=lambda rule=rule, found=found: found.append(rule.value)) for _ in range(4)]
        for one in threads:
            one.start()
        for one in threads:
            one.join()
        assert len({id(one) for one in found}) == 1


@pytest.mark.parametrize("other", [{"a": 1}, {**RULES, "a": {"valeur": "3 €/mois"}}])
def test_other_rules_are_another_model(other, cache, recalled):
    Engine(RULES, today=DAY)
    with pytest.raises(Lowered):
        recalled(other)


def test_the_order_of_definition_is_part_of_the_model(cache, recalled):
    Engine({"x": 1, "y": 2}, today=DAY)
    with pytest.raises(Lowered):
        recalled({"y": 2, "x": 1})


def test_orphans_are_refused_even_where_they_were_allowed_before(cache, recalled):
    Engine({"a . b": 1}, orphans=True, today=DAY)
    with pytest.raises(Lowered):
        recalled({"a . b": 1})


def test_other_code_makes_other_keys(cache, recalled, monkeypatch):
    Engine(RULES, today=DAY)
    monkeypatch.setattr(keys, "code", lambda: b"changed")
    with pytest.raises(Lowered):
        recalled(RULES)


def test_only_a_duration_left_open_ties_a_model_to_its_day(cache, recalled):
    Engine(RULES, today=DAY), Engine(OPEN, today=DAY)
    assert recalled(RULES, today=LATER).evaluate("j").value == 366
    assert recalled(OPEN).evaluate("z").value == 2518
    with pytest.raises(Lowered):
        recalled(OPEN, today=LATER)
    assert Engine(OPEN, today=LATER).evaluate("z").value == 2519


def test_units_named_by_a_function_are_not_kept(cache):
    Engine(RULES, unit_key=lambda unit: unit, today=DAY)
    assert not cache.exists()


def test_small_models_stay_off_the_disk(cache, monkeypatch):
    monkeypatch.setattr(models, "SMALLEST", SMALLEST)
    Engine({"a": 1})
    assert not cache.exists()


@pytest.mark.parametrize("damage", [lambda content: content[:-1], lambda _: b"", lambda content: b"x" + content])
def test_a_damaged_file_is_written_again(damage, cache, recalled):
    Engine(RULES, today=DAY)
    (file,) = cache.iterdir()
    whole = file.read_bytes()
    file.write_bytes(damage(whole))
    with pytest.raises(Lowered):
        recalled(RULES)
    Engine(RULES, today=DAY)
    assert file.read_bytes() == whole


def test_the_folder_and_its_files_are_their_users_only(cache):
    Engine(RULES, today=DAY)
    assert [stat.S_IMODE(one.stat().st_mode) for one in (cache, *cache.iterdir())] == [0o700, 0o600]


def test_a_folder_that_others_may_write_is_not_used(cache):
    cache.mkdir()
    cache.chmod(0o777)
    Engine(RULES, today=DAY)
    assert list(cache.iterdir()) == []


def test_a_place_that_is_no_folder_is_no_cache(cache):
    cache.write_text("a file")
    assert Engine(RULES, today=DAY).evaluate("j").value == 366


def test_an_empty_variable_does_without(monkeypatch):
    monkeypatch.setenv("PUBLICODES_CACHE", "")
    assert folder() is None


def test_the_cache_is_where_the_user_keeps_caches(monkeypatch, tmp_path):
    monkeypatch.delenv("PUBLICODES_CACHE")
    monkeypatch.setattr("sys.platform", "linux")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    assert folder() == tmp_path / "publicodes"


def test_the_files_longest_unused_leave_first(cache, monkeypatch):
    monkeypatch.setattr(store, "MOST", 3 * (1000 + store.DIGEST))
    for name in ("a", "b", "c"):
        store.keep(name, b"x" * 1000)
        os.utime(cache / name, (ord(name), ord(name)))
    assert store.recall("a") == b"x" * 1000
    store.keep("d", b"x" * 1000)
    assert sorted(one.name for one in cache.iterdir()) == ["a", "c", "d"]


def test_nothing_is_left_of_what_could_not_be_written(cache, monkeypatch):
    def full(*_: Any) -> None:
        raise OSError(28, "no space left on device")

    monkeypatch.setattr(Path, "replace", full)
    store.keep("a", b"x")
    assert list(cache.iterdir()) == []


# Programs


@pytest.fixture
def never_specialised(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("publicodes.compiling.specialise", _never)


def run(engine: Engine, inputs: Any = ("b",), targets: tuple[str, ...] = ("e", "c")) -> Any:
    found = engine.program(list(targets), inputs)({"b": [5.0, 30.0]})
    return {name: (column.tolist(), found.units[name]) for name, column in found.values.items()}


def test_a_program_from_the_disk_gives_the_same(cache, request):
    fresh = run(Engine(RULES, today=DAY))
    request.getfixturevalue("never_specialised")
    assert run(Engine(RULES, today=DAY)) == fresh


@pytest.mark.parametrize(
    "other",
    [
        lambda: run(Engine(RULES, today=DAY).with_situation({"c": "'y'"})),
        lambda: run(Engine(RULES, today=DAY), {"b": "€/an"}),
        lambda: run(Engine(RULES, today=DAY), ("b",), ("c", "e")),
        lambda: run(Engine(RULES, today=DAY), ("b",), ("e",)),
        lambda: run(Engine(RULES, today=DAY, automatic_namespace_disabling=False)),
        lambda: run(Engine({**RULES, "a": 4}, today=DAY)),
        lambda: run(Engine(RULES, today=DAY).with_situation({"c": {"valeur": "'x'"}}).with_situation({"n": 1})),
    ],
)
def test_a_program_depends_on_all_that_it_was_made_of(other, cache, request):
    run(Engine(RULES, today=DAY))
    request.getfixturevalue("never_specialised")
    with pytest.raises(Lowered):
        other()


def test_what_is_said_of_an_input_is_no_part_of_a_program(cache, request):
    run(Engine(RULES, today=DAY))
    request.getfixturevalue("never_specialised")
    run(Engine(RULES, today=DAY).with_situation({"b": 12}))


@pytest.mark.parametrize(
    ("rules", "situation", "lasting"),
    [(RULES, {}, True), (OPEN, {}, False), (RULES, {"f": {"durée": {"depuis": "01/01/2020"}}}, False)],
)
def test_a_program_lasts_when_nothing_of_it_is_open(rules, situation, lasting, cache, request):
    run(Engine(rules, today=DAY).with_situation(situation))
    request.getfixturevalue("never_specialised")
    if lasting:
        run(Engine(rules, today=LATER).with_situation(situation))
    else:
        with pytest.raises(Lowered):
            run(Engine(rules, today=LATER).with_situation(situation))


def test_a_program_from_the_disk_runs_before_any_rule_of_it_is_thawed(cache, recalled, monkeypatch):
    run(Engine(RULES, today=DAY))
    engine = recalled(RULES)
    thawed: list[str] = []
    thaw = type(engine.rule("a"))._thaw
    monkeypatch.setattr(type(engine.rule("a")), "_thaw", lambda rule: (thawed.append(rule.name), thaw(rule)))
    run(engine)
    assert set(thawed) <= {"b", "c", "e"}


def test_programs_of_situations_that_differ_by_no_possibility_are_not_the_same(tmp_path, monkeypatch):
    """An entry that is none of the possibilities fills its slot: a program made with it is its own."""
    monkeypatch.setenv("PUBLICODES_CACHE", str(tmp_path))
    rules = {
        "métier": {"une possibilité": ["santé", "droit"]},
        "métier . santé": None,
        "métier . droit": None,
        "base": {"par défaut": "1 €"},
        "cible": {"variations": [{"si": "métier = 'santé . médecin'", "alors": "base * 2"}, {"sinon": "base * 3"}]},
    }
    found = [
        Engine(rules).with_situation({"métier": f"'santé . {one}'"}).program(["cible"], {"base": "€"}).one({"base": 10})
        for one in ("médecin", "dentiste")
    ]
    assert [one["cible"].value for one in found] == [20, 30]
