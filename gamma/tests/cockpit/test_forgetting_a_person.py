"""A person who took part asks for what is held about them, then to be forgotten: each room of the cockpit answers."""

import json

import pytest
from django.utils import timezone

from gamma.cockpit.indicators.models import Upload
from gamma.cockpit.programme.models import Edition, Enrolment, Membership
from gamma.cockpit.reports.keys import key_of, make_key
from gamma.cockpit.reports.lists import Letter
from gamma.cockpit.reports.models import Sent, Stopped
from gamma.cockpit.reviews.models import Action, CheckIn, Note, Reminder
from gamma.cockpit.selection.models import Application, Call, Criterion, Grid, Score, Sheet
from gamma.ground.accounts import actions
from gamma.ground.accounts.queries import everything

DAY = "2020-11-02"


@pytest.fixture
def awa(db, kept, small):
    """Awa did a little of everything in the small season."""
    kept(small)
    awa, now = actions.person_at("awa@exemple.fr", name="Awa Diop"), timezone.now()
    edition = Edition.objects.get(slug="small")
    enrolment = Enrolment.objects.get(product__slug="bakery")
    Membership.objects.create(person=awa, edition=edition, enrolment=enrolment, role="product_lead")
    Upload.objects.create(enrolment=enrolment, person=awa, name="pains.csv", body=b"")
    checkin = CheckIn.objects.create(enrolment=enrolment, week=DAY, begun_at=now, begun_by=awa)
    Action.objects.create(checkin=checkin, text="Compter les pains", due=DAY, owner=awa, written_by=awa)
    Note.objects.create(checkin=checkin, text="Un four est en panne", written_by=awa)
    Reminder.objects.create(enrolment=enrolment, week=DAY, person=awa, sent_at=now)
    Sent.objects.create(kind=Letter.values[0], enrolment=enrolment, person=awa, month="2020-11-01", sent_at=now)
    Stopped.objects.create(kind=Letter.values[0], enrolment=enrolment, person=awa, since=now)
    _selection(edition, awa)
    return awa


def _selection(edition, awa):
    call = Call.objects.create(edition=edition, opens="2020-06-01", closes="2020-07-01")
    grid = Grid.objects.create(call=call)
    criterion = Criterion.objects.create(grid=grid, slug="need", rank=0)
    Grid.objects.update(frozen_at=timezone.now())
    Application.objects.create(call=call, applicant=awa, product="Brioche")
    words = {"call": call, "state": "sent", "sent_at": timezone.now()}
    Application.objects.create(applicant=awa, product="Pain", **words)
    other = Application.objects.create(applicant=actions.person_at("noe@exemple.fr"), product="Tarte", **words)
    sheet = Sheet.objects.create(application=other, grid=grid, member=awa)
    Score.objects.create(sheet=sheet, criterion=criterion, value=1, comment="utile")


def test_each_room_gives_what_it_holds(awa):
    told = json.loads(json.dumps(everything(awa)))
    assert told["programme"][0]["product"] == "bakery"
    assert {one["product"] for one in told["selection"]["applications"]} == {"Brioche", "Pain"}
    assert told["selection"]["scores"] == [{"of": "Tarte", "criterion": "need", "value": 1, "comment": "utile"}]
    assert told["indicators"][0]["name"] == "pains.csv"
    assert [one["text"] for one in told["reviews"]["actions"]] == ["Compter les pains"]
    assert [one["text"] for one in told["reviews"]["notes"]] == ["Un four est en panne"]
    assert told["reports"]["letters"] == [{"kind": Letter.values[0], "month": "2020-11-01"}]
    assert told["reports"]["stopped"] == [Letter.values[0]]


def test_each_room_forgets_who_and_keeps_what(awa):
    enrolment = Enrolment.objects.get(product__slug="bakery")
    key, secret = make_key(enrolment=enrolment, name="Un outil", by=awa, now=timezone.now())
    assert key_of(secret) == key
    actions.forget(awa)
    assert key_of(secret) is None
    assert {one.product for one in Application.objects.all()} == {"Pain", "Tarte"}
    assert Score.objects.get().comment == "utile"
    assert Action.objects.get().text == "Compter les pains"
    for model in (Membership, Upload, Reminder, Sent, Stopped):
        assert not model.objects.filter(person=awa).exists()
    awa.refresh_from_db()
    assert (awa.name, str(awa)) == ("", f"personne-{awa.pk}")
