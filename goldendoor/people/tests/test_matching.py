"""Names that may be one person's, and names that are not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goldendoor.people import matching

ALIKE = [
    ("Muhammad Al-Khayali", "Mohammed Alkhayali"),
    ("Muhammad Khayali", "Mohamed Khayaly"),
    ("Тарас Шевченко", "Taras Schewtschenko"),
    ("Taras Shevchenko", "Taras Schewtschenko"),
    ("María José Núñez-Żółć", "Nunez Zolc Maria Jose"),
    ("Ana López García", "Ana Lopez"),
    ("Yusuf Abdullah", "Youssef Abdallah"),
    ("Jean Tchoupo", "Jean Choupo"),
    ("Nguyễn Thị Hoa", "Hoa Thi Nguyen"),
    ("Fatima bint Omar Prueba", "Fatima Omar Prueba"),
]
UNLIKE = [
    ("Ana López", "Ben Carter"),
    ("Maria Garcia", "Pedro Gomez"),
    ("Li Wei", "Wang Fang"),
    ("Olga Petrova", "Igor Sidorov"),
    ("A", "B"),
]


@pytest.mark.parametrize(("one", "other"), ALIKE)
def test_other_spellings_of_a_name_are_worth_a_look(one, other):
    found = matching.compare(one, other)
    assert found.is_worth_a_look, found
    assert found.why


@pytest.mark.parametrize(("one", "other"), ALIKE)
def test_other_spellings_are_found_by_a_common_key(one, other):
    assert matching.keys(one) & matching.keys(other)


@pytest.mark.parametrize(("one", "other"), UNLIKE)
def test_other_people_are_not_worth_a_look(one, other):
    assert not matching.compare(one, other).is_worth_a_look


def test_a_former_name_is_as_good_as_the_present_one():
    found = matching.best(["Olga Prueba", "Olga Vymyshlenova"], ["Olha Vymyshlenova"])
    assert found.is_worth_a_look


def test_the_order_of_names_does_not_matter():
    assert matching.compare("Ana López", "López Ana") == matching.Match(100, "the same words")


@given(st.text(max_size=40), st.text(max_size=40))
def test_comparing_works_both_ways_and_never_fails(one, other):
    assert matching.compare(one, other).score == matching.compare(other, one).score
    assert 0 <= matching.compare(one, other).score <= 100


@given(st.text(max_size=40))
def test_a_name_is_like_itself(name):
    if matching.tokens(name):
        assert matching.compare(name, name).score == 100
