"""Words: a port. A room declares how the journal names what it writes: a thing, its fields by the labels of its form.

`declare` is called by the rooms when the house opens (`AppConfig.ready`). What nobody declared keeps its own name.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.forms import Field, Form

from gamma.ground import wording
from gamma.ground.design.numbers import number
from gamma.ground.design.shapes import Change
from gamma.ground.forms.editing import said
from gamma.ground.forms.fields import NumberField

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

    from gamma.ground.audit.models import Entry


DATE = re.compile(r"(19|20|21)\d\d-\d\d(-\d\d)?")


@dataclass(frozen=True)
class Thing:
    """What a row is called, and the fields that its form asks for; `labels` are those that no form has."""

    name: "StrOrPromise"
    fields: Mapping[str, Field] = field(default_factory=dict)
    labels: "Mapping[str, StrOrPromise]" = field(default_factory=dict)


_THINGS: dict[str, Thing] = {}
_VERBS: "dict[str, StrOrPromise]" = {}


def declare(
    model: str,
    name: "StrOrPromise",
    form: type[Form] | None = None,
    labels: "Mapping[str, StrOrPromise | Field] | None" = None,
) -> None:
    """Say what the rows of a model ("indicators.reading") are called, and what form tells of their fields.

    `labels` are those of fields that no form has; a field itself, where values are words of a list.
    """
    more = labels or {}
    fields = {name: one for name, one in more.items() if isinstance(one, Field)}
    plain = {name: one for name, one in more.items() if not isinstance(one, Field)}
    _THINGS[model] = Thing(name, {**(form.base_fields if form else {}), **fields}, plain)


def declare_verbs(**verbs: "StrOrPromise") -> None:
    """Say what was done, in words: `accepted=_("a accepté")`."""
    _VERBS.update(verbs)


def verb(entry: "Entry") -> str:
    """What was done."""
    return str(_VERBS.get(entry.verb, entry.verb))


def name(model: str) -> str:
    """What a sort of row is called."""
    return str(_THINGS[model].name) if model in _THINGS else model.rpartition(".")[2]


def changes(entry: "Entry") -> list[Change]:
    """Each field that an entry tells of: its label, what it was, what it became; empty ones are left out."""
    thing = _THINGS.get(entry.model, Thing(entry.model))
    names = _ordered(thing, {**entry.after, **entry.before})
    told = [(one, _said(thing, one, entry.before.get(one)), _said(thing, one, entry.after.get(one))) for one in names]
    return [Change(_label(thing, one), before, after) for one, before, after in told if before or after]


def _ordered(thing: Thing, names: Mapping[str, Any]) -> list[str]:
    """In the order in which the form asks: the base keeps none. What no label names is for machines."""
    known = [name for name in {**thing.fields, **thing.labels} if name in names]
    return known if thing.fields or thing.labels else sorted(names)


def _label(thing: Thing, name: str) -> str:
    label = thing.labels.get(name) or getattr(thing.fields.get(name), "label", None)
    return str(label or name.replace("_", " "))


def _said(thing: Thing, name: str, value: Any) -> str:
    """A value as it was chosen in its form, where it was chosen from a list."""
    listed = {str(key): str(label) for key, label in getattr(thing.fields.get(name), "choices", ())}
    if isinstance(value, list):
        return ", ".join(listed.get(str(one), said(one)) for one in value)
    if isinstance(value, str) and DATE.fullmatch(value):
        return wording.partial(value)
    if isinstance(thing.fields.get(name), NumberField) and value:
        return number(Decimal(value))
    return listed.get(str(value)) or said(value)
