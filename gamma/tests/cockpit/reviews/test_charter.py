"""The charter: what the kick-off settles; nobody agrees to it before a sponsor and a data owner are named."""

import pytest
from django.utils import timezone

from gamma.cockpit.programme.lists import MemberRole, Role
from gamma.cockpit.programme.models import Membership, Organisation, Sponsorship
from gamma.cockpit.reviews import actions, queries
from gamma.cockpit.reviews.models import Charter
from gamma.ground.errors import UserError

PAGE = "/revues/small/bakery/lancement/"


@pytest.fixture
def sponsored(bakery):
    organisation = Organisation.objects.create(name="La mairie")
    return Sponsorship.objects.create(enrolment=bakery, organisation=organisation, role=Role.SPONSOR)


def write(send):
    return send(f"{PAGE}charte/", audience="Les gourmands", rituals="Un point le mardi", access="Le journal de caisse")


def test_it_is_written_and_agreed_to(client, people, sponsored, send):
    client.force_login(people["product_lead"])
    assert "le public visé" in client.get(PAGE).content.decode()
    assert write(send).url == PAGE
    page = client.get(PAGE).content.decode()
    for text in ("Les gourmands", "Un point le mardi", "Le journal de caisse", "La mairie", "responsable des données"):
        assert text in page
    assert "Valider la charte" in page
    client.post(f"{PAGE}valider/")
    assert Charter.objects.get().agreed_on == timezone.localdate()
    assert "Validée le" in client.get(PAGE).content.decode()


@pytest.mark.parametrize("role", [MemberRole.SPONSOR, MemberRole.DATA_OWNER])
def test_nobody_agrees_before_everyone_is_named(client, people, bakery, sponsored, send, role):
    client.force_login(people["coach"])
    write(send)
    Membership.objects.filter(role=role).delete()
    with pytest.raises(UserError, match="il manque"):
        actions.agree(bakery, by=people["coach"], today=timezone.localdate())
    assert "Valider la charte" not in client.get(PAGE).content.decode()
    assert len(queries.kickoff(bakery).lacking) == 1


def test_an_edition_that_is_over_has_its_gates_behind_it(past):
    row = actions.agree(past, by="test", today=timezone.localdate())
    assert row.agreed_on


def test_who_reads_it_and_who_writes_it(client, people, bakery):
    for role, person in people.items():
        client.force_login(person)
        reads = role not in ("committee", "expert")
        assert (client.get(PAGE).status_code == 200) is reads, role
        assert (client.get(f"{PAGE}charte/").status_code == 200) is (role in ("coach", "product_lead")), role
