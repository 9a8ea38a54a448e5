"""Sentences: a text as the sentences it is made of, with the names of figures that each holds."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from gamma.cockpit.reports.bilan import prose
from gamma.cockpit.reports.bilan.prose import Line, Name

PLACE = "\ufffc"
"""Stands for a figure in the bare words of a sentence."""
END = re.compile(r"(?<=[.!?…])\s+(?=[^\W\d_a-zà-öø-ÿ]|[«\"(“\ufffc])")


@dataclass(frozen=True)
class Sentence:
    """`words` hold names as they were typed; `bare` are the same with only the place of each."""

    words: str
    bare: str
    names: tuple[str, ...]
    heading: bool = False


def sentences(text: str) -> Iterator[Sentence]:
    """Those of a text, in order."""
    for part in prose.read(text):
        for line in part.lines:
            yield from _of_line(line, part.kind == prose.HEADING)


def _of_line(line: Line, heading: bool) -> Iterator[Sentence]:
    bare = "".join(PLACE if isinstance(piece, Name) else piece.text for piece in line)
    names = iter([piece.name for piece in line if isinstance(piece, Name)])
    for words in END.split(bare):
        held = tuple(next(names) for _ in range(words.count(PLACE)))
        yield Sentence(_filled(words, held), words, held, heading)


def _filled(bare: str, names: tuple[str, ...]) -> str:
    left = iter(names)
    return re.sub(PLACE, lambda _place: prose.named(next(left)), bare)
