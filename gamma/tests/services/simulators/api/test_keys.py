"""A key is told once, by a command, and serves at once."""

import argparse

import pytest

from gamma.running.commands import reuse
from gamma.services.simulators.actions import digest_of
from gamma.services.simulators.models import Reuse

from .conftest import ROOT


@pytest.mark.django_db
def test_the_command_tells_a_key_that_serves(client, capsys):
    parser = argparse.ArgumentParser()
    reuse.arguments(parser)
    assert reuse.run(parser.parse_args(["Tableur de la CCI"])) == 0
    said, key = capsys.readouterr().out.splitlines()
    assert "« Tableur de la CCI »" in said
    assert Reuse.objects.get().digest == digest_of(key)
    headers = {"HTTP_AUTHORIZATION": f"Bearer {key}"}
    answer = client.post(f"{ROOT}/evaluate", {"expressions": "1"}, content_type="application/json", **headers)
    assert (answer.status_code, answer.headers["X-RateLimit-Limit"]) == (200, "300")


@pytest.mark.django_db
def test_two_keys_differ(capsys):
    for _ in range(2):
        reuse.run(argparse.Namespace(name="A"))
    assert len(set(capsys.readouterr().out.splitlines()[1::2])) == 2
