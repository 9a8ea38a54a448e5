"""What may be written of a charter: who it is for, rituals, access to data; then everyone agrees to it."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from gamma.cockpit.programme.models import Enrolment
from gamma.cockpit.programme.queries import is_over
from gamma.cockpit.reviews.facts import CharterFacts
from gamma.cockpit.reviews.models import Charter
from gamma.cockpit.reviews.queries.charter import lacking
from gamma.ground.audit import actions as journal
from gamma.ground.audit.actions import By
from gamma.ground.errors import UserError


@transaction.atomic
def write_charter(enrolment: Enrolment, facts: CharterFacts, *, by: By) -> Charter:
    """Write or correct the charter; what everyone agreed to before is in the journal."""
    row, _new = Charter.objects.get_or_create(enrolment=enrolment)
    with journal.changing(row, by=by, scope=enrolment.scope):
        row.audience, row.rituals, row.access = facts.audience, facts.rituals, facts.access
        row.save()
    return row


@transaction.atomic
def agree(enrolment: Enrolment, *, by: By, today: date) -> Charter:
    """Everyone said yes to the charter: the sponsor and the data owner are named by then."""
    missing = lacking(enrolment)
    if missing and not is_over(enrolment.edition, today):
        raise UserError(_("Avant de valider la charte, il manque : %(missing)s.") % {"missing": ", ".join(missing)})
    row, _new = Charter.objects.get_or_create(enrolment=enrolment)
    with journal.changing(row, by=by, scope=enrolment.scope, verb="agreed"):
        row.agreed_on = row.agreed_on or today
        row.save(update_fields=["agreed_on"])
    return row
