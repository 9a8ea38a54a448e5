"""Faults: what is wrong in what was given — where, what, and how to mend it. All those of a stage are told together."""

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches
from itertools import islice

from gamma.ground.errors import UserError

SHOWN = 25


@dataclass(frozen=True)
class Fault:
    """One thing to mend. `line` is a line of text or a row of a table, counted from 1."""

    what: str
    mend: str = ""
    line: int | None = None
    field: str = ""

    def sentence(self, file: str) -> str:
        place = [file, f"ligne {self.line}" if self.line else "", f"champ {self.field}" if self.field else ""]
        mend = f"\n    → {self.mend}" if self.mend else ""
        return f"{', '.join(part for part in place if part)} : {self.what}{mend}"


class Refused(UserError):
    """A file that was not accepted; nothing of it was written."""

    def __init__(self, file: str, faults: Iterable[Fault]) -> None:
        self.file = file
        self.faults = sorted(faults, key=lambda fault: fault.line or 0)
        super().__init__(self._text())

    def _text(self) -> str:
        count = len(self.faults)
        lines = [fault.sentence(self.file) for fault in self.faults[:SHOWN]]
        more = [f"… et {count - SHOWN} autres"] if count > SHOWN else []
        found = f"{count} défaut{'s' if count > 1 else ''} : rien n'a été enregistré."
        return "\n".join([*lines, *more, found])


def quoted(value: object) -> str:
    """A value as it may be shown in a sentence: short, on one line."""
    text = " ".join(str(value).split())
    return f"“{text[:57]}…”" if len(text) > 60 else f"“{text}”"


def near(word: str, known: Iterable[str]) -> str:
    """The mend for a word that is not among the known ones: the nearest, or the list when it is short."""
    names = sorted(islice(known, 2_000))
    close = get_close_matches(word, names, n=3, cutoff=0.6)
    if close:
        return f"écrire {' ou '.join(close)} ?"
    return f"connus : {', '.join(names[:12])}{'…' if len(names) > 12 else ''}" if names else ""
