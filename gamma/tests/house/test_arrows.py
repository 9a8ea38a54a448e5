"""Arrows between rooms: what the import contracts cannot see."""

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from django.apps import apps

WINGS = ["ground", "cockpit", "instruments", "outreach", "services", "site", "running"]
COCKPIT = ["programme", "selection", "indicators", "reviews", "reports"]
ROOMED = ("cockpit", "instruments", "services")
DOORS = {"actions", "queries", "collecting"}  # the last is a program of its own, without Django
MATERIALS = {
    "models",
    "lists",
    "facts",
    "units",
    "series",
    "verdicts",
    "access",
}  # docs/decisions/0002-doors-and-materials.md


def test_import_contracts_hold(root):
    """In a process of its own: the tool silences the loggers of the one it runs in."""
    command = [Path(sys.executable).with_name("lint-imports"), "--no-cache"]
    found = subprocess.run(command, cwd=root, capture_output=True, text=True, check=False)
    assert found.returncode == 0, found.stdout


def height(module: str) -> tuple[int, int]:
    """How high a module stands: the number of its wing, then of its room in the cockpit."""
    parts = module.split(".")
    room = parts[2] if len(parts) > 2 and parts[1] == "cockpit" else ""
    return WINGS.index(parts[1]), COCKPIT.index(room) if room else 0


def test_foreign_keys_do_not_climb():
    ours = [model for model in apps.get_models() if model.__module__.startswith("gamma.")]
    assert len(ours) > 15
    climbing = [
        f"{model._meta.label}.{field.name} → {field.related_model._meta.label}"
        for model in ours
        for field in model._meta.get_fields()
        if field.is_relation and not field.auto_created and field.related_model in ours
        if height(field.related_model.__module__) > height(model.__module__)
    ]
    assert climbing == []


def imports(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module and node.level == 0:
            yield node.module
        elif isinstance(node, ast.Import):
            yield from (name.name for name in node.names)


def room(module: str) -> str:
    """The room of a module: those of a wing that has several are told apart."""
    parts = module.split(".")
    return ".".join(parts[1:3]) if parts[1] in ROOMED else parts[1]


def test_rooms_are_entered_by_their_doors(source):
    wrong = []
    for path in source.rglob("*.py"):
        here = "gamma." + ".".join(path.relative_to(source).with_suffix("").parts)
        if here.split(".")[1] == "settings":
            continue
        for module in imports(path):
            parts = module.split(".")
            if len(parts) < 4 or parts[0] != "gamma" or parts[1] not in ROOMED or room(module) == room(here):
                continue
            doors = DOORS | (MATERIALS if here.startswith(("gamma.cockpit", "gamma.instruments")) else set())
            if parts[3] not in doors and parts[-1] not in DOORS:
                wrong.append(f"{here} → {module}")
    assert wrong == []


def test_every_module_says_what_it_is(source):
    silent = [
        str(path.relative_to(source))
        for path in source.rglob("*.py")
        if path.name not in ("apps.py", "__main__.py") and "migrations" not in path.parts
        if not ast.get_docstring(ast.parse(path.read_text(encoding="utf-8")))
    ]
    assert silent == []
