"""What confirming a notice does, each thing once. Names and numbers are made up."""

from datetime import date
from typing import Any

import pytest

from goldendoor.cases import actions as cases
from goldendoor.cases import queries as case_queries
from goldendoor.correspondence import actions as correspondence
from goldendoor.correspondence import silence
from goldendoor.correspondence.tests import papers
from goldendoor.deadlines.models import Deadline, PriorityDate
from goldendoor.documents import queries as documents
from goldendoor.foundation.errors import NotAllowed
from goldendoor.kernel.errors import BadInput
from goldendoor.law.library import Library
from goldendoor.practice.notices import actions, alarms, following

LIBRARY = Library.shipped()
TODAY = date(2026, 8, 3)
NUMBER = "ZZZ9012345678"
PAPER = {"service": "mail", "channel": "paper"}


@pytest.fixture
def plan(owner: Any) -> Any:
    """`plan(notice, filing, **posted)`: with this form of its case chosen."""

    def make(notice: Any, filing: Any = None, **posted: str) -> following.Plan:
        if filing is not None:
            posted["target"] = f"{filing.case.public_id}/{filing.public_id}"
        return following.plan(owner, notice, posted, today=TODAY, library=LIBRARY)

    return make


@pytest.fixture
def confirm(owner: Any) -> Any:
    """`confirm(plan)`: do it."""
    return lambda plan: actions.confirm(access=owner, plan=plan, today=TODAY, library=LIBRARY)


def titles(access: Any, case: Any) -> list[str]:
    return [one.title for one in case_queries.tasks_to_do(access, case=case)]


def test_a_receipt_is_written_on_its_form_and_moves_the_case(arrived, filing, plan, confirm, owner):
    found = plan(arrived(), filing)
    assert found.problems == []
    assert found.door == "record_receipt"
    confirm(found)
    filing.refresh_from_db()
    assert (filing.receipt_number, filing.status) == (NUMBER, "receipted")
    assert case_queries.get(owner, filing.case.public_id).stage == "pending"
    (paper,) = documents.of_case(owner, filing.case)
    assert paper.title == "Receipt, I-485, 2026-07-27"
    told = [one for one in titles(owner, filing.case) if "the receipt is here" in one]
    assert told == ["Tell the client that the receipt is here"]


def test_nothing_is_chosen_where_the_case_is_not_exact(arrived, filing, owner):
    found = following.plan(owner, arrived(), {}, today=TODAY, library=LIBRARY)
    assert [one.case.pk for one in found.candidates] == [filing.case_id]
    assert (found.case, found.target) == (None, "")


def test_the_exact_case_is_chosen(arrived, filing, owner):
    cases.change_filing(access=owner, filing=filing, changes={"receipt_number": NUMBER})
    found = following.plan(owner, arrived(papers.BIOMETRICS), {}, today=TODAY, library=LIBRARY)
    assert found.filing == filing


def test_the_stage_waits_for_the_last_receipt(arrived, filing, plan, confirm, owner):
    other = cases.add_filing(access=owner, case=filing.case, form_id="us.i-765")
    cases.add_filing(access=owner, case=filing.case, form_id="us.g-28")
    found = plan(arrived(), filing)
    assert found.door == ""
    confirm(found)
    other.refresh_from_db()
    assert other.status == "wanted"
    assert case_queries.get(owner, filing.case.public_id).stage == "filed"


def test_a_second_receipt_for_a_form_is_asked_about(arrived, filing, plan, confirm, owner):
    changes = {"receipt_number": "ZZZ0000000001"}
    cases.change_filing(access=owner, filing=filing, changes=changes)
    found = plan(arrived(), filing)
    assert found.problems[0][0] == "replace"
    with pytest.raises(BadInput, match="ZZZ0000000001"):
        confirm(found)
    confirm(plan(found.notice, filing, replace="1"))
    filing.refresh_from_db()
    assert filing.receipt_number == NUMBER


def test_a_number_that_another_form_has_is_asked_about(arrived, filing, plan, owner):
    other = cases.add_filing(access=owner, case=filing.case, form_id="us.i-765")
    cases.change_filing(access=owner, filing=other, changes={"receipt_number": NUMBER})
    assert ("replace" in dict(plan(arrived(), filing).problems)) is True


