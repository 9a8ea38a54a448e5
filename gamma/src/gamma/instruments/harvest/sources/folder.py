"""Folder: a file that someone puts under the root of the settings (`HARVEST_ROOT`), JSON or CSV."""

from typing import Annotated

from django.utils.translation import gettext_lazy

from gamma.instruments.harvest.fetching.shapes import File
from gamma.instruments.harvest.lists import FeedKind
from gamma.instruments.harvest.sources.kinds import Asked, Kind, Wanted, Word, filled
from gamma.instruments.harvest.sources.table import TableFacts, read


class FolderFacts(TableFacts):
    """A table in a file."""

    file: Annotated[
        Word,
        Asked(
            gettext_lazy("Fichier"),
            gettext_lazy("Sous le dossier surveillé, par exemple mon-service/{period}.csv."),
        ),
    ]

    @property
    def where(self) -> str:
        return self.file


def ask(facts: FolderFacts, wanted: Wanted, secret: str) -> File:  # noqa: ARG001 - one signature for all kinds
    """The file, of a period where its name says one."""
    return File(filled(facts.file, wanted))


KIND = Kind(
    FeedKind.FOLDER,
    gettext_lazy("Un fichier JSON ou CSV déposé dans un dossier de ce serveur."),
    FolderFacts,
    read,
    ask,
)
