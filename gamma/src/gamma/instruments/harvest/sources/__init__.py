"""Sources: one kind of source a file. It says what a person fills in, what is requested, how the answer is read.

To add one: its file here, its word in `lists.FeedKind`, its line below, a test against a server that speaks as it does.
"""

from gamma.instruments.harvest.lists import FeedKind
from gamma.instruments.harvest.sources import folder, matomo, metabase, plausible, sql, stats, table, umami, webhook
from gamma.instruments.harvest.sources.kinds import Kind

KINDS: dict[FeedKind, Kind] = {
    one.KIND.word: one.KIND for one in (matomo, plausible, umami, metabase, stats, table, sql, folder, webhook)
}
"""Every kind, in the order of the page that lets one choose."""


def kind_of(word: str) -> Kind:
    """The kind of a word of the list. Raises KeyError."""
    return KINDS[FeedKind(word)]
