"""Writing: what every action of a person on the facts of an edition does around its own work."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any, TypeVar

from django.db import connection, transaction
from django.db.models import F, Model, ProtectedError, QuerySet
from django.utils.translation import gettext as _

from gamma.cockpit.programme.models import Edition
from gamma.ground.audit.actions import By, described
from gamma.ground.errors import UserError
from gamma.ground.faults import quoted
from gamma.ground.rows import Tally

Row = TypeVar("Row", bound=Model)


_TOLD: list[Callable[[Edition], object]] = []


def when_touched(tell: Callable[[Edition], object]) -> None:
    """A port: higher rooms ask to be told, in the same transaction, of an edition whose facts changed."""
    if tell not in _TOLD:
        _TOLD.append(tell)


def touch_edition(edition: Edition) -> None:
    """Note that the facts of an edition changed: what was computed of them is no longer fresh.

    Every writer of facts says so once, last in its transaction: those who asked to be told read what it wrote.
    """
    Edition.objects.filter(pk=edition.pk).update(facts_version=F("facts_version") + 1)
    for tell in _TOLD:
        tell(edition)


def hold_facts() -> None:
    """Two writers of facts would each miss the rows of the other: the second waits for the first to end."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext('gamma facts'))")


@contextmanager
def rewriting(edition: Edition) -> Iterator[None]:
    """Around a change of the facts of an edition: one writer at a time, told at its end.

    What is changed is read inside: another may have written while one waited.
    """
    with transaction.atomic():
        hold_facts()
        yield
        touch_edition(edition)


@contextmanager
def writing(*editions: Edition) -> Iterator[Tally]:
    """The same of several editions, told only when something was written."""
    with transaction.atomic():
        hold_facts()
        tally = Tally()
        yield tally
        for edition in editions if tally.written else ():
            touch_edition(edition)


def noted(
    kept: Row | None, write: Callable[[], Row], describe: Callable[[Row], Mapping[str, Any]], *, by: By, scope: str
) -> Row:
    """Write a row, and note in the journal what now describes it otherwise than before."""
    before = describe(kept) if kept else {}
    row = write()
    described(row, before, describe(row), by=by, scope=scope)
    return row


def delete(row: Model, before: Mapping[str, Any], tally: Tally, *, by: By, scope: str, needed: str) -> None:
    """Delete a row that nothing rests on; `needed` says what does, when something does."""
    described(row, before, {}, by=by, scope=scope)
    try:
        with transaction.atomic():
            row.delete()
    except ProtectedError as error:
        raise UserError(needed) from error
    tally.note(type(row), "removed")


def unused(rows: QuerySet[Any], slug: str) -> None:
    """Refuse an address that another row has."""
    if rows.filter(slug=slug).exists():
        raise UserError(_("%(slug)s existe déjà ici : choisir une autre adresse.") % {"slug": quoted(slug)})
