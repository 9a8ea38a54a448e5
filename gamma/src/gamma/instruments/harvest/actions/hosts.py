"""What may be written of the hosts that the feeds of an edition may ask."""

from django.db import transaction
from django.utils.translation import gettext as _

from gamma.cockpit.programme.models import Edition
from gamma.ground.accounts.models import Person
from gamma.ground.audit.actions import made, removed
from gamma.ground.errors import UserError
from gamma.ground.faults import quoted
from gamma.instruments.harvest.facts import HostFacts
from gamma.instruments.harvest.models import Host


@transaction.atomic
def allow_host(facts: HostFacts, *, edition: Edition, by: Person) -> Host:
    """A host that may be asked from now on."""
    if edition.hosts.filter(name=facts.name).exists():
        raise UserError(_("%(host)s est déjà autorisé.") % {"host": quoted(facts.name)})
    host = Host.objects.create(edition=edition, name=facts.name, why=facts.why, added_by=by)
    made(host, by=by, scope=edition.slug)
    return host


@transaction.atomic
def forbid_host(host: Host, *, by: Person) -> None:
    """A host that is asked no more: its feeds fail from the next round on, and say why."""
    removed(host, by=by, scope=host.edition.slug)
    host.delete()
