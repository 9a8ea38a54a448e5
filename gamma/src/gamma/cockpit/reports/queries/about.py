"""About: what an edition is — who runs it, when, for whom, how its products were chosen and reviewed."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from gamma.cockpit.programme.lists import Role
from gamma.cockpit.programme.models import Edition, Sponsorship
from gamma.cockpit.programme.queries import kept_in_words
from gamma.cockpit.reports import phrases
from gamma.cockpit.reports.queries import links, words
from gamma.cockpit.reviews.lists import ReviewKind
from gamma.cockpit.reviews.models import Review
from gamma.ground.design.shapes import Event, Item
from gamma.ground.texts import Text

MOST = 40


@dataclass(frozen=True)
class About:
    purpose: Text
    facts: list[Item]
    criteria: list[Text]
    reviews: list[Event]
    undated: list[Event]
    links: list[Item]


def about(edition: Edition, today: date) -> About:
    """What a reader may want to know of an edition once its results are read."""
    return kept_in_words("about", edition, today, lambda: _about(edition, today))


def _about(edition: Edition, today: date) -> About:
    reviews = list(edition.reviews.all())
    dated = sorted((review for review in reviews if _when(review)), key=lambda row: phrases.sortable(_when(row)))
    return About(
        purpose=edition.purpose,
        facts=_facts(edition),
        criteria=[criterion.text for criterion in edition.criteria.all()],
        reviews=[_event(review, today) for review in dated],
        undated=[_event(review, today) for review in reviews if not _when(review)],
        links=_links(edition),
    )


def _facts(edition: Edition) -> list[Item]:
    parts = Sponsorship.objects.filter(enrolment__edition=edition).select_related("organisation").order_by("pk")
    rows = list(parts[: MOST * 2])
    return words.items(
        {
            _("Dates"): phrases.dates(edition.starts, edition.ends),
            _("Programme mené par"): edition.operator,
            _("Administrations porteuses"): _named(rows, Role.SPONSOR),
            _("Incubateurs"): _named(rows, Role.INCUBATOR),
        }
    )


def _named(parts: Iterable[Sponsorship], role: Role) -> str:
    names = list(dict.fromkeys(part.organisation.name for part in parts if part.role == role))
    return ", ".join(names[:MOST]) + (_(" et d'autres") if len(names) > MOST else "")


def _when(review: Review) -> str:
    """The day a review was held, or its text published, or that it was planned for."""
    return str(review.held or review.published or review.planned)


def _event(review: Review, today: date) -> Event:
    kind = words.label(ReviewKind, review.kind)
    when = phrases.date(_when(review))
    notes = [
        _("prévu : %(when)s") % {"when": phrases.date(review.planned)} if review.planned else "",
        _("publié : %(when)s") % {"when": phrases.date(review.published)} if review.published and review.held else "",
    ]
    ahead = (
        _("à venir") if not (review.held or review.published) and phrases.sortable(_when(review)) > str(today) else ""
    )
    return Event(f"{kind[0].upper()}{kind[1:]}", when, ", ".join(note for note in (*notes, ahead) if note))


def _links(edition: Edition) -> list[Item]:
    return [
        Item(
            _("Sources"), _("tous les textes et jeux de données lus"), reverse("reports:sources", args=[edition.slug])
        ),
        Item(_("Données ouvertes"), _("tous les relevés, à télécharger"), links.to_edition(edition, "data")),
    ]
