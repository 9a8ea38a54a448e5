"""How the other rooms tell the journal what they write; always in the transaction that writes it."""

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from django.db import connection, models, transaction
from django.db.models import F, Func, Q

from gamma.ground.accounts.models import Person
from gamma.ground.audit.models import Entry
from gamma.ground.texts import chosen

By = Person | str
"""Who writes: a person of the site, or the name of who ran a command."""
FORGOTTEN = "personne effacée"
"""What stands where the name of someone who asked to be forgotten stood: the one word that the database lets in."""


def note(
    verb: str,
    *,
    by: By,
    scope: str,
    subject: str,
    model: str = "",
    before: Mapping[str, Any] | None = None,
    after: Mapping[str, Any] | None = None,
) -> Entry:
    """Add an entry about anything; what is no JSON (dates, decimals) is kept as text."""
    return Entry.objects.create(
        verb=verb,
        person=by if isinstance(by, Person) else None,
        by=str(by)[:200],
        scope=scope,
        model=model,
        subject=subject[:300],
        before=plain(before or {}),
        after=plain(after or {}),
    )


def made(row: models.Model, *, by: By, scope: str, verb: str = "made") -> Entry:
    """A row that was just made."""
    return _noted(row, verb, by, scope, {}, values(row))


def removed(row: models.Model, *, by: By, scope: str, verb: str = "removed") -> Entry:
    """A row that is about to be deleted."""
    return _noted(row, verb, by, scope, values(row), {})


def described(
    row: models.Model, before: Mapping[str, Any], after: Mapping[str, Any], *, by: By, scope: str, subject: str = ""
) -> Entry | None:
    """A row by what describes it, its lists and links with it: only what differs; nothing, when nothing does."""
    then, now = plain(before), plain(after)
    differing = [name for name in {**now, **then} if now.get(name) != then.get(name)]
    if not differing:
        return None
    verb = "changed" if before and after else "made" if after else "removed"
    told, model = subject or _subject(row, after or before), row._meta.label_lower
    then, now = _of(then, differing), _of(now, differing)
    return note(verb, by=by, scope=scope, subject=told, model=model, before=then, after=now)


def _subject(row: models.Model, told: Mapping[str, Any]) -> str:
    """The words by which a person knows a thing, where its description has some."""
    named = (told.get(name) for name in ("name", "label", "title", "text"))
    value = next((one for one in named if one), "")
    return chosen(value) if isinstance(value, Mapping) else str(value or row)


def _of(values: Mapping[str, Any], names: list[str]) -> dict[str, Any]:
    return {name: values[name] for name in names if name in values}


@contextmanager
def changing(row: models.Model, *, by: By, scope: str, verb: str = "changed") -> Iterator[None]:
    """Around the code that changes a row: what differs afterwards is noted; nothing, when nothing does."""
    with transaction.atomic():
        before = values(row)
        yield
        after = values(row)
        differing = [name for name in after if after[name] != before.get(name)]
        if differing:
            _noted(row, verb, by, scope, {n: before.get(n) for n in differing}, {n: after[n] for n in differing})


@transaction.atomic
def forget(person: Person) -> int:
    """Take a person out of the lines that they wrote or that name them; what was written stays. Return how many."""
    own = Entry.objects.filter(person=person)
    names = {str(person), *own.values_list("by", flat=True)}
    naming = Q(person=person) | Q(before__icontains=person.email) | Q(after__icontains=person.email)
    with _forgetting(person.email, sorted(names)):
        told = {name: Func(F(name), function="audit_forgotten") for name in ("subject", "before", "after")}
        lines = Entry.objects.filter(naming).update(**told)
        own.update(person=None, by=FORGOTTEN)
    return lines


@contextmanager
def _forgetting(email: str, names: list[str]) -> Iterator[None]:
    """Tell the database who is being forgotten: it lets nothing else change, and nothing once this is over."""
    setting = "SELECT set_config('audit.forgetting', %s, true)"
    with connection.cursor() as cursor:
        cursor.execute(setting, [json.dumps({"email": email, "names": names}, ensure_ascii=False)])
        yield
        cursor.execute(setting, [""])


def values(row: models.Model) -> dict[str, Any]:
    """The columns of a row as the journal keeps them, but for its key."""
    return plain({field.name: _value(row, field) for field in row._meta.concrete_fields if not field.primary_key})


def plain(mapping: Mapping[str, Any]) -> dict[str, Any]:
    """A mapping as JSON keeps it."""
    return {name: value if _is_json(value) else str(value) for name, value in mapping.items()}


def _noted(row: models.Model, verb: str, by: By, scope: str, before: dict[str, Any], after: dict[str, Any]) -> Entry:
    model = row._meta.label_lower
    return note(verb, by=by, scope=scope, subject=str(row), model=model, before=before, after=after)


def _value(row: models.Model, field: "models.Field[Any, Any]") -> Any:
    """A link is kept as the words of what it leads to: the row may be gone when the journal is read.

    A person is told with their address, so that they can be found again, and forgotten.
    """
    value = getattr(row, field.name)
    if isinstance(value, Person):
        return f"{value} <{value.email}>"
    return str(value) if isinstance(value, models.Model) else value


def _is_json(value: Any) -> bool:
    return value is None or isinstance(value, str | int | float | bool | list | dict)
