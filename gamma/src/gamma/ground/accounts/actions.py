"""What may be written of persons."""

from django.db import transaction

from gamma.ground.accounts.models import Person


@transaction.atomic
def person_at(email: str, *, name: str = "") -> Person:
    """The person of an address, made if nobody has it; a name already given is kept."""
    address = email.strip().lower()
    person = Person.objects.filter(email__iexact=address).first()
    if person is None:
        return Person.objects.create_user(address, name=name)
    if name and not person.name:
        person.name = name
        person.save(update_fields=["name"])
    return person
