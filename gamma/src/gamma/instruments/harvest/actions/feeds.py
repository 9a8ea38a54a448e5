"""What may be written of feeds: made, changed, tried before they are enabled, suspended, taken away."""

import hashlib
import json
from typing import Any

from django.db import transaction
from django.db.models import ProtectedError
from django.utils.translation import gettext as _

from gamma.cockpit.indicators.models import Indicator
from gamma.cockpit.programme.actions import measured_source
from gamma.cockpit.programme.models import Enrolment
from gamma.cockpit.programme.queries import team
from gamma.ground.accounts.models import Person
from gamma.ground.audit.actions import described
from gamma.ground.errors import UserError
from gamma.instruments.harvest.facts import FeedFacts
from gamma.instruments.harvest.fetching.shapes import MASK, Unreached
from gamma.instruments.harvest.lists import FeedKind
from gamma.instruments.harvest.models import Feed
from gamma.instruments.harvest.sealing import closed
from gamma.instruments.harvest.sources import kind_of
from gamma.instruments.harvest.sources.webhook import SHORTEST

SHORT = 8  # characters: a shorter secret could not be hidden in what is kept as evidence


@transaction.atomic
def make_feed(facts: FeedFacts, *, kind: FeedKind, secret: str, enrolment: Enrolment, by: Person) -> Feed:
    """A new feed, suspended until a trial has read something."""
    indicator = _indicator(facts, enrolment)
    feed = Feed(kind=kind, secret=closed(_accepted(kind, secret, kept=False)), **_columns(facts, indicator))
    feed.source = measured_source(enrolment.edition, f"moisson-{feed.address.hex[:12]}", _title(facts, kind))
    feed.save(force_insert=True)
    described(feed, {}, told(feed), by=by, scope=enrolment.scope, subject=feed.title)
    return feed


@transaction.atomic
def change_feed(feed: Feed, facts: FeedFacts, *, secret: str, by: Person) -> Feed:
    """Another way of reading: suspended until it is tried again, when what is asked changes. An empty secret stays."""
    before, was = told(feed), seal(feed)
    for name, value in _columns(facts, _indicator(facts, feed.indicator.enrolment)).items():
        setattr(feed, name, value)
    if _accepted(FeedKind(feed.kind), secret, kept=bool(feed.secret)):
        feed.secret = closed(secret)
    if seal(feed) != was:
        feed.tried, feed.enabled, feed.failures, feed.not_before = "", False, 0, None
    feed.save()
    after = told(feed) | ({"secret": f"{MASK} {_('(nouveau)')}"} if secret else {})
    described(feed, before, after, by=by, scope=feed.indicator.enrolment.scope, subject=feed.title)
    return feed


def enable_feed(feed: Feed, *, by: Person) -> None:
    """Let a feed be read by itself. Raises UserError for one that was not tried as it is now."""
    if feed.kind != FeedKind.WEBHOOK and feed.tried != seal(feed):
        raise UserError(_("Ce flux n'a pas encore été essayé tel qu'il est : lancer un essai à blanc d'abord."))
    _switched(feed, True, by)


def suspend_feed(feed: Feed, *, by: Person) -> None:
    """Read a feed no more; what it read stays."""
    _switched(feed, False, by)


@transaction.atomic
def remove_feed(feed: Feed, *, by: Person) -> None:
    """Take a feed away, its runs with it. Raises UserError for one that readings came from: they rest on its runs."""
    scope, source = feed.indicator.enrolment.scope, feed.source
    if source.readings.exists():
        raise UserError(
            _("Des relevés viennent de ce flux : le suspendre, pour qu'on puisse encore voir d'où ils viennent.")
        )
    described(feed, told(feed), {}, by=by, scope=scope, subject=feed.title)
    feed.delete()
    try:
        with transaction.atomic():
            source.delete()
    except ProtectedError:
        return  # something else names it since


def seal(feed: Feed) -> str:
    """A name of all that decides what a feed asks and for what: a trial holds for it alone."""
    said = [feed.kind, feed.parameters, feed.secret, feed.indicator_id]
    return hashlib.sha256(json.dumps(said, sort_keys=True).encode()).hexdigest()


def told(feed: Feed) -> dict[str, Any]:
    """What the journal says of a feed: all but its secret."""
    owner = f"{feed.owner} <{feed.owner.email}>" if feed.owner else ""
    names = ("title", "kind", "first", "delay", "patience", "enabled")
    said = {name: getattr(feed, name) for name in names}
    secret = {"secret": MASK} if feed.secret else {}
    return {**said, "indicator": feed.indicator.slug, "owner": owner, **feed.parameters, **secret}


@transaction.atomic
def _switched(feed: Feed, enabled: bool, by: Person) -> None:
    before = told(feed)
    feed.enabled, feed.failures, feed.not_before, feed.told_at = enabled, 0, None, None
    feed.save(update_fields=["enabled", "failures", "not_before", "told_at"])
    described(feed, before, told(feed), by=by, scope=feed.indicator.enrolment.scope, subject=feed.title)


def _columns(facts: FeedFacts, indicator: Indicator) -> dict[str, Any]:
    return {
        "title": facts.title,
        "indicator": indicator,
        "first": facts.first or "",
        "delay": facts.delay,
        "patience": facts.patience,
        "owner": _owner(facts, indicator.enrolment),
        "parameters": facts.parameters.model_dump(mode="json"),
    }


def _indicator(facts: FeedFacts, enrolment: Enrolment) -> Indicator:
    found = Indicator.objects.filter(enrolment=enrolment, slug=facts.indicator).first()
    if found is None:
        raise UserError(_("Cet indicateur n'est pas de ce service : en choisir un autre."))
    return found


def _owner(facts: FeedFacts, enrolment: Enrolment) -> Person | None:
    if facts.owner is None:
        return None
    found = team(enrolment).filter(person=facts.owner).first()
    if found is None:
        raise UserError(_("Cette personne n'est pas de l'équipe du service : en choisir une autre."))
    return found.person


def _accepted(kind: FeedKind, secret: str, *, kept: bool) -> str:
    """A secret that its kind can use. Raises UserError."""
    told = kind_of(kind)
    if secret and not told.secret:
        raise UserError(_("Cette sorte de flux n'a pas de secret : laisser le champ vide."))
    if not secret and not kept and told.secret and told.required:
        raise UserError(_("Il manque : %(label)s.") % {"label": told.secret})
    shortest = SHORTEST if kind is FeedKind.WEBHOOK else SHORT
    if secret and (len(secret) < shortest or not secret.isprintable()):
        raise UserError(_("Le secret a au moins %(count)s caractères, sur une ligne.") % {"count": shortest})
    if secret and kind is FeedKind.SQL:
        _readable(secret)
    return secret


def _readable(address: str) -> None:
    from gamma.instruments.harvest.fetching.databases import address_of  # it is heavy, and few ask it

    try:
        address_of(address)
    except Unreached as wrong:
        raise UserError(str(wrong)) from None


def _title(facts: FeedFacts, kind: FeedKind) -> dict[str, str]:
    return {"fr": f"{facts.title} ({kind.label})"}
