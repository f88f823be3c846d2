"""What begins with some letters, found by an index on every database."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goldendoor.kernel.folding import fold, words
from goldendoor.people import actions, queries
from goldendoor.people.models import NameKey


@pytest.fixture
def named(caseworker, db):
    def name(given: str, family: str) -> str:
        data = {"names": [{"kind": "current", "given": given, "family": family}]}
        return actions.add_person(access=caseworker, data=data).public_id

    return name


@pytest.mark.parametrize(
    ("given", "family", "typed"),
    [
        ("María", "Núñez-Żółć", "zolc"),
        ("María", "Núñez-Żółć", "nunez mar"),
        ("Siobhán", "O'Brien", "brien"),
        ("Siobhán", "O'Brien", "obri"),
        ("小龍", "李", "李小龍"),
        ("小龍", "李", "龍"),
        ("Ольга", "Иванова", "ivan"),
        ("", "Exampleson" * 9, "exampleson" * 9),
    ],
)
def test_a_name_is_found_by_the_beginning_of_a_word(caseworker, named, given, family, typed):
    public_id = named(given, family)
    named("Nobody", "Else")
    assert [one.public_id for one in queries.search(caseworker, typed)] == [public_id]


@pytest.mark.parametrize("typed", ["unez", "nunez else", "  ", "%", "_", "w:nunez x"])
def test_what_no_word_begins_with_is_not_found(caseworker, named, typed):
    named("María", "Núñez")
    assert list(queries.search(caseworker, typed)) == []


def test_names_beginning_with_the_next_letter_are_left_out(caseworker, named):
    wanted = named("Ada", "Hadde")
    named("Ada", "Haddf")
    named("Ada", "Hadd")
    assert [one.public_id for one in queries.search(caseworker, "hadde")] == [wanted]


def test_nothing_to_begin_with_is_an_error_of_the_code(db):
    for text in ("", "é"):
        with pytest.raises(ValueError, match="plain letters"):
            NameKey.objects.filter(key__begins=text)


@given(st.text(max_size=40))
def test_every_folded_word_is_among_the_words(text: str) -> None:
    found = words(text)
    assert set(fold(text).split()) <= found
    assert all(one.isascii() and one.isalnum() for one in found)
