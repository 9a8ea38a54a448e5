"""Sites: which products are measured, from which pages, in which mode."""

import secrets

from django.db import transaction
from django.utils.translation import gettext as _

from gamma.cockpit.programme.models import Enrolment
from gamma.ground.audit.actions import By, changing, made
from gamma.ground.errors import UserError
from gamma.instruments.audience.facts import SiteFacts
from gamma.instruments.audience.models import Site


@transaction.atomic
def open_site(facts: SiteFacts, *, enrolment: Enrolment, by: By) -> Site:
    """Begin to measure a product in a mode; it has one site in each at most."""
    if Site.objects.filter(product=enrolment.product, mode=facts.mode).exists():
        raise UserError(_("Ce service est déjà mesuré ainsi : ouvrir ses réglages pour les changer."))
    site = Site.objects.create(product=enrolment.product, key=secrets.token_hex(6), **facts.model_dump())
    made(site, by=by, scope=enrolment.scope)
    return site


def change_site(site: Site, facts: SiteFacts, *, enrolment: Enrolment, by: By) -> Site:
    """Change where it is measured, or what; its mode stays: what was counted was counted so."""
    if facts.mode != site.mode:
        raise UserError(_("Le mode d'une mesure ne change pas : en ouvrir une autre dans l'autre mode."))
    with changing(site, by=by, scope=enrolment.scope):
        for name, value in facts.model_dump().items():
            setattr(site, name, value)
        site.save()
    return site
