"""Bindings: a person says which measure feeds an indicator from now on, or that none does."""

from datetime import date, datetime

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from gamma.cockpit.indicators.models import Binding, Indicator
from gamma.cockpit.indicators.queries.binding import MOST, behind, binding_of, last_definition, trial, unfit
from gamma.ground.accounts.models import Person
from gamma.ground.audit.actions import made, removed
from gamma.ground.errors import UserError


@transaction.atomic
def bind(indicator: Indicator, *, measure: str, since: date, by: Person, now: datetime) -> Binding:
    """Have an indicator fed by a measure, from the period that a day is in; what is over is read at the next round.

    It replaces what fed an older version of its definition. Raises UserError for a measure that does not fit, that
    cannot be asked, or for an indicator that is fed already.
    """
    Indicator.objects.select_for_update().get(pk=indicator.pk)
    definition, today = last_definition(indicator), localdate(now)
    if why := unfit(measure, definition, today) or _too_far(behind(definition, since, today), since, today):
        raise UserError(why)
    trial(measure, definition, since, today)
    kept = binding_of(indicator)
    if kept and kept.definition_id == definition.pk:
        raise UserError(_("Cet indicateur se relève déjà tout seul : arrêter d'abord, pour choisir une autre mesure."))
    if kept:
        unbind(kept, by=by)
    row = Binding.objects.create(definition=definition, measure=measure, since=since, made_at=now, made_by=by)
    made(row, by=by, scope=indicator.enrolment.scope)
    return row


@transaction.atomic
def unbind(binding: Binding, *, by: Person) -> None:
    """Have an indicator fed no more; what was read stays."""
    removed(binding, by=by, scope=binding.definition.indicator.enrolment.scope)
    binding.delete()


def _too_far(count: int, since: date, today: date) -> str:
    if since > today:
        return _("Cette date est à venir : les relevés commencent au plus tard à la période en cours.")
    return _("Trop de périodes sont finies depuis cette date : choisir un début plus récent.") if count > MOST else ""
