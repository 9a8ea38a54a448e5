"""Constraints: the promises of the models that the database keeps too."""

from collections.abc import Iterable

from django.db.models import CharField, CheckConstraint, Q

PARTIAL_DATE = r"^(\d{4}(-\d\d(-\d\d)?)?)?$"


def among(field: str, choices: Iterable[str], blank: bool = False) -> CheckConstraint:
    """`field` holds a word of a closed list (or nothing, when `blank`)."""
    words = [str(choice) for choice in choices]
    values = [*words, *([""] if blank else [])]
    return CheckConstraint(
        condition=Q(**{f"{field}__in": values}),
        name=f"%(app_label)s_%(class)s_{field}",
        violation_error_message=f"{field} : attendu {', '.join(words)}",
    )


def partial_date(field: str) -> CheckConstraint:
    """`field` holds a date known to the year, the month or the day, or nothing."""
    return CheckConstraint(
        condition=Q(**{f"{field}__regex": PARTIAL_DATE}), name=f"%(app_label)s_%(class)s_{field}_date"
    )


def partial_date_field() -> "CharField[str, str]":
    """A column for a date known to the year, the month or the day ("2020", "2020-09", "2020-09-30")."""
    return CharField(max_length=10, blank=True, default="")
