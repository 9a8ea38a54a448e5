"""After a `kill -9` of any of its processes the site mends itself, at once or at the next start."""

import signal
import subprocess
import sys
import time

import psutil
import psycopg
import pytest

from gamma.running.base.found import postmaster
from gamma.running.base.place import base_place
from gamma.running.base.server import Server


def test_the_supervisor_starts_again_what_was_killed(site) -> None:
    supervisor = site.start()
    for words in (("gunicorn",), ("gamma.running", "worker"), ("postgres", "-D")):
        killed = site.process(*words)
        killed.kill()
        site.wait_until(lambda killed=killed, words=words: not killed.is_running() and _runs(site, words))
        site.wait_until(site.answers)
    assert all(name in site.said() for name in ("Le web s'est arrêté", "Le travail de fond s'est", "La base s'est"))
    assert supervisor.poll() is None


@pytest.mark.study
def test_all_of_them_killed_but_the_supervisor(site) -> None:
    supervisor = site.start()
    for process in site.processes():
        if process.pid != supervisor.pid:
            process.kill()
    time.sleep(1)
    site.wait_until(lambda: site.answers() and _runs(site, ("gamma.running", "worker")))


def test_the_supervisor_killed_takes_all_with_it_and_the_next_start_answers(site) -> None:
    supervisor = site.start()
    supervisor.kill()
    supervisor.wait()
    site.wait_until(lambda: site.processes() == [], within=10)
    site.start()
    assert site.answers()


def test_a_start_right_after_a_kill_waits_for_the_remains(site) -> None:
    supervisor = site.start()
    supervisor.kill()
    supervisor.wait()
    site.start()
    assert site.answers()


def test_everything_killed_at_once(site) -> None:
    site.start()
    for process in site.processes():
        process.kill()
    site.start()
    assert site.answers()


def test_a_base_that_cannot_be_brought_up_to_date_is_said_plainly(site) -> None:
    done = site.run("start", DJANGO_SETTINGS_MODULE="gamma.settings.nowhere")
    assert done.returncode == 2
    assert "n'a pas pu être mise à jour" in done.stderr
    assert "gamma.settings.nowhere" in done.stderr
    assert site.processes() == []


def test_a_number_file_that_names_another_program_is_not_believed(site) -> None:
    assert site.run("migrate").returncode == 0
    data = site.root / "var/base/data"
    owner = data.stat()
    other = subprocess.Popen(["sleep", "60"], user=owner.st_uid, group=owner.st_gid, extra_groups=[])
    try:
        (data / "postmaster.pid").write_text(f"{other.pid}\n{data}\n1700000000\n5432\n{data}\n\n1 1\nready\n")
        assert postmaster(data) is None
        assert site.run("migrate").returncode == 0
        assert psutil.Process(other.pid).is_running()
    finally:
        other.kill()
        other.wait()


def test_a_base_left_running_is_taken_over_and_stopped(site) -> None:
    _leave_a_base(site)
    assert site.process("postgres", "-D")
    supervisor = site.start()
    supervisor.send_signal(signal.SIGINT)
    supervisor.wait(15)
    assert site.processes() == []


def test_a_base_that_is_leaving_and_waits_for_a_client_is_stopped(site) -> None:
    """Asked to end in the gentle way, it refuses new clients and waits for the old ones, for ever if need be."""
    _leave_a_base(site)
    server = Server(base_place(site.root / "var"))
    with psycopg.connect(server.url.replace("/gamma?", "/postgres?")):
        site.process("postgres", "-D").send_signal(signal.SIGTERM)
        time.sleep(0.5)
        began = time.monotonic()
        assert site.run("migrate").returncode == 0
        assert time.monotonic() - began < 40
    assert site.processes() == []


def _leave_a_base(site) -> None:
    """What a command leaves when it is killed: it started the base, and could not stop it."""
    words = "from gamma.running.base.address import *; h = running(embedded()); h.__enter__(); os._exit(9)"
    subprocess.run([sys.executable, "-c", words], env=site.surroundings, check=False)


def _runs(site, words) -> bool:
    try:
        return site.process(*words).is_running()
    except (ValueError, psutil.NoSuchProcess):
        return False
