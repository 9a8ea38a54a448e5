"""Collation: the order in which two replacements of equal priority are tried (ICU root order, SPEC §13)."""

import unicodedata
from functools import lru_cache

# Root order puts blanks, then punctuation, then symbols and currencies before digits, and digits before letters.
_MARKS = " _-,;:!?.'\"()[]{}@*/\\&#%`´^¨°©®+±÷×<=>|~$¢£¤¥€«»"
_RANK = {mark: index for index, mark in enumerate(_MARKS)}
_EXPANDED = str.maketrans({"œ": "oe", "Œ": "OE", "æ": "ae", "Æ": "AE", "ß": "ss"})


@lru_cache(maxsize=4096)
def collation_key(name: str) -> tuple[object, ...]:
    """Letters first without accent or case, then accents, then case (small before capital)."""
    letters = unicodedata.normalize("NFD", name.translate(_EXPANDED))
    base = [letter for letter in letters if not unicodedata.combining(letter)]
    primary = tuple(_primary(letter) for letter in base)
    return primary, _accents(letters), tuple(letter.isupper() for letter in base), name


def _primary(letter: str) -> tuple[int, object]:
    if letter.isalpha():
        return 2, letter.lower()
    return (1, letter) if letter.isdigit() else (0, _RANK.get(letter, len(_RANK) + ord(letter)))


def _accents(letters: str) -> tuple[str, ...]:
    marks: list[str] = []
    for letter in letters:
        if unicodedata.combining(letter) and marks:
            marks[-1] += letter
        else:
            marks.append("")
    return tuple(marks)
