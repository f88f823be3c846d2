"""The chain: what is recorded, and that any tampering is found where it was done."""

from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction

from goldendoor.audit import actions, queries, triggers
from goldendoor.audit.models import Entry, Head, Payload
from goldendoor.foundation.errors import NotAllowed
from goldendoor.kernel.errors import BadInput

SUBJECT = {"subject_kind": "case", "subject_id": "zzz"}


@pytest.fixture
def chain(owner: Any) -> list[Entry]:
    """Five entries of one subject."""
    return [
        actions.record(access=owner, **SUBJECT, action="case.changed", payload={"number": number})
        for number in range(1, 6)
    ]


def found() -> set[tuple[int, str]]:
    faults = queries.verify_all().faults
    assert all(fault.subject_id == "zzz" for fault in faults)
    return {(fault.sequence, fault.kind) for fault in faults}


def test_an_untouched_history_verifies(chain) -> None:
    result = queries.verify_all()
    assert result.faults == []
    assert result.entries >= 5


def test_an_edited_entry_is_located(chain) -> None:
    triggers.drop(connection)
    Entry.objects.filter(pk=chain[2].pk).update(actor_label="Somebody else")
    assert found() == {(3, "edited")}


def test_an_edited_payload_is_located(chain) -> None:
    Payload.objects.filter(entry=chain[1]).update(body='{"number":99}')
    assert found() == {(2, "payload_edited")}


def test_a_payload_that_vanished_is_located(chain) -> None:
    Payload.objects.filter(entry=chain[1]).delete()
    assert found() == {(2, "payload_missing")}


def test_a_deleted_entry_is_located(chain) -> None:
    triggers.drop(connection)
    Payload.objects.filter(entry=chain[3]).delete()
    Entry.objects.filter(pk=chain[3].pk).delete()
    assert found() == {(4, "missing")}


def test_a_cut_off_end_is_located(chain) -> None:
    triggers.drop(connection)
    for entry in chain[3:]:
        Payload.objects.filter(entry=entry).delete()
        Entry.objects.filter(pk=entry.pk).delete()
    assert found() == {(4, "cut_off"), (5, "cut_off")}


def test_a_whole_chain_deleted_is_noticed(chain) -> None:
    triggers.drop(connection)
    Payload.objects.filter(entry__in=chain).delete()
    Entry.objects.filter(pk__in=[entry.pk for entry in chain]).delete()
    assert found() == {(number, "cut_off") for number in range(1, 6)}


def test_two_entries_in_exchanged_places_are_located(chain) -> None:
    triggers.drop(connection)
    for pk, sequence in ((chain[1].pk, 99), (chain[2].pk, 2), (chain[1].pk, 3)):
        Entry.objects.filter(pk=pk).update(sequence=sequence)
    assert {sequence for sequence, _ in found()} >= {2, 3}


def test_an_inserted_entry_is_located(chain, owner) -> None:
    head = Head.objects.get(subject_id="zzz")
    actions.record(access=owner, **SUBJECT, action="case.changed", payload={"forged": True})
    Head.objects.filter(pk=head.pk).update(length=head.length, hash=head.hash)
    assert found() == {(6, "inserted")}


def test_the_database_itself_refuses_to_change_an_entry(chain) -> None:
    with pytest.raises(DatabaseError, match="only ever added"), transaction.atomic():
        Entry.objects.filter(pk=chain[0].pk).update(action="case.opened")
    with pytest.raises(DatabaseError, match="only ever added"), transaction.atomic():
        Entry.objects.filter(pk=chain[0].pk)._raw_delete("default")


def test_an_erased_payload_leaves_a_tombstone_that_verifies(chain, owner) -> None:
    actions.erase_payload(access=owner, entry=chain[1], reason="asked for by the client")
    assert found() == set()
    page = queries.history(owner, **SUBJECT)
    erased = next(row for row in page.rows if row.sequence == 2)
    assert erased.details is None
    assert "asked for" in page.rows[0].details["reason"]


def test_an_erasure_nobody_recorded_is_a_fault(chain) -> None:
    Payload.objects.filter(entry=chain[1]).update(
        salt="", body="", erased_at=chain[1].at, erased_because="quietly"
    )
    assert found() == {(2, "payload_missing")}


def test_an_erasure_cannot_be_erased(chain, owner) -> None:
    told = actions.erase_payload(access=owner, entry=chain[1], reason="asked")
    with pytest.raises(BadInput):
        actions.erase_payload(access=owner, entry=told, reason="hide it")


def test_only_an_owner_erases(chain, caseworker) -> None:
    with pytest.raises(NotAllowed, match="owner"):
        actions.erase_payload(access=caseworker, entry=chain[1], reason="")


@pytest.mark.django_db(transaction=True)
def test_an_entry_outside_a_transaction_is_refused(owner) -> None:
    with pytest.raises(RuntimeError, match="transaction"):
        actions.record(access=owner, **SUBJECT, action="case.changed")


def test_an_action_without_words_is_refused(owner) -> None:
    with pytest.raises(LookupError, match=r"case\.juggled"):
        actions.record(access=owner, **SUBJECT, action="case.juggled")


def test_entries_about_a_compartment_are_seen_only_by_those_it_is_open_to(make_access) -> None:
    insider, outsider = make_access("caseworker", "vawa"), make_access("caseworker")
    actions.record(access=insider, **SUBJECT, action="case.changed", compartment="vawa")
    assert len(queries.history(insider, **SUBJECT).rows) == 1
    assert queries.history(outsider, **SUBJECT).rows == []


def test_another_office_sees_nothing_of_a_history(chain, stranger) -> None:
    assert queries.history(stranger, **SUBJECT).rows == []
