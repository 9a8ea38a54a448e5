"""Seasons made by Hypothesis: any facts that the format can state, in their one canonical form."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import strategies as st

from gamma.cockpit.indicators.lists import (
    Aggregation,
    Basis,
    Dimension,
    Direction,
    Kind,
    Precision,
    SetAt,
    Stage,
    Status,
)
from gamma.cockpit.indicators.units import UNITS
from gamma.cockpit.programme.lists import LeverKind, PhaseName, SourceKind
from gamma.cockpit.reports.season.schema import FORMAT
from gamma.cockpit.reviews.lists import Decided, ReviewKind
from gamma.ground.periods import Window

LETTERS = st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufffe\uffff")
TRICKY = st.sampled_from(
    ["null", "~", "2020", "2020-09-30", "true", "a: b", "- a", "# a", "'", '"', "{a}", "é\nà", "1e3", "=x"]
)
WORDS = st.one_of(st.text(LETTERS, max_size=30), TRICKY).map(str.strip)
SAID = WORDS.filter(bool)
SLUGS = st.from_regex(r"[a-z0-9]{1,6}(-[a-z0-9]{1,4}){0,1}", fullmatch=True)
DAYS = st.one_of(
    st.just(""),
    st.dates(date(1950, 1, 1), date(2030, 1, 1)).flatmap(
        lambda day: st.sampled_from([f"{day:%Y}", f"{day:%Y-%m}", f"{day}"])
    ),
)
PAST = st.dates(date(1950, 1, 1), date(2020, 1, 1)).map(str)
PAST_OR_NOT = st.one_of(st.just(""), PAST)
NUMBERS = st.decimals(-(10**9), 10**9, places=3, allow_nan=False, allow_infinity=False)
PERIODS = st.dates(date(1990, 1, 4), date(2019, 12, 1)).flatmap(
    lambda day: st.sampled_from(
        [
            f"at {day}", f"at {day:%Y-%m}", f"at {day:%Y}", f"{day}", f"{day:%Y-%m}", f"{day:%Y}", f"{day:%G-W%V}",
            f"a week of {day:%Y-%m}", f"{day.year}-Q{(day.month + 2) // 3}", f"12 months to {day:%Y-%m}", "12 months",
            f"since start to {day}", "since start", f"{day.year - 1}/{day:%Y-%m}", f"unstated {day:%Y-%m}", "unstated",
        ]
    )
)  # fmt: skip


def texts(least=0):
    return st.dictionaries(st.sampled_from(["fr", "en"]), SAID, min_size=least, max_size=2)


def choice(words):
    return st.sampled_from(list(words)).map(str)


def bounds():
    return st.lists(NUMBERS, min_size=2, max_size=2).map(sorted)


def several(entry, most=3, key="id"):
    return st.lists(entry, max_size=most, unique_by=lambda one: one[key])


def some(names):
    return st.lists(st.sampled_from(names), max_size=2, unique=True) if names else st.just([])


def chosen(names):
    return st.none() | st.sampled_from(names) if names else st.none()


@st.composite
def definitions(draw, units):
    score = st.fixed_dictionaries(
        {"question": texts(), "formula": texts()},
        optional={name: bounds() for name in ("scale", "promoters", "passives", "detractors", "range")},
    )
    return {
        "name": draw(texts(1)),
        "kind": draw(choice(Kind)),
        "unit": draw(st.none() | st.sampled_from(units)),
        "period": draw(choice(Window)),
        "aggregation": draw(choice(Aggregation)),
        "direction": draw(st.none() | choice(Direction)),
        "stage": draw(st.none() | choice(Stage)),
        "dimension": draw(st.none() | choice(Dimension)),
        "score": draw(st.none() | score),
        "owner": draw(WORDS),
        "since": draw(DAYS),
        **{name: draw(texts()) for name in ("why", "numerator", "denominator", "origin", "change")},
    }


@st.composite
def reading_states(draw, corrected):
    number = draw(st.none() | NUMBERS)
    precision = draw(choice(word for word in Precision if word != Precision.UNSTATED))
    return {
        "value": number,
        "precision": "unstated" if number is None else precision,
        "text": draw(texts(1 if number is None else 0)),
        "numerator": draw(st.none() | NUMBERS),
        "n": draw(st.none() | st.integers(0, 10**6)),
        "provisional": draw(st.booleans()),
        "tool": draw(WORDS),
        "evidence": draw(WORDS),
        "note": draw(texts()),
        "reason": draw(texts(1 if corrected else 0)),
        "withdrawn": corrected and draw(st.booleans()),
    }


@st.composite
def readings(draw, sources, versions):
    depth = draw(st.integers(0, 2))
    states = [draw(reading_states(step > 0)) for step in range(depth + 1)]
    version = {"version": draw(st.integers(1, versions))} if versions > 1 else {}
    return {
        **states[-1],
        "was": states[:-1],
        "period": draw(PERIODS),
        "source": draw(st.sampled_from(sources)),
        **version,
    }


@st.composite
def target_states(draw, sources, versions, baselines, revised):
    shape = draw(st.sampled_from(["value", "band", "text"]))
    return {
        "due": draw(st.dates(date(2000, 1, 1), date(2040, 1, 1))).isoformat(),
        "period": draw(PERIODS),
        "value": draw(NUMBERS) if shape == "value" else None,
        "band": draw(bounds()) if shape == "band" else None,
        "text": draw(texts(1 if shape == "text" else 0)),
        "baseline": draw(chosen(baselines)),
        "set_at": draw(choice(SetAt)),
        "set_on": draw(PAST_OR_NOT),
        "set_by": draw(WORDS),
        "accepted_by": draw(WORDS),
        "rationale": draw(texts()),
        "source": draw(st.sampled_from(sources)),
        "reason": draw(texts(1 if revised else 0)),
        **({"version": draw(st.integers(1, versions))} if versions > 1 else {}),
    }


@st.composite
def targets(draw, sources, versions, baselines):
    depth = draw(st.integers(0, 2))
    states = [draw(target_states(sources, versions, baselines, step > 0)) for step in range(depth + 1)]
    return {"id": draw(SLUGS), **states[-1], "was": states[:-1]}


@st.composite
def claims(draw, sources, target_ids):
    return {
        "text": draw(texts(1)),
        "source": draw(st.sampled_from(sources)),
        "made": draw(PAST_OR_NOT),
        "factor": draw(st.none() | NUMBERS),
        "percent": draw(st.none() | NUMBERS),
        "basis": draw(st.none() | choice(Basis)),
        "precision": draw(choice(Precision)),
        "target": draw(chosen(target_ids)),
        "caveat": draw(texts()),
    }


def decisions(sources, reviews):
    return st.fixed_dictionaries(
        {
            "decided": choice(Decided),
            "review": st.sampled_from(reviews),
            "dated": st.booleans(),
            "reason": texts(),
            "note": texts(),
            "source": st.sampled_from(sources),
        }
    )


@st.composite
def indicators(draw, slug, siblings, units, sources, reviews):
    versions = draw(st.lists(definitions(units), min_size=1, max_size=2))
    readable = st.lists(
        readings(sources, len(versions)),
        max_size=4,
        unique_by=lambda one: (one["period"], one["source"], one.get("version")),
    )
    kept = draw(readable) if sources else []
    baselines = sorted({reading["period"] for reading in kept})
    aimed = draw(several(targets(sources, len(versions), baselines))) if sources else []
    followed = draw(st.booleans())
    status = draw(choice(Status)) if followed else "active"
    return {
        "id": slug,
        "followed": followed,
        "status": status,
        "reason": draw(texts()),
        "successor": draw(chosen(siblings)) if status == "retired" else None,
        "supports": draw(chosen(siblings)),
        "definitions": versions,
        "targets": aimed,
        "readings": kept,
        "claims": draw(st.lists(claims(sources, [one["id"] for one in aimed]), max_size=2)) if sources else [],
        "history": draw(st.lists(decisions(sources, reviews), max_size=2)) if sources and reviews else [],
    }


def levers(sources):
    said = {"id": SLUGS, "kind": choice(LeverKind), "text": texts(1), "starts": DAYS, "frequency": texts()}
    return st.fixed_dictionaries({**said, "sources": some(sources)})


PHASES = st.fixed_dictionaries({"name": choice(PhaseName), "starts": DAYS, "note": texts()})
LINKS = st.sampled_from(["", "https://example.org", "http://example.org/a?b=c#d"])
PARTIES = st.lists(SAID, max_size=2, unique=True)


@st.composite
def products(draw, slug, units, sources, reviews):
    named = draw(st.lists(SLUGS, max_size=3, unique=True))
    return {
        "id": slug,
        "name": draw(SAID),
        "site": draw(LINKS),
        "statistics": draw(LINKS),
        **{name: draw(texts()) for name in ("problem", "goal", "note")},
        "sponsors": draw(PARTIES),
        "incubators": draw(PARTIES),
        "phases": draw(st.lists(PHASES, max_size=3)),
        "levers": draw(several(levers(sources))),
        "indicators": [draw(indicators(name, named, units, sources, reviews)) for name in named],
    }


@st.composite
def sources_of(draw):
    named = draw(st.lists(SLUGS, max_size=3, unique=True))
    facts = {"title": texts(1), "kind": choice(SourceKind), "url": LINKS, "note": texts(), "became": chosen(named)}
    # A source is published after all that its readings tell of.
    published = st.sampled_from(["", "2020", "2020-06", "2021-05-11"])
    return [{"id": name, "published": draw(published), **draw(st.fixed_dictionaries(facts))} for name in named]


UNIT_NAMES = st.lists(SAID, min_size=2, max_size=2)


@st.composite
def season_facts(draw, prefix=""):
    """The facts of a season; `prefix` keeps the products of one apart from those of another."""
    sources = draw(sources_of())
    ids = [source["id"] for source in sources]
    own = st.dictionaries(
        SLUGS.filter(lambda name: name not in UNITS),
        st.fixed_dictionaries({"fr": UNIT_NAMES, "en": UNIT_NAMES}),
        max_size=2,
    )
    units = draw(own)
    review = {"id": SLUGS, "kind": choice(ReviewKind), "planned": DAYS, "held": PAST_OR_NOT, "published": PAST_OR_NOT}
    reviews = draw(several(st.fixed_dictionaries({**review, "note": texts(), "sources": some(ids)})))
    named = draw(st.lists(SLUGS.map(lambda name: prefix + name), max_size=2, unique=True))
    known = [*units, *UNITS]
    starts = draw(st.sampled_from(["2018", "2019-03", "2019-12-31"]))
    return {
        "format": FORMAT,
        "units": units,
        "edition": {
            "id": prefix + draw(SLUGS),
            "label": draw(texts(1)),
            "operator": draw(WORDS),
            "purpose": draw(texts()),
            "starts": starts,
            "ends": "2020-06",
            "criteria": draw(several(st.fixed_dictionaries({"id": SLUGS, "text": texts(1)}))),
        },
        "sources": sources,
        "reviews": reviews,
        "products": [draw(products(name, known, ids, [one["id"] for one in reviews])) for name in named],
    }


@pytest.fixture(scope="session")
def any_season():
    return season_facts


@pytest.fixture(scope="session")
def any_reading():
    return NUMBERS.map(Decimal)
