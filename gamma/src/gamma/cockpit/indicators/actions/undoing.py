"""Undoing: readings that came together from a file are withdrawn, or put back as they were, together."""

from django.db import connection
from django.utils import timezone
from django.utils.translation import gettext as _

from gamma.cockpit.indicators.actions.writing import writing
from gamma.cockpit.indicators.models import Batch
from gamma.cockpit.programme.models import Enrolment
from gamma.ground.accounts.models import Person
from gamma.ground.audit.actions import changing
from gamma.ground.errors import UserError

COPIED = (
    'definition_id, period, "window", starts_on, ends_on, value, text, numerator, n, precision, provisional, '
    "source_id, taken_on, tool, evidence, note"
)
UNDO = f"""
INSERT INTO indicators_reading ({COPIED}, withdrawn, revision, reason, recorded_at, recorded_by)
SELECT {", ".join("back." + name.strip() for name in COPIED.split(","))},
       imported.revision = 0 OR back.withdrawn, imported.revision + 1,
       jsonb_build_object('fr', %(reason)s::text), now(), %(by)s
FROM indicators_reading imported
JOIN indicators_reading back
  ON (back.definition_id, back.period, back.source_id) = (imported.definition_id, imported.period, imported.source_id)
 AND back.revision = greatest(imported.revision - 1, 0)
WHERE imported.batch_id = %(batch)s
  AND NOT EXISTS (
    SELECT FROM indicators_reading later
    WHERE (later.definition_id, later.period, later.source_id)
        = (imported.definition_id, imported.period, imported.source_id)
      AND later.revision > imported.revision)
ORDER BY imported.id
"""  # noqa: S608 - the columns are ours


def undo_batch(batch: Batch, *, by: Person) -> int:
    """Each reading of a batch is withdrawn, or says again what it said before; return how many.

    One that was corrected since is left as it is: someone has looked at it after the import.
    """
    with writing(batch.enrolment) as scope:
        batch.refresh_from_db()
        if batch.undone_at:
            raise UserError(_("Cet import a déjà été annulé, par %(undone_by)s.") % {"undone_by": batch.undone_by})
        with changing(batch, by=by, scope=scope, verb="undone"):
            batch.undone_at, batch.undone_by = timezone.now(), by
            batch.save(update_fields=["undone_at", "undone_by"])
        count = _undone(batch, by)
        if not count:
            raise UserError(_("Chaque relevé de cet import a été corrigé depuis : il n'y a plus rien à annuler."))
    return count


def make_batch(name: str, *, enrolment: Enrolment, by: Person | None) -> Batch:
    """What the readings of one file are held together by."""
    return Batch.objects.create(name=name[:200], enrolment=enrolment, made_by=by)


def _undone(batch: Batch, by: Person) -> int:
    words: dict[str, int | str] = {
        "batch": batch.pk,
        "by": str(by)[:200],
        "reason": f"Import de « {batch.name} » annulé",
    }
    with connection.cursor() as cursor:
        cursor.execute(UNDO, words)
        return int(cursor.rowcount)
