"""A start answers, and whatever stops it leaves no process."""

import os
import signal
import socket
import subprocess
import time

import pytest

from gamma.running.door import Closed, listening, port_asked


def test_ctrl_c_stops_everything(site) -> None:
    process = site.start()
    assert site.answers()
    os.killpg(process.pid, signal.SIGINT)
    assert process.wait(15) == 0
    assert site.processes() == []
    assert site.said().splitlines()[-1] == "Gamma est arrêté."


@pytest.mark.parametrize("sign", [signal.SIGTERM, pytest.param(signal.SIGHUP, marks=pytest.mark.study)])
def test_a_signal_to_the_supervisor_alone_stops_everything(site, sign) -> None:
    signal.signal(signal.SIGHUP, signal.SIG_DFL)  # these tests may run under nohup, which the site would heed
    process = site.start()
    process.send_signal(sign)
    assert process.wait(15) == 0
    assert site.processes() == []


@pytest.mark.study
def test_impatience_changes_nothing(site) -> None:
    process = site.start()
    for _ in range(5):
        os.killpg(process.pid, signal.SIGINT)
        time.sleep(0.05)
    assert process.wait(15) == 0
    assert site.processes() == []


def test_a_start_stopped_half_way_leaves_nothing(site) -> None:
    for pause in (0.2, 0.7, 1.1, 1.5):
        process = site.start(waits=False)
        time.sleep(pause)
        process.send_signal(signal.SIGTERM)
        process.wait(15)
        assert site.processes() == []


def test_make_hands_the_signal_down(site, pytestconfig) -> None:
    ready = ["-o", ".venv/.synced", "-o", "node_modules/.package-lock.json"]
    process = site.start("make", "-C", str(pytestconfig.rootpath), *ready, "start")
    process.send_signal(signal.SIGTERM)
    process.wait(15)
    assert site.processes() == []


def test_a_second_start_says_where_the_first_is_and_hurts_nothing(site) -> None:
    site.start()
    again = site.run("start")
    assert (again.returncode, again.stdout) == (2, "")
    assert again.stderr == f"Gamma tourne déjà depuis ce dossier : http://localhost:{site.port}/\n"
    other = site.run("start", PORT="1")
    assert "tourne déjà" in other.stderr
    assert site.answers()


def test_a_taken_port_is_said_at_once(fresh) -> None:
    with listening(fresh.port):
        before = time.monotonic()
        refused = fresh.run("start")
        assert refused.returncode == 2
        assert refused.stderr.startswith(f"Le port {fresh.port} est déjà pris par un autre programme.")
        assert time.monotonic() - before < 3
        assert fresh.processes() == []


def test_make_says_that_a_port_is_taken_before_it_installs_anything(fresh, pytestconfig) -> None:
    with socket.create_server(("127.0.0.1", fresh.port)):
        command = ["make", "-C", str(pytestconfig.rootpath), "-B", "-s", "door"]
        done = subprocess.run(command, env=fresh.surroundings, capture_output=True, text=True, check=False, timeout=10)
    assert done.returncode == 2
    assert "est déjà pris" in done.stderr


@pytest.mark.parametrize("text", ["", "0", "65536", "huit mille", "-1", "８０００"])
def test_what_is_not_a_port_is_refused(monkeypatch, text) -> None:
    monkeypatch.setenv("PORT", text)
    if text:
        with pytest.raises(Closed, match="PORT doit être un nombre"):
            port_asked()
    else:
        assert port_asked() == 8000
