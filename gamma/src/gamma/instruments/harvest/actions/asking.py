"""Asking: a person asks for a feed to be read; it is, by the next job."""

from django.db import transaction
from django.utils.translation import gettext as _
from procrastinate.contrib.django import app
from procrastinate.exceptions import AlreadyEnqueued

from gamma.ground.accounts.models import Person
from gamma.ground.audit.actions import note
from gamma.ground.errors import UserError
from gamma.instruments.harvest.models import Feed


@transaction.atomic
def ask_feed(feed: Feed, *, by: Person) -> None:
    """Have a feed read as soon as may be. Raises UserError for one that is suspended, or asked for already."""
    if not feed.enabled:
        raise UserError(_("Ce flux est suspendu : l'activer d'abord."))
    note("asked for", by=by, scope=feed.indicator.enrolment.scope, subject=feed.title, model="harvest.feed")
    task = app.configure_task("harvest.read", queueing_lock=f"harvest.read.{feed.pk}", lock="harvest")
    try:
        with transaction.atomic():
            task.defer(feed=feed.pk)
    except AlreadyEnqueued:
        raise UserError(_("Ce relevé est déjà demandé : il se fera dans la minute.")) from None
