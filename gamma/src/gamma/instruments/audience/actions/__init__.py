"""What may be written of the audience: the sites that are measured, their counts, and what is forgotten of visitors."""

from gamma.instruments.audience.actions.counts import fold, fold_due, oldest
from gamma.instruments.audience.actions.forgetting import forget_events, forget_presences, forget_salts
from gamma.instruments.audience.actions.sites import change_site, open_site

__all__ = [
    "change_site",
    "fold",
    "fold_due",
    "forget_events",
    "forget_presences",
    "forget_salts",
    "oldest",
    "open_site",
]
