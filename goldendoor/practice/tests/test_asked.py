"""Each answer is asked once."""

from typing import Any

import pytest

from goldendoor.exchange import actions as exchange
from goldendoor.practice.intake.queries import Intake

FAMILY: dict[str, Any] = {
    "format": "goldendoor.case-file",
    "version": 1,
    "case_type": "family_adjustment",
    "people": [
        {"id": "petitioner", "names": [{"kind": "legal", "family": "Núñez", "given": "Marta"}]},
        {"id": "beneficiary", "names": [{"kind": "legal", "family": "NA", "given": "Minh"}]},
    ],
    "relationships": [{"from": "beneficiary", "to": "petitioner", "kind": "spouse"}],
    "filings": [
        {"form": "I-130", "for": "petitioner", "roles": {"beneficiary": "beneficiary"}},
        {"form": "I-485", "for": "beneficiary"},
        {"form": "I-765", "for": "beneficiary"},
    ],
}


@pytest.fixture
def family(caseworker: Any) -> Any:
    return exchange.import_case(access=caseworker, data=FAMILY)


@pytest.fixture
def intake(caseworker: Any, family: Any) -> Intake:
    return Intake(caseworker, family)


def visible(intake: Intake) -> dict[str, Any]:
    return {one.key: one for one in intake.asked if one.visible}


def test_the_name_that_three_forms_want_is_asked_once(intake: Intake) -> None:
    names = [key for key in visible(intake) if key == "beneficiary.name"]
    assert names == ["beneficiary.name"]
    feeds = {feed.text.split()[0] for feed in visible(intake)["beneficiary.name"].feeds}
    assert feeds == {"I-130", "I-485", "I-765"}


def test_no_box_stands_on_the_pages_twice(intake: Intake) -> None:
    boxes = [
        leaf.key
        for one in visible(intake).values()
        if not one.is_list
        for leaf in one.leaves
        if not leaf.hidden
    ]
    assert len(boxes) > 60
    assert len(boxes) == len(set(boxes))


def test_a_spouse_with_questions_of_their_own_is_not_asked_for_again(intake: Intake) -> None:
    shown = visible(intake)
    for key, one in shown.items():
        if key.startswith("petitioner.spouse"):
            assert all(not leaf.key.startswith("beneficiary.name") or leaf.hidden
                       for leaf in one.leaves)  # fmt: skip


def test_the_list_of_addresses_asks_for_the_present_one_too(intake: Intake) -> None:
    shown = visible(intake)
    assert "beneficiary.address_history" in shown
    assert "beneficiary.address.physical" not in shown


def test_every_person_with_a_role_has_sections(intake: Intake) -> None:
    found = [one.id for one in intake.owners][:2]
    assert found == [intake.addresses["petitioner"], intake.addresses["beneficiary"]]
    assert intake.asked_count == len(visible(intake))


def test_an_id_from_an_imported_file_never_stands_in_an_address(intake: Intake) -> None:
    ids = {one["id"] for one in intake.data["people"]}
    assert ids.isdisjoint(one.id for one in intake.owners)


def test_spanish_asks_the_same_questions(caseworker: Any, family: Any, intake: Intake) -> None:
    spanish = Intake(caseworker, family, "es")
    assert [one.key for one in spanish.asked] == [one.key for one in intake.asked]
    pairs = zip(intake.asked, spanish.asked, strict=True)
    same = [one.ask for one, other in pairs if one.visible and one.ask == other.ask]
    assert same == []


def test_a_form_alone_shows_all_of_its_own_questions(intake: Intake) -> None:
    sections = intake.of_form(2)
    keys = {one.key for section in sections for one in section.questions if one.visible}
    assert "beneficiary.name" in keys
    assert len(keys) > 10
