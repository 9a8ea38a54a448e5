"""Folders: a file under the root of the settings, reached step by step so that no link leads out of it."""

import os
import stat
from pathlib import Path, PurePosixPath

from django.utils.translation import gettext as _

from gamma.ground.faults import quoted
from gamma.instruments.harvest.fetching.guarding import Refused
from gamma.instruments.harvest.fetching.shapes import LARGEST, Answer, File, Unreached

STEP = os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC


def ask(file: File, root: Path | None, size: int = LARGEST) -> Answer:
    """The bytes of a file. Raises Unreached."""
    if root is None:
        raise Refused(_("Aucun dossier n'est surveillé ici : HARVEST_ROOT dit lequel."))
    parts = _parts(file.path)
    there = os.open(root, STEP | os.O_DIRECTORY)
    try:
        for step, part in enumerate(parts):
            folder = os.O_DIRECTORY if step < len(parts) - 1 else 0
            inner = os.open(part, STEP | folder, dir_fd=there)
            os.close(there)
            there = inner
        return Answer(_whole(there, file.path, size))
    except FileNotFoundError:
        raise Unreached(_("Le fichier %(path)s n'est pas là.") % {"path": quoted(file.path)}) from None
    except OSError as error:
        raise Refused(_("%(path)s n'est pas un fichier du dossier surveillé.") % {"path": quoted(file.path)}) from error
    finally:
        os.close(there)


def within(root: Path, path: str) -> Path:
    """The whole path of a file under the root, for a library that opens files by themselves. Raises Refused."""
    found = root.joinpath(*_parts(path))
    if found.resolve() != root.resolve().joinpath(*_parts(path)) or not found.is_file():
        raise Refused(_("%(path)s n'est pas un fichier du dossier surveillé.") % {"path": quoted(path)})
    return found.resolve()


def _parts(path: str) -> tuple[str, ...]:
    pure = PurePosixPath(path)
    if pure.is_absolute() or ".." in pure.parts or not pure.parts or "\0" in path:
        raise Refused(
            _("%(path)s sort du dossier surveillé : écrire un chemin sous ce dossier.") % {"path": quoted(path)}
        )
    return pure.parts


def _whole(handle: int, path: str, size: int) -> bytes:
    if not stat.S_ISREG(os.fstat(handle).st_mode):
        raise Refused(_("%(path)s n'est pas un fichier du dossier surveillé.") % {"path": quoted(path)})
    with os.fdopen(os.dup(handle), "rb") as file:
        body = file.read(size + 1)
    if len(body) > size:
        raise Unreached(_("Le fichier dépasse %(size)s Mo.") % {"size": size / 1_000_000})
    return body
