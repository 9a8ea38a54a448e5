"""Simulators: their pages, their API and their memory, over HTTP, on the web server that `gamma start` runs."""

import statistics
from collections.abc import Callable, Iterator
from itertools import islice

import peer
from asking import COMPARATOR, GROSS, NET, SALARY, TURNOVER, edited, effects, questions, reader, unseen, whole
from loads import Flood, batch, flood, p95, pieces, tables, weighings
from measuring import Figure, Level
from serving import Served, child, held

ASKED, WARM = 60, 40
ROWS = 100_000
SECONDS, CONNECTIONS = 10.0, 8
FREE = (("API_LIMITED", "no"),)
SITUATIONS = 12

Address = Callable[[], str]
PIECES = {
    "salaire, du brut": (SALARY, GROSS, 50.0),
    "salaire, du net": (SALARY, NET, 100.0),
    "comparateur": (COMPARATOR, TURNOVER, 300.0),
}


def measure() -> tuple[list[Figure], list[Level]]:
    """Every figure of the simulators; the process that measures shares the processors with those that answer."""
    with child("web", FREE) as web:
        web.wait()
        figures, levels = _pages(web), [*_memory(web, "au repos")]
        levels += [*_peers(figures), *_evaluations(web), *_batches(web)]
        levels += [*_memory(web, "après les tables"), *_crowded(web), *_memory(web, "à la fin", 500.0)]
    return figures, levels


def _pages(web: Served) -> list[Figure]:
    """The pieces that have an aim, and what surrounds them."""
    found = []
    for name, (slug, rule, aim) in PIECES.items():
        found.append(_asked(web, name, lambda slug=slug, rule=rule: edited(slug, rule), aim))
        found.append(_asked(web, f"{name}, questions", lambda slug=slug, rule=rule: questions(slug, rule)))
        found.append(_asked(web, f"{name}, page", lambda slug=slug, rule=rule: whole(slug, rule), piece=False))
    found.append(_asked(web, "effets, page", lambda: effects(SALARY, GROSS), times=5, warm=0, piece=False))
    return [*found, *_unseen(web)]


def _asked(
    web: Served,
    name: str,
    address: Address,
    aim: float | None = None,
    *,
    times: int = ASKED,
    warm: int = WARM,
    piece: bool = True,
) -> Figure:
    with reader(web.host) as one:
        first = one.get(address(), piece)
        for _ in range(warm):
            one.get(address(), piece)
        before = web.seconds()
        found = [one.get(address(), piece) for _ in range(times)]
    spent = (web.seconds() - before) / times * 1000
    return Figure(name, first, statistics.median(found), p95(found), spent, aim=aim)


def _unseen(web: Served) -> list[Figure]:
    """The same answers many times: walked at first, then compiled once, which is the longest, then run."""
    times: dict[str, list[float]] = {"la 1re fois": [], "la 2e": [], "la plus longue": [], "la dernière": []}
    for answers in islice(unseen(), SITUATIONS):
        with reader(web.host) as one:
            found = [one.get(edited(SALARY, GROSS, **answers), piece=True) for _ in range(WARM)]
        for rank, one_time in zip(times.values(), (found[0], found[1], max(found), found[-1]), strict=True):
            rank.append(one_time)
    return [Figure(f"réponses neuves, {rank}", ms[0], statistics.median(ms), p95(ms)) for rank, ms in times.items()]


def _peers(figures: list[Figure]) -> Iterator[Level]:
    """The JavaScript engine on the same rules, and how many times longer it takes than our server does."""
    theirs = peer.reference()
    if not theirs:
        yield Level("Node est absent : le moteur JavaScript n'est pas mesuré")
        return
    yield Level("moteur JavaScript, chargement", theirs["load"], "ms")
    ours = {figure.name: figure for figure in figures}
    for name in PIECES:
        yield Level(f"moteur JavaScript, {name}", theirs[name], "ms")
        yield Level("  fois le temps de notre réponse", theirs[name] / (ours[name].p50 or 1), "×")
        yield Level("  fois le calcul de notre serveur", theirs[name] / (ours[name].cpu or 1), "×")


def _evaluations(web: Served) -> Iterator[Level]:
    for name, query, aim in (("évaluations", "missing=false", 200.0), ("évaluations, avec manquantes", "", None)):
        flood(web.host, GROSS, query, 1.0, CONNECTIONS)
        before = web.seconds()
        found = flood(web.host, GROSS, query, SECONDS, CONNECTIONS)
        yield from _poured(name, found, aim, (web.seconds() - before) / max(1, len(found.times)) * 1000)


def _poured(name: str, found: Flood, aim: float | None, spent: float) -> Iterator[Level]:
    yield Level(f"{name} par seconde", found.rate, "/s", aim, more=True)
    yield Level("  p50", statistics.median(found.times), "ms")
    yield Level("  p95", p95(found.times), "ms")
    yield Level("  calcul de chacune", spent, "ms")
    yield Level("  refus et pannes", len(found.errors), "", 1)
    if found.errors:
        yield Level(f"  {found.errors[0][:90]}")


def _batches(web: Served) -> Iterator[Level]:
    for name, given, wanted in (("du brut au net", GROSS, NET), ("du net au brut", NET, GROSS)):
        yield Level(f"table de {ROWS} lignes, {name}", batch(web.host, given, wanted, ROWS) / 1000, "s", 10.0)


def _memory(web: Served, when: str, aim: float | None = None) -> Iterator[Level]:
    for number, worker in enumerate(web.workers, 1):
        for name, size in held(worker).items():
            yield Level(f"serveur {number}, {when}, {name}", size, "Mo", aim if name == "RSS" else None)


def _crowded(web: Served) -> Iterator[Level]:
    """A piece of the page while others have much to do."""
    pieces(web.host, WARM)
    yield _piece("seul", pieces(web.host, ASKED))
    with tables(web.host, ROWS):
        yield _piece("pendant une table", pieces(web.host, ASKED))
    with weighings(web.host, 10):
        yield _piece("pendant dix pages d'effets", pieces(web.host, ASKED))


def _piece(when: str, times: list[float]) -> Level:
    return Level(f"salaire {when}, p95 (p50 {statistics.median(times):.0f})", p95(times), "ms")
