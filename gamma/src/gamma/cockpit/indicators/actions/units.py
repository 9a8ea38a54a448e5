"""Units: those known everywhere, those a season declares, those a team makes."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _

from gamma.cockpit.indicators.facts import DefinitionFacts, UnitFacts
from gamma.cockpit.indicators.models import Unit
from gamma.cockpit.indicators.units import UNITS
from gamma.cockpit.programme.models import Edition
from gamma.ground.audit.actions import By, made
from gamma.ground.errors import UserError
from gamma.ground.rows import Tally, put


def record_units(facts: Mapping[str, UnitFacts], *, edition: Edition, tally: Tally) -> dict[str, Unit]:
    """Make or rename the units of an edition; return by slug all those that it may use."""
    declared = {slug: unit.model_dump() for slug, unit in facts.items()}
    return {**_units(UNITS, None, tally), **_units(declared, edition, tally)}


def known_units(edition: Edition) -> dict[str, Unit]:
    """By slug, the units that an edition may use; those known everywhere are made the first time."""
    own = {unit.slug: unit for unit in edition.units.all()}
    return {**_units(UNITS, None, Tally()), **own}


@transaction.atomic
def make_unit(facts: UnitFacts, *, edition: Edition, by: By) -> Unit:
    """A unit of this edition; the one of the same name, where there is one already."""
    slug = slugify(facts.fr[1])[:40].strip("-")
    kept = known_units(edition).get(slug)
    if kept:
        return kept
    if not slug:
        raise UserError(_("Une unité se nomme avec des lettres : écrire par exemple dossier, puis dossiers."))
    unit = Unit.objects.create(edition=edition, slug=slug, names=facts.model_dump())
    made(unit, by=by, scope=edition.slug)
    return unit


def in_unit(facts: DefinitionFacts, unit: UnitFacts | None, *, edition: Edition, by: By) -> DefinitionFacts:
    """A definition in a unit of its own, where one is given."""
    return facts.model_copy(update={"unit": make_unit(unit, edition=edition, by=by).slug}) if unit else facts


def _units(names: Mapping[str, Any], edition: Edition | None, tally: Tally) -> dict[str, Unit]:
    kept = {unit.slug: unit for unit in Unit.objects.filter(edition=edition)}
    for slug, said in names.items():
        if slug not in kept or kept[slug].names != said:
            kept[slug] = put(Unit, {"edition": edition, "slug": slug}, {"names": said}, tally)
    return kept
