"""What a text says of an indicator: noted, put right, taken away again by its own page; the journal says by whom."""

import pytest

from gamma.cockpit.indicators.models import Claim
from gamma.cockpit.programme.actions import TYPED
from gamma.cockpit.programme.lists import MemberRole as M
from gamma.ground.audit.models import Entry


@pytest.fixture
def lead(bakery, client, who):
    client.force_login(who(M.PRODUCT_LEAD))
    return who(M.PRODUCT_LEAD)


def test_a_text_is_noted_and_put_right(lead, client, at, filled):
    before = Claim.objects.count()
    noted = filled(at("claim", "loaves")) | {"text": "Le four suit", "source": "article"}
    client.post(at("claim", "loaves"), noted)
    claim = Claim.objects.latest("pk")
    assert (Claim.objects.count(), claim.text["fr"]) == (before + 1, "Le four suit")
    path = at("claim-again", "loaves", claim.pk)
    client.post(path, filled(path) | {"text": "Le four suit enfin"})
    claim.refresh_from_db()
    assert claim.text["fr"] == "Le four suit enfin"


def test_what_the_team_says_is_a_source_that_the_form_offers_and_takes(lead, client, at, filled):
    assert f'value="{TYPED}"' in client.get(at("claim", "loaves")).content.decode()
    client.post(at("claim", "loaves"), filled(at("claim", "loaves")) | {"text": "Vu au four", "source": TYPED})
    assert Claim.objects.latest("pk").source.slug == TYPED


def test_it_is_taken_away_by_the_button_of_its_page(lead, client, at):
    claim = Claim.objects.get()
    gone = at("unclaim", "loaves", claim.pk)
    assert f'action="{gone}"' in client.get(at("claim-again", "loaves", claim.pk)).content.decode()
    assert f'action="{gone}"' not in client.get(at("claim", "loaves")).content.decode()
    assert client.post(gone).url == at("indicator", "loaves")
    assert not Claim.objects.exists()
    assert Entry.objects.latest("pk").person == lead


def test_who_does_not_write_the_product_does_not_take_it_away(bakery, client, at, who):
    client.force_login(who(M.SPONSOR))
    assert client.post(at("unclaim", "loaves", Claim.objects.get().pk)).status_code == 403
    assert Claim.objects.exists()
