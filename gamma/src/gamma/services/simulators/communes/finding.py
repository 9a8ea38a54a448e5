"""Finding: communes by what a person types, the most populous first."""

import re
from collections.abc import Iterator
from itertools import islice

from gamma.services.simulators.communes.shapes import Commune
from gamma.services.simulators.communes.table import key, table

FEWEST, LONGEST = 2, 80
REFERENCE = re.compile(r"(\d[\dAB]\d{3})(?:-(\d{5}))?", re.ASCII)


def find(text: str, limit: int = 10) -> tuple[Commune, ...]:
    """Communes of that very name, then those whose name begins so, then those that have such words.

    Accents, capitals and hyphens do not count; digits are the beginning of a postal code. Under two signs, none.
    """
    typed = key(text[:LONGEST]).split()
    digits = next((word for word in typed if word.isdigit()), "")
    words = " ".join(word for word in typed if not word.isdigit())
    if len(words) + len(digits) < FEWEST:
        return ()
    needles = (f"\n {words} \t", f"\n {words}", f" {words}") if words else (f",{digits}",)
    found = {one.code: one for needle in needles for one in islice(_matching(needle, words, digits), limit)}
    return tuple(found.values())[:limit]


def by(reference: str) -> Commune | None:
    """The commune of a code (INSEE), or of a `Commune.reference`; None where there is none."""
    match = REFERENCE.fullmatch(reference)
    line = next(_lines(f"\t#{match[1]}\t"), None) if match else None
    return _commune(line, match[2] or "") if line and match else None


def _matching(needle: str, words: str, digits: str) -> Iterator[Commune]:
    """The communes whose lines hold the needle, where it stands in the name, and of those postal codes."""
    for line in _lines(needle):
        one = _commune(line, digits)
        if f" {words}" in line.partition("\t")[0] and one.postal_codes[0].startswith(digits):
            yield one


def _lines(needle: str) -> Iterator[str]:
    """The lines of the table that hold the needle, in its order."""
    text, sought = table(), needle.encode()
    at = text.find(sought)
    while at >= 0:
        end = text.find(b"\n", at + 1)
        yield text[text.rfind(b"\n", 0, at + 1) + 1 : end].decode()
        at = text.find(sought, end)


def _commune(line: str, digits: str) -> Commune:
    """A line as a commune; the postal codes that begin with the digits come first."""
    _key, code, name, codes, department, population = line.split("\t")
    known = sorted(codes[1:].split(","), key=lambda one: not one.startswith(digits))
    return Commune(code[1:], name, tuple(known), department, int(population))
