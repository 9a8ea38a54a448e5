"""Writing: a Season as the YAML a person reads and mends; what a field would say by default is left out."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from enum import Enum
from typing import Any

import yaml

from gamma.cockpit.reports.season.schema import Season

NAMING = frozenset({"format", "id", "period"})


def written(season: Season) -> str:
    """The text of a season file."""
    facts = season.model_dump(exclude_defaults=True)
    return yaml.dump(_plain(facts), Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=110)


def _mapping(value: Mapping[str, Any]) -> Any:
    """A text in French only is written alone; what names a thing is written before what it says."""
    if list(value) == ["fr"] and isinstance(value["fr"], str):
        return value["fr"]
    return {key: _plain(value[key]) for key in sorted(value, key=lambda key: key not in NAMING)}


class _Dumper(yaml.SafeDumper):
    """Never an alias: the format refuses them."""

    def ignore_aliases(self, data: Any) -> bool:  # noqa: ARG002
        return True


class _Number(str):
    """A number to be written without quotes."""


def _plain(value: Any) -> Any:
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, Mapping):
        return _mapping(value)
    if isinstance(value, list | tuple):
        return [_plain(item) for item in value]
    if isinstance(value, Decimal):
        return _Number(f"{value:f}")
    return value.isoformat() if isinstance(value, date) else value


def _number(dumper: yaml.SafeDumper, value: _Number) -> yaml.ScalarNode:
    tag = "tag:yaml.org,2002:float" if "." in value else "tag:yaml.org,2002:int"
    return dumper.represent_scalar(tag, str(value))


_Dumper.add_representer(_Number, _number)
