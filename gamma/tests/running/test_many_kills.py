"""The long form of recovery: kills at any moment, of anything, one start after another."""

import random
import signal
import time
from contextlib import suppress

import psutil
import pytest

pytestmark = pytest.mark.study
ROUNDS = 40


@pytest.mark.parametrize("seed", [1, 2])
def test_whatever_is_killed_and_whenever_the_next_start_answers(fresh, seed) -> None:
    chance = random.Random(seed)
    for _ in range(ROUNDS):
        supervisor = fresh.start(waits=False)
        time.sleep(chance.uniform(0, 6))
        for process in _some(chance, fresh.processes()):
            _kill(process, chance)
        supervisor.kill()
        supervisor.wait()
    supervisor = fresh.start()
    assert fresh.answers()
    supervisor.send_signal(signal.SIGTERM)
    supervisor.wait(15)
    assert fresh.processes() == []
    assert fresh.run("export", "season-1", "--out", str(fresh.root)).returncode == 0


def _some(chance, processes):
    return chance.sample(processes, chance.randint(0, len(processes)))


def _kill(process, chance) -> None:
    with suppress(psutil.NoSuchProcess):
        process.send_signal(chance.choice([signal.SIGKILL, signal.SIGKILL, signal.SIGTERM]))
