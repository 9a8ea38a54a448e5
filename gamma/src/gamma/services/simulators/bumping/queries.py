"""Queries: the door of the folder – one version of a model beside another."""

from django.conf import settings

from gamma.services.simulators.bumping.comparing import Report, compare
from gamma.services.simulators.bumping.fetching import folder_of
from gamma.services.simulators.bumping.telling import told
from gamma.services.simulators.catalogue import simulators

__all__ = ["compared", "told"]


def compared(model: str, version: str, former: str | None = None) -> Report:
    """What `version` of a model (an npm version, or a folder) changes; `former` is the one in use when not told.

    Raises UserError: a version that does not exist, rules that cannot be read.
    """
    before = folder_of(former, model) if former else settings.RULE_MODELS[model]
    return compare(before, folder_of(version, model), [one for one in simulators().values() if one.model == model])
