"""Blaming: the rules responsible for a change – redefined, and worth something else than before."""

from collections.abc import Collection
from dataclasses import dataclass

from gamma.services.simulators.bumping.sampling import Sampled
from publicodes import Engine

NEAR = 1e-9


@dataclass(frozen=True)
class Responsible:
    """A rule whose change made a result change. `how`: redefined, added, removed, or follows.

    `follows` is said of a rule whose own definition is the same, and whose value changed though no public rule that it
    reads did: a private one did. `description` and `references` are those of the version that has the rule.
    """

    name: str
    how: str
    before: str
    after: str
    title: str = ""
    description: str = ""
    references: tuple[str, ...] = ()


def responsible(name: str, before: Sampled, after: Sampled, suspects: Collection[str]) -> tuple[Responsible, ...]:
    """The rules responsible for the change of a figure, the deepest first.

    Those redefined and worth something else; failing that, those redefined, which may replace another; failing that,
    those where the change begins.
    """
    met = tuple(dict.fromkeys((*before.met(name), *after.met(name))))
    changed = [one for one in met if not _alike(one, before, after)]
    redefined = [one for one in changed if one in suspects] or [one for one in met if one in suspects]
    guilty = redefined or _roots(changed, before, after)
    return tuple(_told(one, before, after, suspects) for one in reversed(guilty))


def _alike(name: str, before: Sampled, after: Sampled) -> bool:
    """Whether a rule is worth the same in both, to a few bits, units brought to one."""
    former, new = before.value(name), after.value(name)
    if isinstance(former, str) or isinstance(new, str):
        return former == new
    if former.state != new.state or former.state != "value":
        return former.state == new.state
    if former.unit != new.unit:
        new = after.converted(name, former.unit)
    if isinstance(new, str):
        return False
    if isinstance(former.value, float) and isinstance(new.value, float):
        return abs(former.value - new.value) <= NEAR * max(1.0, abs(former.value))
    return former.value == new.value


def _roots(changed: list[str], before: Sampled, after: Sampled) -> list[str]:
    """The rules that changed while nothing that they read did."""
    moved = set(changed)
    return [one for one in changed if not moved & (_reads(before.engine, one) | _reads(after.engine, one)) - {one}]


def _reads(engine: Engine, name: str) -> set[str]:
    return {link.name for link in engine.document(name).reads} if name in engine.rules else set()


def _told(name: str, before: Sampled, after: Sampled, suspects: Collection[str]) -> Responsible:
    engine = after.engine if name in after.engine.rules else before.engine
    page = engine.document(name)
    return Responsible(
        name,
        _how(name, before.engine, after.engine, suspects),
        shown(before, name),
        shown(after, name),
        page.title,
        page.description,
        tuple(f"{one.label} – {one.address}" if one.address else one.label for one in page.references),
    )


def _how(name: str, before: Engine, after: Engine, suspects: Collection[str]) -> str:
    if name not in before.rules:
        return "added"
    if name not in after.rules:
        return "removed"
    return "redefined" if name in suspects else "follows"


def shown(sampled: Sampled, name: str) -> str:
    """A value as a reader reads it; empty where no rule bears the name."""
    return str(sampled.value(name)) if name in sampled.engine.rules else ""
