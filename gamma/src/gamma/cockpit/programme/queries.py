"""Questions about the programme."""

from gamma.cockpit.programme.models import Edition
from gamma.ground.errors import UserError
from gamma.ground.faults import near, quoted


def edition_named(slug: str) -> Edition:
    """The edition of that identifier, for a person who typed it."""
    edition = Edition.objects.filter(slug=slug).first()
    if edition is None:
        known = Edition.objects.values_list("slug", flat=True)
        raise UserError(f"Aucune édition ne s'appelle {quoted(slug)} ({near(slug, known) or 'la base est vide'}).")
    return edition