def test_a_request_for_evidence_starts_its_deadline_by_the_printed_date(
    arrived, filing, plan, confirm
):
    found = plan(arrived(papers.RFE), filing, **PAPER)
    assert (found.problems, found.door) == ([], "record_request_for_evidence")
    assert found.printed_date == date(2026, 10, 19)
    confirm(found)
    deadline = Deadline.objects.get()
    assert deadline.rule_id == "us.rfe"
    assert deadline.printed_date == date(2026, 10, 19)
    assert deadline.working_date == found.working_date == date(2026, 10, 19)


def test_without_the_action_of_the_table_the_deadline_starts_all_the_same(
    arrived, filing, plan, confirm, owner
):
    cases.perform(access=owner, case=filing.case, action_name="record_receipt", today=TODAY)
    cases.perform(
        access=owner, case=filing.case, action_name="record_request_for_evidence", today=TODAY,
        facts={"served_date": date(2026, 7, 1), "form": "I-485", "days_on_notice": 84, **PAPER},
    )  # fmt: skip
    found = plan(arrived(papers.RFE), filing, **PAPER)
    assert found.door == ""
    confirm(found)
    assert Deadline.objects.filter(printed_date=date(2026, 10, 19)).count() == 1


def test_facts_that_are_missing_stand_in_the_way(arrived, filing, plan, confirm):
    found = plan(arrived(papers.RFE), filing, service="mail")
    assert any("Channel" in text for _, text in found.problems)
    with pytest.raises(BadInput):
        confirm(found)
    assert Deadline.objects.count() == 0


def test_a_rejection_puts_the_form_back_with_the_reason(arrived, filing, plan, confirm, owner):
    notice = arrived(papers.REJECTION)
    assert "reason" in dict(plan(notice, filing).problems)
    found = plan(notice, filing, reason="Wrong fee")
    assert found.door == "record_rejection"
    confirm(found)
    filing.refresh_from_db()
    assert (filing.status, filing.mailed_date) == ("wanted", None)
    assert case_queries.get(owner, filing.case.public_id).stage == "prepare"
    assert "Wrong fee" in case_queries.notes(owner, filing.case).rows[0].text
    assert sum("file again" in one for one in titles(owner, filing.case)) == 1


def test_a_rejection_of_one_form_leaves_the_others_with_the_agency(
    arrived, filing, plan, confirm, owner
):
    other = cases.add_filing(access=owner, case=filing.case, form_id="us.i-765")
    changes = {"status": "receipted", "receipt_number": "ZZZ0000000002"}
    cases.change_filing(access=owner, filing=other, changes=changes)
    found = plan(arrived(papers.REJECTION), filing, reason="Wrong fee")
    assert found.door == ""
    confirm(found)
    filing.refresh_from_db()
    assert filing.status == "wanted"
    assert case_queries.get(owner, filing.case.public_id).stage == "filed"
    assert sum("file again" in one for one in titles(owner, filing.case)) == 1


def test_an_appointment_becomes_a_task_of_its_day(arrived, filing, plan, confirm, owner):
    found = plan(arrived(papers.BIOMETRICS), filing)
    confirm(found)
    days = {one.title: one.due_date for one in case_queries.tasks_to_do(owner, case=filing.case)}
    assert days["Fingerprint appointment"] == date(2026, 8, 20)
    assert "Thu 20 Aug 2026" in found.words["en"]
    assert "20 de agosto de 2026" in found.words["es"]


def test_a_priority_date_joins_the_line_when_category_and_country_are_chosen(
    arrived, filing, plan, confirm
):
    notice = arrived(papers.RECEIPT + "Priority Date: 07/20/2026\n")
    assert "category" in dict(plan(notice, filing, category="F2A").problems)
    confirm(plan(notice, filing, category="F2A", chargeability="mexico"))
    assert PriorityDate.objects.get().priority_date == date(2026, 7, 20)


def test_a_duplicate_is_asked_about(arrived, filing, plan, confirm):
    confirm(plan(arrived(), filing))
    again = plan(arrived(papers.RECEIPT + "second copy"), filing)
    assert "again" in dict(again.problems)
    confirm(plan(again.notice, filing, again="1"))


