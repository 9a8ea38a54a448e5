"""The closed lists of the audience. Plain Python: the collector reads them, and it runs without Django."""

from enum import StrEnum


class Mode(StrEnum):
    """Whether those who are counted were asked: it decides what is kept, and what can be said of it."""

    EXEMPT = "exempt"
    CONSENTED = "consented"


class What(StrEnum):
    """What an event tells of; one letter, as it is kept."""

    VIEW = "v"
    ACTION = "a"
    EXIT = "o"
    EMBEDDED = "e"


class Grain(StrEnum):
    """The spans over which different visitors are counted."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"
    ROLLING = "rolling_12_months"


class Dimension(StrEnum):
    """What the counts of a day are divided by."""

    PAGE = "page"
    SOURCE = "source"
    ACTION = "action"
    EXIT = "exit"
    HOST = "host"


KEPT_DAYS = 60
"""How long events are kept."""

PRESENCE_DAYS = 750
"""How long the days on which a consented visitor came are kept: less than the 25 months of the rule."""

ID_DAYS = 395
"""How long the number of a consented visitor lives, from its first day: 13 months."""

STALE_DAYS = 7
"""How old the script of an open page may be; an older one is asked to renew itself."""
