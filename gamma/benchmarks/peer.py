"""Peer: the JavaScript engine on the situations of our pages, in a process of its own."""

import json
import shutil
import subprocess
import tempfile
from pathlib import Path

from asking import COMPARATOR, GROSS, MONTH, NET, SALARY, TURNOVER, amount

from gamma.services.simulators.catalogue import simulators
from gamma.services.simulators.reckoning.figures import targets
from gamma.services.simulators.simulations import Simulation

RUNS = 23
"""Three of them to warm up."""

EDITED = {
    "salaire, du brut": (SALARY, GROSS),
    "salaire, du net": (SALARY, NET),
    "comparateur": (COMPARATOR, TURNOVER),
}


def reference() -> dict[str, float]:
    """The median milliseconds of each page, and of the load of the rules; empty where Node is absent."""
    node = shutil.which("node")
    if node is None:
        return {}
    pages = {name: _page(slug, rule) for name, (slug, rule) in EDITED.items()}
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "pages.json"
        path.write_text(json.dumps(pages, ensure_ascii=False), encoding="utf-8")
        words = [node, str(Path(__file__).with_name("reference.mjs")), str(path)]
        done = subprocess.run(words, capture_output=True, text=True)
    if done.returncode:
        raise RuntimeError(f"node stopped:\n{done.stderr[-2000:]}")
    return dict(json.loads(done.stdout))


def _page(slug: str, rule: str) -> dict[str, object]:
    simulator = simulators()[slug]
    runs = [_situations(Simulation(simulator, {rule: f"{amount()} {MONTH}"})) for _ in range(RUNS)]
    return {"rules": targets(simulator), "runs": runs}


def _situations(simulation: Simulation) -> list[object]:
    return [simulation.situation(context) for context in simulation.contexts]