def test_all_or_nothing(arrived, filing, plan, confirm, monkeypatch):
    def broken(**_more: Any) -> None:
        raise RuntimeError("in the middle")

    found = plan(arrived(), filing)
    monkeypatch.setattr(actions.cases, "add_task", broken)
    with pytest.raises(RuntimeError):
        confirm(found)
    filing.refresh_from_db()
    found.notice.refresh_from_db()
    assert (filing.receipt_number, found.notice.state) == ("", "to_confirm")


def test_confirmed_twice_happens_once(arrived, filing, plan, confirm):
    found = plan(arrived(), filing)
    confirm(found)
    with pytest.raises(NotAllowed):
        confirm(found)


def test_volunteers_take_in_but_do_not_confirm(arrived, filing, make_access):
    volunteer = make_access("volunteer")
    posted = {"target": f"{filing.case.public_id}/{filing.public_id}"}
    notice = arrived(access=volunteer)
    found = following.plan(volunteer, notice, posted, today=TODAY, library=LIBRARY)
    with pytest.raises(NotAllowed):
        actions.confirm(access=volunteer, plan=found, today=TODAY, library=LIBRARY)


def test_an_overdue_receipt_is_told_by_the_days_of_the_library(filing, owner, stranger):
    (one,) = alarms.overdue_receipts(owner, today=TODAY, library=LIBRARY)
    assert (one.filing, one.since) == (filing, date(2026, 7, 1))
    assert alarms.overdue_receipts(stranger, today=TODAY, library=LIBRARY) == []
    assert alarms.overdue_receipts(owner, today=date(2026, 7, 1), library=LIBRARY) == []
    cases.change_filing(access=owner, filing=filing, changes={"receipt_number": NUMBER})
    assert alarms.overdue_receipts(owner, today=TODAY, library=LIBRARY) == []


def test_a_form_that_travels_with_others_has_no_receipt_to_wait_for(filing, owner):
    told = silence.entry(LIBRARY)
    other = cases.add_filing(access=owner, case=filing.case, form_id="us.g-28")
    assert not silence.expects_receipt(other, told)


def test_every_kind_of_the_library_says_what_confirming_does():
    from goldendoor.correspondence import rules

    for kind in rules.kinds(LIBRARY).values():
        tell = kind["confirm"]["tell"]
        assert tell["title"]
        assert tell["en"] != tell["es"], kind["id"]
        if "appointment" in kind["confirm"]:
            assert kind["confirm"]["appointment"]["date"] in kind["dates"]
        if "deadline" in kind:
            assert set(kind["deadline"]["facts"]) <= set(
                LIBRARY.rule(kind["deadline"]["rule"])["inputs"]
            )


def test_the_reading_that_was_corrected_is_what_counts(arrived, filing, plan, confirm, owner):
    notice, wrong = correspondence.correct_reading(
        access=owner, notice=arrived(), kind="us.receipt",
        typed={"receipt_number": "ZZZ9012345999"}, library=LIBRARY,
    )  # fmt: skip
    assert wrong == {}
    confirm(plan(notice, filing))
    filing.refresh_from_db()
    assert filing.receipt_number == "ZZZ9012345999"


def test_a_receipt_that_was_confirmed_is_watched_and_silent_when_nothing_comes(
    arrived, filing, plan, confirm, owner
):
    confirm(plan(arrived(), filing))
    soon = date(2026, 12, 1)
    assert alarms.silent(owner, today=soon, library=LIBRARY) == []
    (one,) = alarms.silent(owner, today=date(2027, 6, 1), library=LIBRARY)
    assert one.filing == filing
    assert "Nothing has changed since Mon 3 Aug 2026" in one.because[0]
    assert "nobody has asked" in one.because[2]


def test_what_waits_for_the_office_itself_is_not_called_silent(
    arrived, filing, plan, confirm, owner
):
    confirm(plan(arrived(), filing))
    confirm(plan(arrived(papers.RFE), filing, **PAPER))
    assert case_queries.get(owner, filing.case.public_id).stage == "answering"
    assert alarms.silent(owner, today=date(2027, 6, 1), library=LIBRARY) == []
