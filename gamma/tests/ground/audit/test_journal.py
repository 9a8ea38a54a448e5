"""The journal: what is noted, that the database keeps it as it was, and how a name leaves it."""

import json
from datetime import date
from decimal import Decimal

import pytest
from django.db import IntegrityError, connection, transaction

from gamma.cockpit.programme.models import Edition, Membership
from gamma.ground.accounts.actions import person_at
from gamma.ground.audit.actions import FORGOTTEN, changing, forget, made, note, removed
from gamma.ground.audit.models import Entry
from gamma.ground.audit.queries import entries, written
from gamma.ground.errors import UserError

SCOPE = "season-1"


@pytest.fixture
def awa(db):
    return person_at("awa@exemple.fr", name="Awa Diop")


@pytest.fixture
def edition(db):
    return Edition.objects.create(slug="season-1", label={"fr": "Saison 1"}, starts="2020-09")


def test_a_row_that_is_made_or_removed_is_noted_whole(awa, edition):
    part = Membership.objects.create(person=awa, edition=edition, role="coach")
    made(part, by=awa, scope=SCOPE)
    removed(part, by="gamma load", scope=SCOPE, verb="left")
    left, came = entries(SCOPE)
    assert (came.verb, came.person, came.by, came.before) == ("made", awa, "Awa Diop", {})
    assert came.after["role"] == "coach"
    assert came.after["person"] == "Awa Diop <awa@exemple.fr>"
    assert (left.verb, left.person, left.by, left.after) == ("left", None, "gamma load", {})
    assert left.before == came.after
    assert came.model == "programme.membership"


def test_a_change_notes_what_differs_and_nothing_else(awa, edition):
    with changing(edition, by=awa, scope=SCOPE):
        edition.starts = "2020-10"
        edition.save()
    entry = Entry.objects.get()
    assert (entry.before, entry.after) == ({"starts": "2020-09"}, {"starts": "2020-10"})
    with changing(edition, by=awa, scope=SCOPE):
        edition.save()
    assert Entry.objects.count() == 1


def test_a_change_that_fails_is_neither_made_nor_noted(awa, edition):
    with pytest.raises(UserError), changing(edition, by=awa, scope=SCOPE):  # noqa: PT012
        edition.starts = "2020-10"
        edition.save()
        raise UserError("non")
    edition.refresh_from_db()
    assert edition.starts == "2020-09"
    assert not Entry.objects.exists()


def test_a_scope_holds_what_is_in_it_and_not_its_neighbour(awa):
    for scope in ("season-1", "season-1/dossierfacile", "season-10", "season-2"):
        note("made", by=awa, scope=scope, subject=scope)
    assert {entry.subject for entry in entries("season-1")} == {"season-1", "season-1/dossierfacile"}


def test_what_json_does_not_know_is_kept_as_text(awa):
    note("made", by=awa, scope=SCOPE, subject="x", after={"day": date(2020, 9, 1), "value": Decimal("1.50"), "n": 2})
    assert Entry.objects.get().after == {"day": "2020-09-01", "value": "1.50", "n": 2}


REWRITES = {
    "what was written": {"after": {"role": "lead"}},
    "when": {"at": "2020-01-01T00:00:00Z"},
    "where": {"scope": "season-2"},
    "of what": {"subject": "autre"},
    "by another": {"by": "Quelqu'un d'autre"},
}


@pytest.mark.parametrize("rewrite", REWRITES)
def test_the_database_refuses_to_rewrite(awa, rewrite):
    note("made", by=awa, scope=SCOPE, subject="x", after={"role": "coach"})
    with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
        Entry.objects.update(**REWRITES[rewrite])


def test_the_database_refuses_to_give_a_line_to_someone_else(awa):
    note("made", by=awa, scope=SCOPE, subject="x")
    with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
        Entry.objects.update(person=person_at("noe@exemple.fr"))


def test_the_database_refuses_to_delete(awa):
    note("made", by=awa, scope=SCOPE, subject="x")
    with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
        Entry.objects.all().delete()


def test_a_name_leaves_and_what_was_written_stays(awa, edition):
    noe = person_at("noe@exemple.fr", name="Noé")
    part = Membership.objects.create(person=awa, edition=edition, role="coach", invited_by=noe)
    made(part, by=noe, scope=SCOPE)
    after = {"mail": "awa@exemple.fr", "near": "bawa@exemple.fr", "role": "coach", "n": 1}
    note("wrote", by=awa, scope=SCOPE, subject="x", after=after)
    assert [line["verb"] for line in written(awa)] == ["wrote"]
    assert forget(awa) == 2
    wrote, invited = entries(SCOPE)
    assert (wrote.person, wrote.by) == (None, FORGOTTEN)
    assert wrote.after == {**after, "mail": FORGOTTEN}
    assert (invited.person, invited.by) == (noe, "Noé")
    assert invited.after["person"] == FORGOTTEN
    assert invited.after["role"] == "coach"
    assert invited.subject.startswith(f"{FORGOTTEN} · ")


def test_a_name_with_signs_is_forgotten_as_well(db):
    person = person_at("a.b+c@exemple.fr", name="Anne \"L'Amie\" (d'Ys) \\ Ω.")
    row = Membership.objects.create(person=person, role="lead")
    made(row, by=person, scope=SCOPE)
    note("wrote", by=person, scope=SCOPE, subject="x", after={"a": [f"{person} <{person.email}>", {"b": person.email}]})
    forget(person)
    wrote, came = entries(SCOPE)
    assert came.subject.startswith(f"{FORGOTTEN} · ")
    assert came.after["person"] == FORGOTTEN
    assert json.dumps(wrote.after, ensure_ascii=False) == f'{{"a": ["{FORGOTTEN}", {{"b": "{FORGOTTEN}"}}]}}'


def test_a_name_chosen_to_blot_out_the_journal_blots_out_nothing(awa, edition):
    made(Membership.objects.create(person=awa, edition=edition, role="coach"), by=awa, scope=SCOPE)
    forget(person_at("malin@exemple.fr", name='coach", "role": "lead'))
    forget(person_at("autre@exemple.fr", name="coach"))
    assert Entry.objects.get().after["role"] == "coach"
    assert Entry.objects.get().after["person"] == "Awa Diop <awa@exemple.fr>"


def test_the_names_one_had_before_leave_too(awa):
    note("made", by=awa, scope=SCOPE, subject="Part de Awa Diop")
    awa.name = "Awa Martin"
    awa.save()
    forget(awa)
    assert Entry.objects.get().subject == f"Part de {FORGOTTEN}"


def test_once_a_name_is_forgotten_nothing_may_change_again(awa):
    note("made", by=awa, scope=SCOPE, subject="Awa Diop")
    forget(awa)
    assert Entry.objects.get().subject == FORGOTTEN
    note("made", by="x", scope=SCOPE, subject="Awa Diop")
    with connection.cursor() as cursor, pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
        cursor.execute("UPDATE audit_entry SET subject = 'personne effacée' WHERE subject = 'Awa Diop'")
