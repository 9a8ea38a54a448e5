"""Health: what is well and what is not, for a person or for what watches the site."""

import argparse
import json
import sys

from django.utils import timezone

from gamma.site.health import Check, State, checks, well

MARKS = {State.OK: "bien", State.WRONG: "À VOIR", State.UNKNOWN: "?"}


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help="écrire du JSON")
    parser.epilog = "Rend 0 si rien n'est à voir, 1 sinon, 2 si la base ne répond pas."


def run(options: argparse.Namespace) -> int:
    found = checks(now=timezone.now())
    sys.stdout.write(_as_json(found) if options.json else "".join(map(_line, found)))
    return int(not well(found))


def _line(check: Check) -> str:
    return f"{check.part:10}  {MARKS[check.state]:6}  {check.said}\n"


def _as_json(found: list[Check]) -> str:
    told = {check.part: {"state": check.state, "said": check.said} for check in found}
    return json.dumps(told, ensure_ascii=False, indent=1) + "\n"
