"""Depth: the recursion limit is that of all threads."""

import sys
from threading import Event, Thread

import pytest

from publicodes import PublicodesError
from publicodes.depth import DEEPEST, deep


def test_the_limit_is_put_back():
    before = sys.getrecursionlimit()
    with pytest.raises(PublicodesError, match="without end"), deep():
        raise RecursionError
    assert sys.getrecursionlimit() == before


def test_a_thread_that_comes_back_leaves_the_others_their_depth():
    within, leave = Event(), Event()

    def stay():
        with deep():
            within.set()
            leave.wait()

    other = Thread(target=stay)
    other.start()
    within.wait()
    with deep():
        leave.set()
        other.join()
        assert sys.getrecursionlimit() == DEEPEST
