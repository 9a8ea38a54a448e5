"""Command: `gamma VERB …` — finds the verb's file, opens what it needs, and turns what went wrong into a sentence."""

import argparse
import os
import sys
from collections.abc import Sequence
from importlib import import_module
from types import ModuleType

import django
from django.db.utils import ProgrammingError
from psycopg.errors import UndefinedColumn, UndefinedTable

from gamma.ground.errors import UserError
from gamma.ground.faults import near, quoted
from gamma.running.base.address import embedded, pointed, running
from gamma.running.commands import VERBS

REFUSED = 2


def main(words: Sequence[str] | None = None) -> int:
    """The entry point; 0 when done, 2 when a person has something to mend."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "gamma.settings.dev")
    name, *rest = (sys.argv[1:] if words is None else words) or ["--help"]
    if name in {"-h", "--help"}:
        sys.stdout.write(listing())
        return 0
    try:
        return _done(name, rest)
    except UserError as error:
        sys.stderr.write(f"{error}\n")
    except PermissionError as error:
        sys.stderr.write(
            f"Accès refusé à {error.filename or 'un fichier'} : le dossier appartient à un autre utilisateur.\n"
        )
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except KeyboardInterrupt:
        return 130
    return REFUSED


def listing() -> str:
    """The verbs, one line each."""
    width = max(map(len, VERBS))
    lines = [f"  {name:{width}}  {verb.help}" for name, verb in VERBS.items()]
    return "\n".join(["gamma COMMANDE …   (gamma COMMANDE --help pour en savoir plus)", "", *lines, ""])


def _done(name: str, rest: Sequence[str]) -> int:
    if name not in VERBS:
        raise UserError(f"Commande inconnue : {quoted(name)} ({near(name, VERBS)}). gamma --help les donne toutes.")
    if VERBS[name].lasting and not os.environ.get("DATABASE_URL"):
        raise UserError(f"gamma {name} a besoin de DATABASE_URL. Pour tout lancer ensemble : gamma start")
    return _with_site(name, rest) if VERBS[name].site else _run(_module(name), name, rest)


def _with_site(name: str, rest: Sequence[str]) -> int:
    """Django is set up before the verb's file is read; the base starts once the verb's arguments have been accepted."""
    server = embedded()
    with pointed(server):
        django.setup(set_prefix=False)
        module = _module(name)
        options = _options(module, name, rest)
        with running(server):
            return _run_on_base(module, options)


def _run_on_base(module: ModuleType, options: argparse.Namespace) -> int:
    try:
        return int(module.run(options))
    except ProgrammingError as error:
        if isinstance(error.__cause__, UndefinedTable | UndefinedColumn):
            raise UserError("La base n'a pas encore ses tables, ou pas les dernières.\n    → gamma migrate") from error
        raise


def _module(name: str) -> ModuleType:
    return import_module(f"gamma.running.commands.{name}")


def _run(module: ModuleType, name: str, rest: Sequence[str]) -> int:
    return int(module.run(_options(module, name, rest)))


def _options(module: ModuleType, name: str, rest: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(f"gamma {name}", description=VERBS[name].help)
    module.arguments(parser)
    return parser.parse_args(rest)
