"""On a server the logs are lines of JSON; on any machine a log that grew heavy is kept once beside the new one."""

import json

from gamma.running.processes import HEAVIEST_LOG, lighten

SERVER = {"DJANGO_SETTINGS_MODULE": "gamma.settings.prod", "SECRET_KEY": "x", "ALLOWED_HOSTS": "127.0.0.1"} | {
    "MAIL_URL": "smtp://localhost"
}


def lines(site, name: str) -> list[dict[str, object]]:
    return [json.loads(line) for line in (site.root / "var/log" / name).read_text(encoding="utf-8").splitlines()]


def test_every_line_of_a_server_is_json(fresh) -> None:
    fresh.start(**SERVER)
    assert fresh.answers()
    fresh.wait_until(lambda: any(line.get("what") == "job_success" for line in lines(fresh, "worker.log")))
    asked = [line for line in lines(fresh, "web.log") if line["from"] == "site.requests"]
    assert {(line["method"], line["path"], line["status"], line["bytes"]) for line in asked} == {
        ("GET", "/healthz", 200, 3)
    }


def test_a_heavy_log_is_emptied_under_who_writes_it(tmp_path) -> None:
    log = tmp_path / "web.log"
    with log.open("ab", buffering=0) as writer:
        writer.write(b"x" * HEAVIEST_LOG)
        lighten(log)
        writer.write(b"y")
        lighten(log)
        writer.write(b"z")
    assert log.read_bytes() == b"z"
    assert (tmp_path / "web.former.log").stat().st_size == HEAVIEST_LOG + 1
