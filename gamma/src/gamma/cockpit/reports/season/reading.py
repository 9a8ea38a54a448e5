"""Reading: a season file becomes a Season whose every cross-reference holds, or a refusal that tells all its faults."""

from datetime import date
from itertools import islice
from pathlib import Path

from pydantic import ValidationError

from gamma.cockpit.reports.season.checking import check
from gamma.cockpit.reports.season.positions import Document, Place, Unreadable, read
from gamma.cockpit.reports.season.schema import Season
from gamma.cockpit.reports.season.sentences import sentence
from gamma.ground.faults import Fault, Refused

HEAVIEST = 10_000_000
TOLD = 200  # a person mends no more at once; a hostile file must not make us write a million sentences


def read_file(path: Path, today: date) -> Season:
    """Read a season file; raise Refused, which names file, line, field and mend of everything that is wrong."""
    return read_text(text_of(path), path.name, today)


def read_text(text: str, name: str, today: date) -> Season:
    """Read a season from text already decoded; `name` stands for it in what is said."""
    try:
        document = read(text)
    except Unreadable as error:
        raise Refused(name, [error.fault]) from error
    season = _validated(document, name)
    faults = [_placed(document, place, fault) for place, fault in islice(check(season, today), TOLD)]
    if faults:
        raise Refused(name, faults)
    return season


def text_of(path: Path) -> str:
    """The text of a file that is not too heavy and is in UTF-8; raise Refused when it is neither."""
    try:
        with path.open("rb") as file:  # what is not a plain file tells no size: never read more than is accepted
            data = b"" if path.stat().st_size > HEAVIEST else file.read(HEAVIEST + 1)
        if len(data) > HEAVIEST or path.stat().st_size > HEAVIEST:
            what = f"le fichier pèse plus que les {HEAVIEST / 1e6:.0f} Mo acceptés"
            raise Refused(path.name, [Fault(what, "importer les longues séries en CSV : gamma import")])
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        raise Refused(path.name, [Fault("le texte n'est pas en UTF-8", "l'enregistrer en UTF-8", line)]) from error
    except OSError as error:
        raise Refused(str(path), [Fault(f"fichier illisible ({error.strerror})", "vérifier le chemin")]) from error


def _validated(document: Document, name: str) -> Season:
    if not isinstance(document.data, dict):
        raise Refused(
            name, [Fault("le fichier ne contient pas de saison", "commencer par format: gamma-season-file/1")]
        )
    try:
        return Season.model_validate(document.data)
    except ValidationError as error:
        faults = [_placed(document, told["loc"], sentence(told)) for told in error.errors(include_url=False)[:TOLD]]
        raise Refused(name, faults) from error


def _placed(document: Document, place: Place, fault: Fault) -> Fault:
    return Fault(fault.what, fault.mend, document.line(place), _field(document, place))


def _field(document: Document, place: Place) -> str:
    """A place in words: list items that have an id are named by it ("products.dossierfacile.indicators.nps.kind")."""
    words, here = [], document.data
    for step in place:
        here = _inside(here, step)
        name = here.get("id") if isinstance(step, int) and isinstance(here, dict) else step
        words.append(f"[{step + 1}]" if isinstance(step, int) and not isinstance(name, str) else f".{name}")
    return "".join(words).removeprefix(".")


def _inside(here: object, step: str | int) -> object:
    try:
        return here[step]  # type: ignore[index]
    except (KeyError, IndexError, TypeError):
        return None
