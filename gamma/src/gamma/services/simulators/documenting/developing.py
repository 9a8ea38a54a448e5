"""Developing: a rule for those who write programs – its definition as written, and how to ask for its value."""

import json
from dataclasses import dataclass

import yaml

from gamma.services.simulators.documenting.given import Given
from gamma.services.simulators.documenting.places import Place
from publicodes import Page

EVALUATE = "/api/v1/simulators/evaluate"


@dataclass(frozen=True)
class Code:
    """A rule as YAML, the situation as JSON, and the call that evaluates the one in the other."""

    yaml: str
    situation: str
    body: str
    address: str = EVALUATE


def code(place: Place, page: Page, given: Given) -> Code:
    """What a developer needs of a rule."""
    rule = {page.name: dict(page.raw)}
    written = yaml.dump(rule, Dumper=yaml.CSafeDumper, allow_unicode=True, sort_keys=False, width=100)
    body = json.dumps({"expressions": [place.rule], "situation": given.situation}, ensure_ascii=False)
    return Code(written, given.json if given.told else "{}", body.replace("'", "'\\''"))
