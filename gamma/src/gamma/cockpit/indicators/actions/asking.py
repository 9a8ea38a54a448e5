"""Asking: a measure is asked of one period; what it answers is a reading with its proof, or a period missed."""

import json
import logging
from datetime import datetime
from enum import Enum

from django.db import transaction
from django.utils import translation
from django.utils.text import slugify
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from gamma.cockpit.indicators.actions.taking import NothingRead, take_reading
from gamma.cockpit.indicators.facts.proofs import Proof, proved
from gamma.cockpit.indicators.models import Binding, Miss, Reading
from gamma.cockpit.programme.actions import measured_source
from gamma.cockpit.programme.models import Source
from gamma.ground import measures
from gamma.ground.errors import UserError
from gamma.ground.measures import APART, Count
from gamma.ground.periods import Period
from gamma.ground.texts import LANGUAGES

log = logging.getLogger("indicators")

BY = "relevé automatique"
METHOD = "measure"


class Outcome(Enum):
    """What asking of a period came to."""

    ADDED = "added"
    SAME = "same"
    NOTHING = "nothing"
    FAILED = "failed"


def ask(binding: Binding, period: Period, *, source: Source, now: datetime) -> Outcome:
    """Read a period that is over; what goes wrong is logged and kept as missed, and raised no further."""
    try:
        row = _taken(binding, period, source, now)
    except NothingRead as empty:
        _miss(binding, period, str(empty), now, failed=False)
        return Outcome.NOTHING
    except UserError as refused:
        log.warning("binding %s, %s: %s", binding.pk, period.text, refused)
        _miss(binding, period, str(refused), now)
        return Outcome.FAILED
    except Exception:
        log.exception("binding %s, %s: the measure failed", binding.pk, period.text)
        _miss(binding, period, _("La mesure a échoué ; le détail est dans le journal technique."), now)
        return Outcome.FAILED
    binding.misses.filter(period=period.text).delete()
    return Outcome.ADDED if row.recorded_at == now else Outcome.SAME


def source_of(binding: Binding) -> Source:
    """The source under which all that a measure gives in an edition stands."""
    name, _apart, detail = binding.measure.partition(APART)
    edition = binding.definition.indicator.enrolment.edition
    slug = slugify(f"mesure-{name}-{detail}" if detail else f"mesure-{name}")[:80].strip("-")
    return measured_source(edition, slug, {language: _title(binding.measure, language) for language in LANGUAGES})


def _title(name: str, language: str) -> str:
    plain, _apart, detail = name.partition(APART)
    with translation.override(language):
        known = measures.measures().get(plain)
        label = f"{known.label if known else plain} ({detail})" if detail else str(known.label if known else plain)
        return _("Mesure automatique : %(label)s") % {"label": label}


def _taken(binding: Binding, period: Period, source: Source, now: datetime) -> Reading:
    definition, today = binding.definition, localdate(now)
    product = definition.indicator.enrolment.product.slug
    with transaction.atomic():
        counted = measures.count(binding.measure, product, period, on=today)
    proof = _proof(counted, f"{binding.measure} {product} {period.text}", now)
    return take_reading(counted, definition=definition, source=source, proof=proof, by=BY, now=now)


def _proof(counted: Count, query: str, now: datetime) -> Proof:
    """The proof of what a measure answered: the digest is that of all of it, in JSON with sorted keys."""
    told = {name: str(getattr(counted, name)) for name in ("value", "unit", "precision", "n", "evidence")}
    answer = json.dumps({**told, "period": counted.period.text}, sort_keys=True, ensure_ascii=False)
    return proved(answer.encode(), method=METHOD, query=query, taken_at=now, extract=counted.evidence)


def _miss(binding: Binding, period: Period, what: str, now: datetime, *, failed: bool = True) -> None:
    said = {"what": what[:500], "failed": failed, "last_at": now}
    Miss.objects.update_or_create(
        binding=binding, period=period.text, defaults=said, create_defaults={**said, "first_at": now}
    )
