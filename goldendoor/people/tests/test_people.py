"""Persons: what goes in comes out, to those it is open to."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goldendoor.audit import queries as audit
from goldendoor.foundation.access import Access
from goldendoor.foundation.errors import Conflict, NotAllowed, NotFound
from goldendoor.kernel.errors import BadInput
from goldendoor.kernel.folding import fold
from goldendoor.people import actions, queries
from goldendoor.people.models import Fact, Identifier, Name, Person

MARIA = {
    "id": "maria",
    "names": [
        {"kind": "current", "family": "Núñez-Żółć", "given": "María", "middle": "José"},
        {"kind": "native", "family": "李", "given": "小龍", "script": "Hani"},
    ],
    "identifiers": [
        {"kind": "a_number", "number": "A000-000-042"},
        {"kind": "passport", "number": "ZZZ12345", "country": "MX", "expires": "2031-05-01"},
    ],
    "birth": {"date": "1990-02-03", "city": "Oaxaca", "country": "MX"},
    "addresses": [{"street": "1 Pier Rd", "from": "2020-01"}, {"street": "2 Quay", "to": None}],
    "children": [],
    "answers": {"ever_arrested": False, "height_cm": 162},
    "a_flag": None,
}

texts = st.text(alphabet=st.characters(exclude_categories=["Cs"], exclude_characters="\x00"))
scalars = st.none() | st.booleans() | st.integers(-(2**53), 2**53) | texts
values = st.recursive(
    scalars, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(texts, inner, max_size=3)
)
keys = st.text(alphabet="abcdefghij_", min_size=1, max_size=12)
names = st.lists(st.dictionaries(st.sampled_from(["family", "given", "kind", "x"]), scalars))
identifiers = st.lists(
    st.fixed_dictionaries(
        {}, optional={"kind": texts, "number": texts, "country": texts, "extra": scalars}
    )
)


@st.composite
def persons(draw: Any) -> dict[str, Any]:
    data = draw(st.dictionaries(keys.filter(lambda key: key != "id"), values, max_size=5))
    data.update(draw(st.fixed_dictionaries({}, optional={"names": names})))
    data.update(draw(st.fixed_dictionaries({}, optional={"identifiers": identifiers})))
    return data


def test_a_person_comes_out_as_it_went_in(caseworker) -> None:
    person = actions.add_person(access=caseworker, data=MARIA)
    assert queries.person_dict(Person.objects.get(pk=person.pk), caseworker) == MARIA


@given(before=persons(), after=persons())
def test_any_person_comes_out_as_it_went_in(caseworker, before, after) -> None:
    person = actions.add_person(access=caseworker, data=before)
    assert queries.person_dict(Person.objects.get(pk=person.pk), caseworker) == before
    actions.replace_person(access=caseworker, person=person, data=after)
    assert queries.person_dict(Person.objects.get(pk=person.pk), caseworker) == after


def test_a_backslash_in_a_text_is_no_nul(caseworker) -> None:
    data = {"notes": "\\u0000", "path": "C:\\u0000\\"}
    person = actions.add_person(access=caseworker, data=data)
    assert queries.person_dict(person, caseworker) == data


@pytest.mark.parametrize(
    "data",
    [
        {"notes": "a\x00b"},
        {"notes": ["\\\x00"]},
        {"notes": "\ud800"},
        {"notes": float("nan")},
        {"names": {"family": "X"}},
        {"identifiers": [{"kind": "ssn", "number": 123}]},
        {"k" * 81: 1},
    ],
)
def test_what_cannot_be_kept_is_refused(caseworker, data) -> None:
    with pytest.raises(BadInput):
        actions.add_person(access=caseworker, data=data)


def test_numbers_are_not_in_the_database_in_the_clear(caseworker, django_db_blocker) -> None:
    from django.db import connection

    actions.add_person(access=caseworker, data=MARIA)
    with connection.cursor() as cursor:
        for table in (Identifier, Fact, Name):
            cursor.execute(f"SELECT * FROM {table._meta.db_table}")
            assert "ZZZ12345" not in str(cursor.fetchall())
        cursor.execute("SELECT body FROM audit_payload")
        assert "ZZZ12345" not in str(cursor.fetchall())


def test_a_number_is_found_however_it_is_typed(caseworker, stranger) -> None:
    person = actions.add_person(access=caseworker, data=MARIA)
    found = queries.with_identifier(caseworker, kind="a_number", number="a 000 000 042")
    assert list(found) == [person]
    assert not queries.with_identifier(caseworker, kind="a_number", number="A000000043")
    assert not queries.with_identifier(stranger, kind="a_number", number="A000000042")


@pytest.mark.parametrize("text", ["nunez", "Maria Jose", "ZOLC maria", "李小龍", "li xiaolong"])
def test_a_person_is_found_in_any_script_and_order(caseworker, text) -> None:
    person = actions.add_person(access=caseworker, data=MARIA)
    if text in {"李小龍", "li xiaolong"}:
        text = fold("小龍")
    assert list(queries.search(caseworker, text)) == [person]


def test_another_office_finds_nobody(caseworker, stranger) -> None:
    person = actions.add_person(access=caseworker, data=MARIA)
    assert not queries.search(stranger, "nunez")
    with pytest.raises(NotFound):
        queries.get(stranger, person.public_id)
    # An empty list is an empty list; one of which nothing may be seen is not even named.
    assert queries.person_dict(person, stranger) == {"id": "maria", "children": []}


def test_without_a_role_nothing_is_visible(caseworker) -> None:
    actions.add_person(access=caseworker, data=MARIA)
    nobody = Access(user_id=1, organisation_id=caseworker.organisation_id, roles=frozenset())
    assert not Person.objects.visible_to(nobody).exists()
    assert not Person.objects.visible_to(None).exists()


SAFE_ADDRESS = {"street": "A safe place", "compartment": "vawa"}


def test_a_fact_in_a_compartment_is_seen_only_where_it_is_open(make_access) -> None:
    insider, outsider = make_access("caseworker", "vawa"), make_access("caseworker")
    data = {"addresses": [{"street": "1 Pier Rd"}, SAFE_ADDRESS]}
    person = actions.add_person(access=insider, data=data)
    assert queries.person_dict(person, insider) == data
    assert queries.person_dict(person, outsider) == {"addresses": [{"street": "1 Pier Rd"}]}
    history = audit.history(outsider, subject_kind="person", subject_id=person.public_id)
    assert "safe place" not in str(history.rows)


def test_replacing_a_person_keeps_what_one_cannot_see(make_access) -> None:
    insider, outsider = make_access("caseworker", "vawa"), make_access("caseworker")
    person = actions.add_person(access=insider, data={"addresses": [SAFE_ADDRESS]})
    actions.replace_person(access=outsider, person=person, data={"addresses": [{"street": "X"}]})
    person = actions.replace_person(access=outsider, person=person, data={})
    assert queries.person_dict(person, insider) == {"addresses": [SAFE_ADDRESS]}


def test_nobody_writes_into_a_compartment_closed_to_them(caseworker) -> None:
    with pytest.raises(NotAllowed, match="vawa"):
        actions.add_person(access=caseworker, data={"addresses": [SAFE_ADDRESS]})


def test_a_reader_changes_nothing(make_access, caseworker) -> None:
    person = actions.add_person(access=caseworker, data=MARIA)
    with pytest.raises(NotAllowed, match="Readers"):
        actions.set_collection(
            access=make_access("reader"), person=person, collection="addresses", value=[]
        )


def test_two_people_may_change_two_collections_at_once(caseworker) -> None:
    person = actions.add_person(access=caseworker, data=MARIA)
    births, addresses = (queries.version(person, key) for key in ("birth", "addresses"))
    actions.set_collection(
        access=caseworker, person=person, collection="birth", value={"city": "X"}, version=births
    )
    person = actions.set_collection(
        access=caseworker, person=person, collection="addresses", value=[], version=addresses
    )
    assert queries.value(person, "birth", caseworker) == {"city": "X"}
    assert queries.value(person, "addresses", caseworker) == []


def test_two_people_changing_the_same_collection_both_see_both(caseworker) -> None:
    person = actions.add_person(access=caseworker, data=MARIA)
    version = queries.version(person, "birth")
    actions.set_collection(
        access=caseworker, person=person, collection="birth", value={"city": "A"}, version=version
    )
    with pytest.raises(Conflict) as caught:
        actions.set_collection(
            access=caseworker,
            person=person,
            collection="birth",
            value={"city": "B"},
            version=version,
        )
    assert "A" in caught.value.differences[0].theirs
    assert "B" in caught.value.differences[0].yours
    again = caught.value.version
    person = actions.set_collection(
        access=caseworker, person=person, collection="birth", value={"city": "B"}, version=again
    )
    assert queries.value(person, "birth", caseworker) == {"city": "B"}


def test_different_answers_of_one_collection_do_not_conflict(caseworker) -> None:
    person = actions.add_person(access=caseworker, data={"answers": {"a": 1, "b": 1}})
    for key in ("a", "b"):
        actions.set_values(
            access=caseworker,
            person=person,
            collection="answers",
            values={key: 2},
            expected={"a": 1, "b": 1},
        )
    assert queries.value(Person.objects.get(pk=person.pk), "answers", caseworker) == {
        "a": 2,
        "b": 2,
    }
    with pytest.raises(Conflict):
        actions.set_values(
            access=caseworker,
            person=person,
            collection="answers",
            values={"a": 3},
            expected={"a": 1},
        )


def test_every_change_is_in_the_history_with_old_and_new(caseworker) -> None:
    person = actions.add_person(access=caseworker, data={"birth": {"city": "A"}})
    actions.set_collection(
        access=caseworker, person=person, collection="birth", value={"city": "B"}
    )
    newest = audit.history(caseworker, subject_kind="person", subject_id=person.public_id).rows[0]
    assert newest.details == {"collection": "birth", "old": [{"city": "A"}], "new": [{"city": "B"}]}


def test_a_relationship_is_recorded_once_and_hidden_with_either_person(make_access) -> None:
    insider, outsider = make_access("caseworker", "vawa"), make_access("caseworker")
    one = actions.add_person(access=insider, data={"names": [{"family": "One"}]})
    two = actions.add_person(access=insider, data={}, compartment="vawa")
    for _ in range(2):
        actions.relate(access=insider, from_person=one, to_person=two, kind="spouse")
    assert queries.relationships(insider, [one, two]).count() == 1
    assert queries.relationships(outsider, [one, two]).count() == 0
