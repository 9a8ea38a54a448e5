"""Models: the engine of the model named on the command line, in the situation it gives."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from publicodes.engine import Engine
from publicodes.errors import EvaluationError, Fault, SituationError
from publicodes.reading.building import Unreadable
from publicodes.reading.documents import Document
from publicodes.reading.files import composed, text_of

MODEL = """a file or a folder of rules (.publicodes), a JSON file, the folder of an installed npm package, or the name
of a package installed in node_modules, here or above"""


def add_model(parser: ArgumentParser) -> None:
    parser.add_argument("model", metavar="MODEL", help=MODEL)


def add_situation(parser: ArgumentParser) -> None:
    parser.add_argument(
        "--in", dest="file", metavar="FILE", help="what is known: a YAML or JSON file of « name: value »"
    )
    parser.add_argument(
        "--set",
        action="append",
        default=[],
        metavar="NAME=VALUE",
        help="what is known, one rule at a time; wins over --in",
    )


def opened(model: str) -> Engine:
    """The engine of a model. Raises ModelError."""
    return Engine(_place(model))


def _place(model: str) -> Path:
    """The path of a model: the one given if it exists, else that of the package of this name."""
    given = Path(model)
    if given.exists():
        return given
    return next((place for place in _packages(model) if place.is_dir()), given)


def _packages(name: str) -> Iterator[Path]:
    here = Path.cwd()
    return (folder / "node_modules" / name for folder in (here, *here.parents))


def situated(engine: Engine, args: Namespace) -> Engine:
    """The engine in the situation of `--in` and `--set`. Raises SituationError."""
    given = {**(_file(Path(args.file)) if args.file else {}), **dict(_pair(text) for text in args.set)}
    return engine.with_situation(given) if given else engine


@contextmanager
def placing(engine: Engine) -> Iterator[None]:
    """Tell where the rules that cannot be evaluated are written."""
    try:
        yield
    except EvaluationError as error:
        raise type(error)(fault.located(engine.locate) for fault in error.faults) from None


def _pair(text: str) -> tuple[str, str]:
    name, sign, value = text.partition("=")
    if not sign or not name.strip() or not value.strip():
        raise SituationError(Fault("PC404", f"« --set {text} » says nothing of a rule", 'write --set "name = value"'))
    return name.strip(), value.strip()


def _file(file: Path) -> dict[str, Any]:
    """A situation in a file. Raises SituationError."""
    try:
        text = text_of(file)
        json = file.suffix == ".json"
        document = Document(str(file), text if json else composed(text), json)
    except Unreadable as wrong:
        raise SituationError(Fault(wrong.code, wrong.what, wrong.mend)) from None
    try:
        data = document.data()
    except Unreadable as wrong:
        places = tuple(document.at(offset) for offset in wrong.at)
        raise SituationError(Fault(wrong.code, wrong.what, wrong.mend, places=places)) from None
    if data is not None and not isinstance(data, dict):
        raise SituationError(Fault("PC404", f"« {file} » is no situation", "write « name: value » lines"))
    return data or {}
