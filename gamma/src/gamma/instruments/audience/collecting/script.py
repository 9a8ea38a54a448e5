"""Script: what a page loads to tell what is done on it; it bears the day on which it was served."""

import gzip
from datetime import date
from functools import lru_cache
from importlib.resources import files

from gamma.instruments.audience.collecting.accepting import EPOCH
from gamma.instruments.audience.collecting.sites import Site
from gamma.instruments.audience.lists import ID_DAYS

SOURCE = files(__package__).joinpath("script.js").read_text(encoding="utf-8")


def dated(day: date) -> str:
    """A day as numbers begin with it: four hexadecimal digits."""
    return f"{(day - EPOCH).days:04x}"


@lru_cache(maxsize=1_000)
def script(site: Site, address: str, day: date) -> bytes:
    """The script of a site, compressed (gzip); `address` is where it tells events."""
    words = {"{site}": address, "{mode}": site.mode.value, "{day}": dated(day), "{lives}": str(ID_DAYS)}
    text = SOURCE
    for word, value in words.items():
        text = text.replace(word, value)
    return gzip.compress(text.encode(), mtime=0)
