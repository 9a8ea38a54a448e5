"""Questions about the journal."""

from django.db.models import Q, QuerySet

from gamma.ground.audit.models import Entry


def entries(scope: str) -> QuerySet[Entry]:
    """What was written of a scope and of all that is in it, the latest first."""
    return Entry.objects.filter(Q(scope=scope) | Q(scope__startswith=f"{scope}/")).select_related("person")
