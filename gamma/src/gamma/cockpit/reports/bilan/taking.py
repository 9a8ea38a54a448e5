"""Taking away: the bilan of an edition as files."""

from datetime import date

from gamma.cockpit.programme.models import Edition
from gamma.cockpit.reports.bilan.data import data
from gamma.cockpit.reports.bilan.printing.files import BODY, DATA, names
from gamma.cockpit.reports.bilan.showing import shown


def bilan_files(edition: Edition, today: date, language: str) -> dict[str, bytes]:
    """The files of the bilan in one language, by name, with the data that both languages share."""
    bilan = shown(edition, today)
    found = {name: bilan.file(language, name) for name in names(bilan.document(language)) if name != BODY}
    return {**{name: body for name, body in found.items() if body is not None}, DATA: data(bilan)}
