"""Names found by their keys, however they are spelled, and only those one may see."""

from goldendoor.people import actions, queries
from goldendoor.people.models import NameKey


def add(access, family, given, compartment=""):
    data = {"names": [{"kind": "legal", "family": family, "given": given}]}
    return actions.add_person(access=access, data=data, compartment=compartment)


def found(access, *asked):
    return [one.name.person for one in queries.candidates(access, asked)]


def test_names_are_found_in_another_spelling_script_and_order(caseworker) -> None:
    taras = add(caseworker, "Шевченко", "Тарас")
    reza = add(caseworker, "Mohammadi", "Reza")
    add(caseworker, "Sample", "Person")
    assert found(caseworker, "Taras Schewtschenko") == [taras]
    assert found(caseworker, "Muhammadi Rezaa") == [reza]
    assert found(caseworker, "Nobody Whosoever") == []


def test_a_changed_name_is_found_as_it_is_now(caseworker) -> None:
    person = add(caseworker, "Before", "Ana")
    names = [{"kind": "legal", "family": "Afterward", "given": "Ana"}]
    actions.set_collection(access=caseworker, person=person, collection="names", value=names)
    assert found(caseworker, "Ana Afterward") == [person]
    assert found(caseworker, "Ana Before") == []
    actions.set_collection(access=caseworker, person=person, collection="names", value=None)
    assert NameKey.objects.count() == 0


def test_names_of_a_closed_compartment_are_not_found_by_others(make_access) -> None:
    insider, outsider = make_access("attorney", "sheltered"), make_access("attorney")
    person = add(insider, "Quietly", "Hidden", compartment="sheltered")
    assert found(insider, "Hidden Quietly") == [person]
    assert found(outsider, "Hidden Quietly") == []


def test_a_rare_name_is_not_crowded_out_by_common_ones(caseworker) -> None:
    for number in range(30):
        add(caseworker, f"Garcia{'abcdefghij'[number % 10]}o", "Maria")
    rare = add(caseworker, "Xochimilco", "Maria")
    [first, *_] = queries.candidates(caseworker, ["Maria Xochimilco"], most=5)
    assert first.name.person == rare


def test_names_of_other_offices_are_not_found(caseworker, stranger) -> None:
    add(stranger, "Elsewhere", "Only")
    assert found(caseworker, "Only Elsewhere") == []
