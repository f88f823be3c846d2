import json

import pytest

from goldendoor.cases import queries as cases
from goldendoor.exchange import actions, queries
from goldendoor.exchange.tests.test_case_file import EXAMPLES
from goldendoor.foundation.errors import Conflict

FILE = {
    "format": "goldendoor.case-file",
    "version": 1,
    "case_type": "work_permit",
    "title": "Muestra: work permit",
    "filing_date": "2026-08-03",
    "people": [
        {
            "id": "ana",
            "names": [{"kind": "legal", "family": "Muestra", "given": "Ana"}],
            "birth": {"date": "1990-05-17"},
            "identifiers": [{"kind": "a_number", "number": "000123456"}],
            "trips": [{"left": "2024-01-01"}, {"left": "2025-01-01"}],
        },
        {"id": "luz", "names": [{"kind": "legal", "family": "Muestra", "given": "Luz"}]},
    ],
    "relationships": [{"from": "luz", "to": "ana", "kind": "child", "how": "biological"}],
    "representative": {"family": "Counsel-Example", "given": "Ruth"},
    "filings": [{"form": "I-765", "for": "ana", "reason": "renewal", "category": "c9"}],
    "evidence": [{"id": "card", "label": "Card, both sides", "status": "needed"}],
}


@pytest.fixture
def stored(db, owner):
    case = actions.import_case(access=owner, data=FILE)
    return case, cases.filings(owner, case)[0]


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_every_example_comes_out_as_it_went_in_with_its_files(path, db, owner) -> None:
    data = json.loads(path.read_text(encoding="utf-8"))
    case = actions.import_case(access=owner, data=data, folder=path.parent)
    assert queries.case_file(owner, case) == data
    read = queries.file_reader(owner, case)
    for row in data["evidence"]:
        for name in row["files"]:
            assert read(name) == (path.parent / name).read_bytes()


def test_what_was_imported_comes_out_the_same(stored, owner):
    case, _filing = stored
    assert queries.case_file(owner, case) == FILE


def test_what_was_exported_can_be_imported_again_and_is_the_same(stored, owner):
    case, _filing = stored
    again = actions.import_case(access=owner, data=queries.case_file(owner, case))
    assert queries.case_file(owner, again) == FILE
    assert again.number != case.number


def test_an_answer_lands_where_it_is_read(stored, owner):
    case, filing = stored
    changed = actions.answer(
        access=owner,
        case=case,
        filing=filing,
        answers={
            "applicant.name.family": "Nueva",
            "applicant.address.mailing.city": "Albany",
            "applicant.father.name.given": "Luis",
            "applicant.a_number": "000999999",
            "filing.reason": "initial",
            "representative.given": "Rut",
            "applicant.answers.ever_arrested": False,
        },
    )
    assert len(changed) == 7
    data = queries.case_file(owner, case)
    ana = data["people"][0]
    assert ana["names"][0]["family"] == "Nueva"
    assert ana["addresses"] == [{"kind": "mailing", "city": "Albany"}]
    assert ana["identifiers"][0]["number"] == "000999999"
    assert ana["answers"] == {"ever_arrested": False}
    assert data["filings"][0]["reason"] == "initial"
    assert data["representative"]["given"] == "Rut"
    father = data["people"][2]
    assert father["names"] == [{"kind": "legal", "given": "Luis"}]
    assert {"from": father["id"], "to": "ana", "kind": "parent"} in data["relationships"]


def test_an_unchanged_answer_changes_nothing(stored, owner):
    case, filing = stored
    assert (
        actions.answer(
            access=owner, case=case, filing=filing, answers={"applicant.name.given": "Ana"}
        )
        == []
    )


def test_two_people_who_answer_the_same_question_see_both_answers(stored, owner):
    case, filing = stored
    shared = {"access": owner, "case": case, "filing": filing}
    seen = {"applicant.name.given": "Ana"}
    actions.answer(**shared, answers={"applicant.name.given": "Anna"}, expected=seen)
    with pytest.raises(Conflict) as raised:
        actions.answer(**shared, answers={"applicant.name.given": "Anita"}, expected=seen)
    difference = raised.value.differences[0]
    assert (difference.theirs, difference.yours) == ("Anna", "Anita")
    assert queries.case_file(owner, case)["people"][0]["names"][0]["given"] == "Anna"


def test_two_people_who_answer_different_questions_do_not_meet(stored, owner):
    case, filing = stored
    shared = {"access": owner, "case": case, "filing": filing}
    actions.answer(**shared, answers={"applicant.sex": "female"}, expected={})
    actions.answer(**shared, answers={"applicant.email": "ana@mail.example"}, expected={})
    ana = queries.case_file(owner, case)["people"][0]
    assert (ana["sex"], ana["email"]) == ("female", "ana@mail.example")


def test_a_row_of_a_repeat_group_can_be_taken_out(stored, owner):
    case, filing = stored
    actions.remove_row(access=owner, case=case, filing=filing, path="applicant.trips.0")
    assert queries.case_file(owner, case)["people"][0]["trips"] == [{"left": "2024-01-01"}]


def test_a_child_taken_out_of_the_list_stays_on_file(stored, owner):
    case, filing = stored
    actions.remove_row(access=owner, case=case, filing=filing, path="applicant.children.0")
    data = queries.case_file(owner, case)
    assert data["relationships"] == []
    assert [row["id"] for row in data["people"]] == ["ana", "luz"]
