"""Notices taken in, read, put right and set aside. Names and numbers are made up."""

import io
from typing import Any

import pytest

from goldendoor.audit.models import Entry
from goldendoor.cases import actions as cases
from goldendoor.correspondence import actions, jobs, queries, rules
from goldendoor.correspondence.models import IncomingNotice
from goldendoor.correspondence.reading import text
from goldendoor.correspondence.tests import papers
from goldendoor.documents import queries as documents
from goldendoor.documents.models import Document
from goldendoor.foundation.errors import Conflict, NotAllowed, NotFound
from goldendoor.kernel import clock
from goldendoor.kernel.errors import BadInput
from goldendoor.law.library import Library
from goldendoor.people import actions as people

LIBRARY = Library.shipped()
NUMBER = "ZZZ9012345678"


@pytest.fixture
def take(caseworker: Any, fixed_day: Any) -> Any:
    """`take(words)`: a notice of these words, read."""

    def make(words: str = papers.RFE, *, access: Any = caseworker, **more: Any) -> IncomingNotice:
        notice = actions.take_in(
            access=access, file=papers.pdf(words), filename="notice.pdf", today=fixed_day, **more
        )
        return jobs.read(access, notice)

    return make


@pytest.fixture
def filed(caseworker: Any, case: Any) -> Any:
    """The form I-485 of a person whose A-number and name are on the made-up notices."""
    data = {
        "names": [{"kind": "legal", "family": "Nunez-Example", "given": "Maria"}],
        "identifiers": [{"kind": "a_number", "number": "000100037"}],
    }
    person = people.add_person(access=caseworker, data=data)
    cases.add_party(access=caseworker, case=case, person=person, role="applicant")
    return cases.add_filing(access=caseworker, case=case, form_id="us.i-485", person=person)


def test_a_notice_is_kept_encrypted_read_and_waits_to_be_confirmed(take, caseworker):
    notice = take()
    assert (notice.state, notice.kind) == ("to_confirm", "us.rfe")
    assert notice.reading["receipt_numbers"][0]["value"] == NUMBER
    raw = IncomingNotice.objects.extra(select={"token": "reading"}).values_list("token").get()[0]
    assert NUMBER not in str(raw)
    entries = Entry.objects.filter(subject_kind="notice").order_by("sequence")
    assert [one.action for one in entries] == ["notice.taken_in", "notice.read"]


def test_a_picture_without_words_is_typed_by_a_person_and_never_lost(caseworker, fixed_day):
    notice = actions.take_in(
        access=caseworker, file=papers.photograph(), filename="scan.jpg", today=fixed_day
    )
    notice = jobs.read(caseworker, notice)
    assert notice.state == "unreadable"
    assert "type what" in notice.advice
    typed = {"receipt_number": "zzz-9012345678", "notice_date": "2026-07-27"}
    notice, wrong = actions.correct_reading(
        access=caseworker, notice=notice, kind="us.rfe", typed=typed, library=LIBRARY
    )
    assert (notice.state, wrong) == ("to_confirm", {})
    assert rules.plain(notice.reading, {})["receipt_number"] == NUMBER
    assert notice.reading["deadline"]["facts"] == {"served_date": "2026-07-27"}


def test_a_fault_while_reading_leaves_the_notice_to_be_typed(take, monkeypatch, caplog):
    def broken(*_arguments: Any, **_more: Any) -> Any:
        raise RuntimeError("out of paper")

    monkeypatch.setattr(text, "pages_of", broken)
    assert take().state == "unreadable"


def test_what_cannot_be_read_again_is_told_and_the_rest_is_kept(take, caseworker):
    typed = {"receipt_number": "ZZZ12", "notice_date": "2026-13-01", "due_date": "2026-10-20"}
    notice, wrong = actions.correct_reading(
        access=caseworker, notice=take(), kind="us.rfe", typed=typed, library=LIBRARY
    )
    assert set(wrong) == {"receipt_number", "notice_date"}
    assert rules.plain(notice.reading, {})["due_date"] == "2026-10-20"
    assert notice.reading["dates"]["due_date"]["typed"] is True
    assert notice.reading["deadline"]["printed_date"] == "2026-10-20"


def test_a_value_that_was_left_keeps_its_confidence(take, caseworker):
    notice = take()
    boxes = rules.values(rules.kinds(LIBRARY)["us.rfe"], notice.reading)
    typed = {box.name: box.text for box in boxes}
    before = notice.reading
    notice, _ = actions.correct_reading(
        access=caseworker, notice=notice, kind="us.rfe", typed=typed, library=LIBRARY
    )
    assert notice.reading == before


def test_doubtful_and_missing_values_come_first():
    reading = {**rules.blank(), "form": {"value": "I-485", "confidence": 0.5}}
    boxes = rules.values(rules.kinds(LIBRARY)["us.rfe"], reading)
    doubtful = [one.name for one in boxes if one.is_doubtful]
    assert doubtful == [one.name for one in boxes][: len(doubtful)]
    assert {"form", "due_date", "receipt_number", "notice_date"} <= set(doubtful)


