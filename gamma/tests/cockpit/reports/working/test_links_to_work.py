"""From a public page to the work on it: for who may, and nothing for a visitor."""

import pytest

from gamma.cockpit.programme.lists import MemberRole as M

PRODUCT = "/editions/autumn/bakery/"
SPONSOR, KEYS = "/editions/autumn/commanditaire/bakery/", "/programme/autumn/bakery/cles/"
INDICATORS = "/indicateurs/autumn/bakery/"


@pytest.mark.parametrize(
    ("role", "found"),
    [
        (M.SPONSOR, {SPONSOR, INDICATORS}),
        (M.DATA_OWNER, {SPONSOR, INDICATORS, KEYS}),
        (M.EXPERT, {INDICATORS}),
        (M.COMMITTEE, set()),
    ],
)
def test_who_takes_part_sees_the_pages_they_may_open(someone, client, role, found):
    client.force_login(someone(role, whole=role is M.COMMITTEE))
    text = client.get(PRODUCT).content.decode()
    assert {href for href in (SPONSOR, INDICATORS, KEYS) if f'href="{href}"' in text} == found
    assert ("Travailler sur ce service" in text) is bool(found)
    assert all(client.get(href).status_code == 200 for href in found)


def test_a_visitor_gets_the_page_that_all_get_and_no_cookie(someone, client):
    before = client.get(PRODUCT)
    client.force_login(someone(M.DATA_OWNER))
    client.get(PRODUCT)
    client.logout()
    client.cookies.clear()
    after = client.get(PRODUCT)
    assert "Travailler" not in after.content.decode()
    assert (after.content, dict(after.cookies)) == (before.content, {})
