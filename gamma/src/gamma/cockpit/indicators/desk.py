"""Desk: what the indicators of their products ask of a person, and the page where they are worked on."""

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import groupby

from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from gamma.cockpit.indicators import queries
from gamma.cockpit.programme.access import Right
from gamma.cockpit.programme.models import Enrolment
from gamma.cockpit.programme.queries import enrolments_held
from gamma.ground.accounts.models import Person
from gamma.ground.desk import Link, Place, Task
from gamma.ground.texts import chosen


def opens(place: Place) -> Iterator[Link]:
    """The indicators of a product, for who may see its work."""
    if place.product and place.roles & Right.PRODUCT_SEE.value:
        yield Link(
            _("Indicateurs, cibles et relevés"), reverse("indicators:product", args=[place.edition, place.product])
        )


def asks(person: Person, today: date) -> Iterator[Task]:
    """Targets to answer, indicators to accept, readings that are late; to each role its own."""
    yield from _targets(person)
    yield from _indicators(person)
    yield from _readings(person, today)


def _targets(person: Person) -> Iterator[Task]:
    for row in queries.awaited(enrolments_held(person, Right.TARGET_ACCEPT.value)):
        indicator = row.definition.indicator
        words = [*_words(indicator.enrolment), indicator.slug, str(row.pk)]
        text = _("Répondre à la cible proposée : %(name)s") % {"name": chosen(row.definition.name)}
        yield Task(text, reverse("indicators:answer", args=words), _scope(words), localdate(row.proposed_at))


def _indicators(person: Person) -> Iterator[Task]:
    for row in queries.acceptable(enrolments_held(person, Right.INDICATOR_ACCEPT.value)):
        words = [*_words(row.enrolment), row.slug]
        text = _("Accepter l'indicateur proposé : %(name)s") % {"name": chosen(row.definitions.all()[0].name)}
        yield Task(text, reverse("indicators:indicator", args=words), _scope(words))


def _readings(person: Person, today: date) -> Iterator[Task]:
    """One task a product: the readings that are late are all on its page."""
    found = [one for one in queries.due(enrolments_held(person, Right.READING_WRITE.value), today) if one.late]
    for enrolment, rows in groupby(found, key=lambda one: one.indicator.enrolment):
        late = list(rows)
        text = ngettext("%(count)s relevé est en retard", "%(count)s relevés sont en retard", len(late))
        since = today - timedelta(days=max(one.days for one in late))
        words = _words(enrolment)
        yield Task(text % {"count": len(late)}, reverse("indicators:product", args=words), _scope(words), since)


def _words(enrolment: Enrolment) -> list[str]:
    return [enrolment.edition.slug, enrolment.product.slug]


def _scope(words: list[str]) -> str:
    return "/".join(words[:2])
