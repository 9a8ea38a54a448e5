"""What may be written of feeds, of the hosts they may ask, and what they read."""

from gamma.instruments.harvest.actions.asking import ask_feed
from gamma.instruments.harvest.actions.feeds import change_feed, enable_feed, make_feed, remove_feed, suspend_feed
from gamma.instruments.harvest.actions.hosts import allow_host, forbid_host
from gamma.instruments.harvest.actions.receiving import Letter, receive
from gamma.instruments.harvest.actions.running import harvest, read_feed, try_feed
from gamma.instruments.harvest.actions.watching import watch

__all__ = [
    "Letter",
    "allow_host",
    "ask_feed",
    "change_feed",
    "enable_feed",
    "forbid_host",
    "harvest",
    "make_feed",
    "read_feed",
    "receive",
    "remove_feed",
    "suspend_feed",
    "try_feed",
    "watch",
]
