"""Locking: what is decided upon is read again, and held, before it is written."""

from django.utils.translation import gettext as _

from gamma.cockpit.selection.models import Application, Call, Decision, Grid
from gamma.ground.errors import UserError


def undecided(call: Call) -> Call:
    """The call, held: nobody decides upon it, nor closes its scores, while we write."""
    held = Call.objects.select_for_update().select_related("edition").get(pk=call.pk)
    if Decision.objects.filter(call=held).exists():
        raise UserError(_("La décision est enregistrée : plus rien de cette sélection ne change."))
    return held


def in_force(call: Call) -> Grid:
    """The last version of the grid of a call, held."""
    return Grid.objects.select_for_update(of=("self",)).filter(call=call).order_by("-version")[0]


def still(application: Application) -> Application:
    """The application, held, as long as nothing is decided."""
    undecided(application.call)
    found = Application.objects.select_for_update(of=("self",)).select_related("call__edition", "applicant")
    return found.get(pk=application.pk)
