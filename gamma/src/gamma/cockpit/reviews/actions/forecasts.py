"""What may be written of a forecast: the whole table at once; what it was before is in the journal, stage by stage."""

from collections.abc import Sequence

from django.db import transaction
from django.utils.translation import gettext as _

from gamma.cockpit.programme.models import Enrolment
from gamma.cockpit.reviews.facts import ForecastFacts
from gamma.cockpit.reviews.models import Forecast
from gamma.ground.audit import actions as journal
from gamma.ground.audit.actions import By
from gamma.ground.errors import UserError


@transaction.atomic
def write_forecast(enrolment: Enrolment, facts: Sequence[ForecastFacts], *, by: By) -> list[Forecast]:
    """Bring the stages described to what is said of them; months of which nothing is said any more are left out."""
    indicators = {row.slug: row for row in enrolment.indicators.all()}
    rows = []
    for said in facts:
        if said.indicator and said.indicator not in indicators:
            raise UserError(_("L'indicateur choisi n'est pas de ce service."))
        row, new = Forecast.objects.get_or_create(enrolment=enrolment, stage=said.stage)
        with journal.changing(row, by=by, scope=enrolment.scope, verb="made" if new else "changed"):
            row.indicator = indicators[said.indicator] if said.indicator else None
            row.means, row.months = said.means, {month: f"{value:f}" for month, value in said.months.items()}
            row.save()
        rows.append(row)
    return rows
