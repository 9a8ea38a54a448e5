"""Letters: whom a letter goes to, and the word by which its address names that."""

from dataclasses import dataclass

from django.core.signing import BadSignature, Signer

from gamma.cockpit.programme.models import Enrolment
from gamma.ground.accounts.models import Person

SIGNER = Signer(salt="reports.letters")


@dataclass(frozen=True)
class Addressee:
    """Whom a letter goes to, and for which product."""

    kind: str
    enrolment: Enrolment
    person: Person

    @property
    def key(self) -> tuple[int, int]:
        return self.enrolment.pk, self.person.pk


def signed(to: Addressee) -> str:
    """The word of the address at which a letter is stopped; nobody else can make it."""
    return SIGNER.sign(f"{to.kind}.{to.enrolment.pk}.{to.person.pk}")


def letter_of(word: str) -> Addressee | None:
    """What such a word was made for, None when we did not make it or when it is gone."""
    try:
        kind, enrolment, person = SIGNER.unsign(word).split(".")
    except (BadSignature, ValueError):
        return None
    row = Enrolment.objects.filter(pk=enrolment).select_related("edition", "product").first()
    who = Person.objects.filter(pk=person).first()
    return Addressee(kind, row, who) if row and who else None
