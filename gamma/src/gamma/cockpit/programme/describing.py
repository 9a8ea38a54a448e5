"""Describing: what is kept becomes again the facts it was made from, for a form to show and for a file to say."""

from typing import Any

from django.db.models import Model

from gamma.cockpit.programme.facts import (
    CriterionFacts,
    EditionFacts,
    LeverFacts,
    PhaseFacts,
    ProductFacts,
    SourceFacts,
)
from gamma.cockpit.programme.lists import Role
from gamma.cockpit.programme.models import Criterion, Edition, Enrolment, Lever, Phase, Source


def edition_facts(edition: Edition) -> EditionFacts:
    """An edition and its criteria."""
    said = _said(edition, "label", "operator", "purpose", "starts", "ends")
    criteria = [criterion_facts(criterion) for criterion in edition.criteria.all()]
    return EditionFacts.model_validate({"id": edition.slug, **said, "criteria": criteria})


def criterion_facts(criterion: Criterion) -> CriterionFacts:
    return CriterionFacts(id=criterion.slug, text=criterion.text)


def source_facts(source: Source) -> SourceFacts:
    """A source; the text it became is named."""
    said = _said(source, "title", "kind", "published", "url", "note")
    became = source.became.slug if source.became else None
    return SourceFacts.model_validate({"id": source.slug, **said, "became": became})


def product_facts(enrolment: Enrolment) -> ProductFacts:
    """A product, its part in an edition, and all that the programme holds of both."""
    product, parts = enrolment.product, list(enrolment.sponsorships.all())
    return ProductFacts.model_validate(
        {
            "id": product.slug,
            **_said(product, "name", "site", "statistics"),
            **_said(enrolment, "problem", "goal", "note"),
            "sponsors": [part.organisation.name for part in parts if part.role == Role.SPONSOR],
            "incubators": [part.organisation.name for part in parts if part.role == Role.INCUBATOR],
            "phases": [phase_facts(phase) for phase in product.phases.all()],
            "levers": [lever_facts(lever) for lever in enrolment.levers.all()],
        }
    )


def phase_facts(phase: Phase) -> PhaseFacts:
    return PhaseFacts.model_validate(_said(phase, "name", "starts", "ends", "note"))


def lever_facts(lever: Lever) -> LeverFacts:
    """A lever, with the sources that tell of it."""
    said = _said(lever, "kind", "text", "starts", "ends", "frequency")
    sources = [source.slug for source in lever.sources.all()]
    return LeverFacts.model_validate({"id": lever.slug, **said, "sources": sources})


def _said(row: Model, *names: str) -> dict[str, Any]:
    """The fields of a row that say something."""
    return {name: value for name in names if (value := getattr(row, name)) not in (None, "", {})}
