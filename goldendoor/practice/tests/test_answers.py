"""Saving answers: kept when wrong, shown side by side when two answer, rows found by content."""

from typing import Any

import pytest

from goldendoor.exchange import queries as exchange
from goldendoor.foundation.errors import NotAllowed
from goldendoor.practice.intake import actions, page
from goldendoor.practice.intake.actions import Given
from goldendoor.practice.intake.queries import Intake
from goldendoor.practice.models import Mark, TypedAnswer
from goldendoor.practice.tests.test_asked import FAMILY  # noqa: F401
from goldendoor.practice.tests.test_asked import family as family


def question(intake: Intake, key: str) -> Any:
    return next(one for one in intake.asked if one.key == key)


def save(
    access: Any, case: Any, key: str, typed: dict[str, str], row: int = -1, **rest: Any
) -> Any:
    intake = Intake(access, case)
    asked = question(intake, key)
    was = rest.pop("was", None)
    if was is None:
        was = intake.stored(asked, row) if row < intake.length(asked) or row < 0 else {}
    given = Given(asked, row, {part: [text] for part, text in typed.items()}, was, **rest)
    return actions.save_given(access=access, intake=intake, given=given)


def test_a_right_answer_is_stored_and_a_wrong_one_kept_as_typed(caseworker, family) -> None:
    result = save(caseworker, family, "beneficiary.birth", {"date": "13/13/13", "city": "Cusco"})
    assert set(result.errors) == {"date"}
    stored = exchange.case_file(caseworker, family)["people"][1]
    assert stored["birth"] == {"city": "Cusco"}
    intake = Intake(caseworker, family)
    shown = page.shown(intake, question(intake, "beneficiary.birth"))
    boxes = {box.leaf.part: box for box in shown.cards[0].boxes}
    assert boxes["date"].text == "13/13/13"
    assert boxes["date"].error


def test_what_is_typed_is_shown_to_nobody_else(caseworker, make_access, family) -> None:
    save(caseworker, family, "beneficiary.birth", {"date": "never"})
    intake = Intake(make_access("paralegal"), family)
    shown = page.shown(intake, question(intake, "beneficiary.birth"))
    assert [box.text for box in shown.cards[0].boxes if box.leaf.part == "date"] == [""]


def test_the_second_of_two_answers_is_not_stored_but_shown(caseworker, make_access, family) -> None:
    other = make_access("paralegal")
    save(caseworker, family, "beneficiary.name", {"middle": "An"})
    was = {"family": "NA", "given": "Minh"}
    result = save(other, family, "beneficiary.name", {"middle": "Anh"}, was=was)
    assert result.conflict
    assert result.theirs == [("Middle name", "An", "Anh")]
    assert TypedAnswer.objects.count() == 1
    kept = save(other, family, "beneficiary.name", {"middle": "Anh"}, was=was, force=True)
    assert kept.kept
    assert not TypedAnswer.objects.exists()


def test_two_people_may_answer_different_boxes_of_one_question(
    caseworker, make_access, family
) -> None:
    was = {"family": "NA", "given": "Minh"}
    save(caseworker, family, "beneficiary.name", {"middle": "An"}, was=was)
    result = save(
        make_access("paralegal"), family, "beneficiary.name", {"given": "Minh Anh"}, was=was
    )
    assert result.kept
    name = exchange.case_file(caseworker, family)["people"][1]["names"][0]
    assert (name["given"], name["middle"]) == ("Minh Anh", "An")


def test_a_row_is_found_by_what_it_holds_when_dates_reorder_the_list(caseworker, family) -> None:
    key = "beneficiary.address_history"
    save(caseworker, family, key, {"street": "1 Old Road", "to": "2020"}, row=0)
    save(caseworker, family, key, {"street": "2 New Road"}, row=1)
    intake = Intake(caseworker, family)
    rows = [intake.stored(question(intake, key), row) for row in range(2)]
    assert [row["street"] for row in rows] == ["2 New Road", "1 Old Road"], "the present one first"
    # The page of the first writer still calls the old road number 0.
    save(caseworker, family, key, {"city": "Cusco"}, row=0, was=rows[1])
    intake = Intake(caseworker, family)
    rows = [intake.stored(question(intake, key), row) for row in range(2)]
    assert [row.get("city") for row in rows] == [None, "Cusco"]


def test_removing_a_card_removes_its_row_alone(caseworker, family) -> None:
    key = "petitioner.other_names"
    for place, name in enumerate(("Primera", "Segunda")):
        save(caseworker, family, key, {"family": name}, row=place)
    intake = Intake(caseworker, family)
    asked = question(intake, key)
    was = intake.stored(asked, 0)
    actions.remove_row(access=caseworker, intake=intake, question=asked, row=0, was=was)
    intake = Intake(caseworker, family)
    assert [intake.stored(asked, 0)["family"], intake.length(asked)] == ["Segunda", 1]


def test_a_mark_waits_until_the_answer_comes(caseworker, family) -> None:
    intake = Intake(caseworker, family)
    asked = question(intake, "beneficiary.birth")
    actions.mark(access=caseworker, case=family, question=asked, kind="ask")
    assert Mark.objects.get().label == asked.ask
    save(caseworker, family, "beneficiary.birth", {"city": "Cusco"})
    assert not Mark.objects.exists()


def test_a_reader_changes_nothing(make_access, caseworker, family) -> None:
    with pytest.raises(NotAllowed):
        save(make_access("reader"), family, "beneficiary.birth", {"city": "Cusco"})
    assert "birth" not in exchange.case_file(caseworker, family)["people"][1]
