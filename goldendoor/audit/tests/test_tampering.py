"""Somebody with the database in their hands changes one thing: it is found, and found in its place.

The triggers are lifted first, as such a person would.
"""

from dataclasses import replace
from typing import Any

import pytest
from django.db import connection

from goldendoor.audit import actions, queries, rules, triggers
from goldendoor.audit.models import Entry, Head, Payload
from goldendoor.foundation.errors import NotAllowed

SUBJECT = {"subject_kind": "case", "subject_id": "zzz"}
ENTRY_COLUMNS = [
    column.column for column in Entry._meta.concrete_fields if column.column not in ("id",)
]
COVERED = [name for name in ENTRY_COLUMNS if name != "hash"]
FORGED = {
    "organisation_id": 77, "sequence": 99, "actor_id": 4242, "at": "2020-01-01 00:00:00+00:00",
    "erased_at": "2020-01-01 00:00:00+00:00",
}  # fmt: skip


@pytest.fixture
def chain(owner: Any) -> list[Entry]:
    """Six entries of one subject; the second's payload was erased, which the seventh tells."""
    found = [
        actions.record(access=owner, **SUBJECT, action="case.changed", payload={"n": number})
        for number in range(1, 7)
    ]
    actions.erase_payload(access=owner, entry=found[1], reason="asked for")
    triggers.drop(connection)
    assert queries.verify_all().faults == []
    return found


def sql(statement: str, *values: Any) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        assert cursor.rowcount == 1


def places() -> set[int]:
    """Sequences at which something is wrong; only the chain that was touched may be named."""
    return {fault.sequence for fault in queries.verify_all().faults}


@pytest.mark.parametrize("column", ENTRY_COLUMNS)
@pytest.mark.parametrize("number", [0, 3, 5])
def test_one_changed_column_of_an_entry_is_found_in_its_place(chain, column, number) -> None:
    value = FORGED.get(column, "forged")
    sql(f"UPDATE audit_entry SET {column} = %s WHERE id = %s", value, chain[number].pk)
    assert places() & {chain[number].sequence, value}


@pytest.mark.parametrize("column", ["salt", "body", "erased_at", "erased_because"])
@pytest.mark.parametrize("number", [0, 1, 5])
def test_one_changed_column_of_a_payload_is_found_in_its_place(chain, column, number) -> None:
    value = FORGED.get(column, '{"n": 1}')
    sql(f"UPDATE audit_payload SET {column} = %s WHERE entry_id = %s", value, chain[number].pk)
    assert places() == {chain[number].sequence}


@pytest.mark.parametrize("body", ["not json", "[]", "{}", '{"sequence": [2]}', '{"sequence": 1}'])
def test_a_forged_tale_of_an_erasure_covers_nothing(chain, body) -> None:
    told = Entry.objects.get(subject_id="zzz", sequence=7)
    sql("UPDATE audit_payload SET body = %s WHERE entry_id = %s", body, told.pk)
    assert places() == {2, 7}


def test_payloads_exchanged_between_two_entries_are_found(chain) -> None:
    first, second = (Payload.objects.get(entry=chain[number]) for number in (2, 3))
    Payload.objects.filter(pk=first.pk).update(salt=second.salt, body=second.body)
    Payload.objects.filter(pk=second.pk).update(salt=first.salt, body=first.body)
    assert places() == {3, 4}


@pytest.mark.parametrize("number", range(6))
def test_one_deleted_payload_is_found_and_the_history_still_opens(chain, number, owner) -> None:
    sql("DELETE FROM audit_payload WHERE entry_id = %s", chain[number].pk)
    assert places() == {number + 1}
    rows = queries.history(owner, **SUBJECT).rows
    assert next(row for row in rows if row.sequence == number + 1).details is None


@pytest.mark.parametrize("number", range(6))
def test_one_deleted_entry_is_found(chain, number) -> None:
    sql("DELETE FROM audit_payload WHERE entry_id = %s", chain[number].pk)
    sql("DELETE FROM audit_entry WHERE id = %s", chain[number].pk)
    assert places() == {number + 1}


def copied(entry: Entry, **changes: Any) -> Entry:
    """A further row like this one whose own hash fits."""
    columns = {name: getattr(entry, name) for name in COVERED} | changes
    forged = Entry.objects.create(**columns, hash=rules.entry_hash(**columns))
    payload = Payload.objects.get(entry=entry)
    Payload.objects.create(entry=forged, salt=payload.salt, body=payload.body)
    return forged


def test_an_entry_added_at_the_end_or_before_the_beginning_is_found(chain) -> None:
    last = Entry.objects.get(subject_id="zzz", sequence=7)
    copied(chain[5], sequence=8, previous_hash=last.hash)
    copied(chain[5], sequence=0, previous_hash="0" * 64)
    assert places() == {0, 8}


@pytest.mark.parametrize("first", [True, False])
def test_an_entry_written_twice_under_one_number_is_found(chain, first) -> None:
    """Also where the constraint that forbids it was lifted: the rules are asked directly."""
    links = [queries._link(one) for one in Entry.objects.filter(subject_id="zzz")]
    head = Head.objects.get(subject_id="zzz")
    forged = replace(links[-1], actor_label="Forged")
    columns = {name: getattr(forged, name) for name in COVERED}
    forged = replace(forged, hash=rules.entry_hash(**columns))
    both = [forged, *links] if first else [*links, forged]
    faults = rules.verify(both, (head.length, head.hash))
    assert {fault.sequence for fault in faults} == {7}


@pytest.mark.parametrize(
    ("statement", "found"),
    [
        ("UPDATE audit_head SET length = 6 WHERE subject_id = 'zzz'", {7}),
        ("UPDATE audit_head SET length = 9 WHERE subject_id = 'zzz'", {8, 9}),
        ("UPDATE audit_head SET hash = 'x' WHERE subject_id = 'zzz'", {7}),
        ("UPDATE audit_head SET subject_id = 'yyy' WHERE subject_id = 'zzz'", set(range(1, 8))),
        ("DELETE FROM audit_head WHERE subject_id = 'zzz'", {7}),
    ],
)  # fmt: skip
def test_a_changed_head_is_found(chain, statement, found) -> None:
    sql(statement)
    assert places() == found


def test_other_chains_are_not_blamed(chain, owner) -> None:
    heads = Head.objects.exclude(subject_id="zzz").count()
    assert heads > 0
    sql("UPDATE audit_entry SET action = 'x' WHERE id = %s", chain[0].pk)
    assert {fault.subject_id for fault in queries.verify_all().faults} == {"zzz"}


def test_an_owner_erases_nothing_of_a_compartment_closed_to_them(owner, make_access) -> None:
    insider = make_access("caseworker", "vawa")
    entry = actions.record(access=insider, **SUBJECT, action="case.changed", compartment="vawa")
    with pytest.raises(NotAllowed, match="compartment"):
        actions.erase_payload(access=owner, entry=entry, reason="hide it")