def test_two_people_who_put_it_right_at_once_are_told(take, caseworker):
    notice = take()
    more = {"access": caseworker, "kind": "us.rfe", "library": LIBRARY, "version": notice.version}
    twin = queries.get(caseworker, notice.public_id)
    actions.correct_reading(notice=notice, typed={"days": "30"}, **more)
    with pytest.raises(Conflict):
        actions.correct_reading(notice=twin, typed={"days": "60"}, **more)


def test_the_same_file_again_is_the_notice_that_is_there(caseworker, fixed_day):
    file = papers.pdf(papers.RFE)
    first, again = (
        actions.take_in(access=caseworker, file=file, filename="a.pdf", today=fixed_day)
        for _ in range(2)
    )
    assert again.pk == first.pk
    assert Document.objects.count() == 1


def test_another_scan_of_the_same_notice_is_told(take, caseworker):
    first = take(papers.RECEIPT)
    second = take(papers.RECEIPT + "\nscanned again")
    assert first.pk != second.pk
    assert queries.alike(caseworker, second) == [first]


def test_the_case_of_a_known_receipt_number_is_exact(take, caseworker, filed):
    cases.change_filing(access=caseworker, filing=filed, changes={"receipt_number": NUMBER})
    (found,) = queries.candidates(caseworker, rules.plain(take().reading, {}))
    assert found.is_exact
    assert found.case.pk == filed.case_id
    assert found.best.pk == filed.pk


def test_a_number_or_a_name_with_the_form_only_proposes_a_case(take, caseworker, filed):
    (found,) = queries.candidates(caseworker, rules.plain(take().reading, {}))
    assert not found.is_exact
    assert found.best.pk == filed.pk
    said = " ".join(found.reasons)
    assert "A-number" in said
    assert "named like that" in said
    assert "I-485" in said


def test_nothing_is_proposed_from_a_case_that_is_closed_to_the_reader(
    take, caseworker, make_access, filed, fixed_day
):
    inside = make_access("caseworker", "vawa")
    cases.change_case(access=inside, case=filed.case, changes={"compartment": "vawa"})
    assert (
        queries.candidates(caseworker, {"receipt_number": NUMBER, "a_number": "A000100037"}) == []
    )


def test_a_notice_of_a_closed_case_goes_behind_its_wall_when_it_is_read(
    caseworker, make_access, filed, take
):
    inside = make_access("caseworker", "vawa")
    cases.change_filing(access=caseworker, filing=filed, changes={"receipt_number": NUMBER})
    cases.change_case(access=inside, case=filed.case, changes={"compartment": "vawa"})
    notice = take()
    with pytest.raises(NotFound):
        queries.get(caseworker, notice.public_id)
    with pytest.raises(NotFound):
        documents.get(caseworker, notice.document.public_id)
    assert queries.get(inside, notice.public_id).compartment == "vawa"


def test_confirming_files_the_paper_to_the_case(take, caseworker, filed):
    notice = actions.confirm(
        access=caseworker, notice=take(), case=filed.case, filing=filed,
        title="Request for evidence, I-485", outcome={},
    )  # fmt: skip
    assert notice.state == "confirmed"
    (paper,) = documents.of_case(caseworker, filed.case)
    assert (paper.title, paper.kind, paper.included) == (
        "Request for evidence, I-485", "notice", False,
    )  # fmt: skip
    with pytest.raises(NotAllowed):
        actions.set_aside(access=caseworker, notice=notice, reason="no")


def test_setting_aside_needs_a_reason_and_can_be_taken_back(take, caseworker):
    notice = take()
    with pytest.raises(BadInput):
        actions.set_aside(access=caseworker, notice=notice, reason="  ")
    actions.set_aside(access=caseworker, notice=notice, reason="An advertisement")
    assert queries.listed(caseworker).rows == []
    actions.take_up_again(access=caseworker, notice=notice)
    assert queries.listed(caseworker).rows == [notice]


def test_readers_take_nothing_in_and_strangers_see_nothing(take, make_access, stranger, fixed_day):
    notice = take()
    with pytest.raises(NotAllowed):
        take(access=make_access("reader"))
    with pytest.raises(NotAllowed):
        actions.confirm(
            access=make_access("volunteer"), notice=notice, case=None, filing=None,
            title="", outcome={},
        )  # fmt: skip
    with pytest.raises(NotFound):
        queries.get(stranger, notice.public_id)


def test_a_reading_that_was_cut_off_is_taken_up_by_the_worker(caseworker, fixed_day):
    actions.take_in(
        access=caseworker, file=papers.pdf(papers.RFE), filename="a.pdf", today=fixed_day
    )
    assert jobs.read_left_over() == 0
    IncomingNotice.objects.update(created_at=clock.now() - 2 * queries.LEFT_OVER_AFTER)
    assert jobs.read_left_over() == 1
    assert IncomingNotice.objects.get().state == "to_confirm"


def test_what_is_no_paper_is_refused_by_its_name(caseworker, fixed_day):
    with pytest.raises(BadInput, match=r"letter\.exe"):
        actions.take_in(
            access=caseworker, file=io.BytesIO(b"MZ"), filename="letter.exe", today=fixed_day
        )
    assert Document.objects.count() == 0
