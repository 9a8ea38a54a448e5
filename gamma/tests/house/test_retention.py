"""Retention: what rooms declare, and the sheet that people read, say the same."""

import re
from html import unescape

from django.apps import apps

from gamma.ground.design.typography import spaced
from gamma.ground.retention import rules


def test_the_sheet_names_every_rule_and_its_days(root):
    sheet = (root / "docs" / "data-protection.md").read_text(encoding="utf-8").splitlines()
    untold = [
        f"{name}: {rule.where}, {rule.days} days"
        for name, rule in rules().items()
        if not any(f"`{rule.where}`" in line and re.search(rf"\b{rule.days} days?\b", line) for line in sheet)
    ]
    assert len(rules()) >= 1
    assert untold == []


def test_every_rule_is_of_a_model_of_its_room():
    wrong = [name for name, rule in rules().items() if name.split(".")[0] != rule.where.split(".")[0]]
    assert wrong == []
    assert all(apps.get_model(rule.where) for rule in rules().values())


def test_the_page_shows_every_rule(client):
    text = unescape(client.get("/donnees-personnelles/").content.decode())
    assert [name for name, rule in rules().items() if spaced(str(rule.what)) not in text] == []
