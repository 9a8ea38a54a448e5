"""Vocabulary: words as search compares them – no accents, no capitals, no plural – and those a word may stand for."""

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from gamma.ground.texts import sorting

WORD = re.compile(r"[^\W_]+")
SILENT = """
a au aux avec ce ces cet cette comme comment d dans de des du elle en est et eu il je l la le les leur leurs lui ma mais
me mes mon n ne nos notre nous on ou par pas pour qu que quel quelle quels quelles qui s sa sans se ses si son sont sur
ta te tes ton tu un une vos votre vous y c j m t combien the of to for and in an is what how my your
"""
STOP = frozenset(SILENT.split())
PREFIX, TYPO = 3, 4
"""Letters from which a word stands for those it begins, and for those that are one slip of the hand away."""

EXACT, BEGUN, MISTYPED = 1.0, 0.6, 0.4


def words(text: str) -> list[str]:
    """The words of a text that tell something, as they are compared."""
    return [_singular(word) for word in WORD.findall(sorting(text)) if word not in STOP]


def _singular(word: str) -> str:
    return word[:-1] if len(word) > 3 and word[-1] in "sx" else word


class Vocabulary:
    """The words of an index."""

    def __init__(self, known: Iterable[str]) -> None:
        self._sorted = sorted(set(known))
        self._known = frozenset(self._sorted)
        self._slips: dict[str, list[str]] = defaultdict(list)
        for word in self._sorted:
            for slip in _slips(word):
                self._slips[slip].append(word)

    def like(self, word: str) -> Mapping[str, float]:
        """The known words that a word may stand for, and how surely: itself, those it begins, else those near to it."""
        found = dict.fromkeys(self._begun(word), BEGUN) if len(word) >= PREFIX else {}
        if word in self._known:
            found[word] = EXACT
        return found or {near: MISTYPED for slip in _slips(word) for near in self._slips.get(slip, ())}

    def _begun(self, word: str) -> Iterator[str]:
        place = bisect_left(self._sorted, word)
        while place < len(self._sorted) and self._sorted[place].startswith(word):
            yield self._sorted[place]
            place += 1


def _slips(word: str) -> Iterator[str]:
    """A word, and the word without each of its letters: two words that share one differ by a letter, or two swapped."""
    if len(word) >= TYPO:
        yield word
        yield from {word[:place] + word[place + 1 :] for place in range(len(word))}
