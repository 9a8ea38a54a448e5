"""What may be written of the sources of an edition."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db.models import Max
from django.utils.translation import gettext as _

from gamma.cockpit.programme.actions.writing import delete, noted, unused, writing
from gamma.cockpit.programme.describing import source_facts
from gamma.cockpit.programme.facts import SourceFacts
from gamma.cockpit.programme.lists import SourceKind
from gamma.cockpit.programme.models import Edition, Source
from gamma.ground.audit.actions import By
from gamma.ground.errors import UserError
from gamma.ground.facts import Words
from gamma.ground.faults import quoted
from gamma.ground.periods import future
from gamma.ground.rows import Tally, place, put

TYPED = "saisie-equipe"
SAID = ("title", "kind", "published", "url", "note")


def record_sources(facts: Sequence[SourceFacts], *, edition: Edition, tally: Tally) -> dict[str, Source]:
    """Make or correct the sources of an edition; return all of them by slug."""
    for rank, source in enumerate(facts):
        _put(source, edition, tally, rank=rank)
    sources = {source.slug: source for source in edition.sources.select_related("became")}
    for source in facts:
        _link(sources[source.id], sources[source.became] if source.became else None, tally)
    return sources


def typed_source(edition: Edition) -> Source:
    """The source of what a team types itself, made the first time it is needed."""
    return _first(edition, TYPED, SourceKind.TYPED, {"fr": "Saisie de l'équipe", "en": "Typed in by the team"})


def measured_source(edition: Edition, slug: str, title: Words) -> Source:
    """The source of what is measured in one way, made the first time it is needed. Raises UserError.

    It keeps apart what a machine reads: a source of that name in which people read is refused.
    """
    source = _first(edition, slug, SourceKind.MEASURED, title)
    if source.kind != SourceKind.MEASURED:
        raise UserError(
            _("La source %(slug)s de cette édition n'est pas une mesure automatique : renommer l'une des deux.")
            % {"slug": quoted(slug)}
        )
    return source


def _first(edition: Edition, slug: str, kind: SourceKind, title: Words) -> Source:
    """The source of that name, or a new one after the others."""
    last = edition.sources.aggregate(last=Max("rank"))["last"]
    said = {"rank": 0 if last is None else last + 1, "title": title, "kind": kind}
    return Source.objects.get_or_create(edition=edition, slug=slug, defaults=said)[0]


def make_source(facts: SourceFacts, *, edition: Edition, after: str, today: date, by: By) -> Source:
    """A new source, after another one."""
    with writing(edition) as tally:
        unused(edition.sources.all(), facts.id)
        return _write(facts, edition, None, after, today, by, tally)


def change_source(source: Source, facts: SourceFacts, *, after: str, today: date, by: By) -> Source:
    """Correct what is said of a source, or its place among the others."""
    with writing(source.edition) as tally:
        return _write(facts, source.edition, source, after, today, by, tally)


def remove_source(source: Source, *, by: By) -> None:
    """Take a source away, as long as nothing was read in it."""
    needed = "Des relevés, des cibles ou des décisions viennent de cette source : elle ne peut pas être retirée."
    with writing(source.edition) as tally:
        delete(source, _told(source), tally, by=by, scope=source.edition.slug, needed=needed)


def _write(
    facts: SourceFacts, edition: Edition, kept: Source | None, after: str, today: date, by: By, tally: Tally
) -> Source:
    if future(facts.published, today):
        raise UserError(
            _("%(published)s est dans le futur : corriger la date de publication.") % {"published": facts.published}
        )
    became = edition.sources.filter(slug=facts.became).first() if facts.became else None
    if kept and became == kept:
        raise UserError(_("Une source ne devient pas elle-même : choisir le texte publié ensuite, ou aucun."))

    def write() -> Source:
        row = _put(facts, edition, tally)
        _link(row, became, tally)
        place(edition.sources.all(), row, edition.sources.filter(slug=after).first(), tally)
        return row

    return noted(kept, write, _told, by=by, scope=edition.slug)


def _put(facts: SourceFacts, edition: Edition, tally: Tally, *, rank: int | None = None) -> Source:
    values = {name: getattr(facts, name) for name in SAID} | ({} if rank is None else {"rank": rank})
    return put(Source, {"edition": edition, "slug": facts.id}, values, tally, {"rank": 0})


def _link(source: Source, became: Source | None, tally: Tally) -> None:
    if source.became != became:
        source.became = became
        source.save(update_fields=["became"])
        tally.note(Source, "linked")


def _told(source: Source) -> dict[str, Any]:
    return {**source_facts(source).model_dump(), "place": source.rank + 1}
