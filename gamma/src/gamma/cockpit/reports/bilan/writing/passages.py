"""Passages: the texts of an edition as they were saved, each version kept; the last ones are those of its bilan."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Max, QuerySet

from gamma.cockpit.programme.models import Edition, Enrolment
from gamma.cockpit.reports.bilan.computing import computed
from gamma.cockpit.reports.bilan.content import AcknowledgedPiece, Bilan, TextPiece
from gamma.cockpit.reports.bilan.writing.checking import flags
from gamma.cockpit.reports.lists import OF_EDITION, OF_PRODUCT, Section
from gamma.cockpit.reports.models import Acknowledgement, Passage
from gamma.ground.texts import LANGUAGES


@dataclass(frozen=True)
class Place:
    """A section of the bilan: of an edition, or of a product's part in it."""

    edition: Edition
    section: Section
    enrolment: Enrolment | None = None

    @property
    def product(self) -> str:
        return self.enrolment.product.slug if self.enrolment else ""

    @property
    def scope(self) -> str:
        """The address of what it concerns, in the journal."""
        return f"{self.edition.slug}/{self.product}".rstrip("/")

    @property
    def key(self) -> str:
        """Its name among the texts of a bilan."""
        return TextPiece(product=self.product, section=self.section, text={}).key


def places(edition: Edition) -> list[Place]:
    """Every section that an edition has room for, in the order of the page."""
    parts = edition.enrolments.select_related("product")
    ours = [Place(edition, section) for section in OF_EDITION]
    return ours + [Place(edition, section, part) for part in parts for section in OF_PRODUCT]


def versions(place: Place) -> QuerySet[Passage]:
    """What was saved of a section, in all languages, the latest first."""
    found = Passage.objects.filter(edition=place.edition, enrolment=place.enrolment, section=place.section)
    return found.order_by("-pk")


def latest(edition: Edition) -> list[Passage]:
    """The texts that are read now."""
    found = Passage.objects.filter(edition=edition).select_related("edition", "enrolment__product")
    key = ("enrolment_id", "section", "language")
    return list(found.order_by(*key, "-revision").distinct(*key))


def words(place: Place) -> dict[str, str]:
    """The text of a section as it is read now, by language."""
    found: dict[str, str] = {}
    for row in versions(place):
        found.setdefault(row.language, row.text)
    return {language: found[language] for language in LANGUAGES if found.get(language)}


def stamp(edition: Edition) -> str:
    """Changes with anything that is written of an edition's texts."""
    last = Passage.objects.filter(edition=edition).aggregate(Max("pk"))["pk__max"]
    given = Acknowledgement.objects.filter(edition=edition).aggregate(Max("given_at"))["given_at__max"]
    return f"{last}.{given:%Y%m%d%H%M%S%f}" if given else f"{last}"


def written(edition: Edition, today: date) -> Bilan:
    """The bilan of an edition as its facts stand, with the texts that are read now and what is answered for in them."""
    return dressed(edition, computed(edition, today))


def dressed(edition: Edition, bilan: Bilan) -> Bilan:
    """A bilan with the texts of its edition."""
    with_texts = bilan.model_copy(update={"texts": _texts(edition, latest(edition))})
    return with_texts.model_copy(update={"acknowledged": _acknowledged(edition, with_texts)})


def _texts(edition: Edition, passages: Iterable[Passage]) -> list[TextPiece]:
    said: dict[tuple[str, str], dict[str, str]] = {}
    for row in passages:
        if row.text:
            said.setdefault((row.product, row.section), {})[row.language] = row.text
    return [
        TextPiece(
            product=place.product, section=place.section, text={code: text[code] for code in LANGUAGES if code in text}
        )
        for place in places(edition)
        if (text := said.get((place.product, place.section)))
    ]


def _acknowledged(edition: Edition, bilan: Bilan) -> list[AcknowledgedPiece]:
    """What its writers answer for, of what the texts still say."""
    given = {row.flag: row for row in Acknowledgement.objects.filter(edition=edition)}
    return [
        AcknowledgedPiece(
            product=flag.product,
            section=flag.section,
            language=flag.language,
            kind=flag.kind,
            typed=flag.typed,
            sentence=flag.sentence,
            reason=given[flag.id].reason,
        )
        for flag in (flags(bilan) if given else [])
        if flag.id in given and flag.answerable
    ]
