"""The time line of a case: the picture, its rows, and every line of it."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from goldendoor.cases import actions, queries
from goldendoor.deadlines import actions as deadlines
from goldendoor.people import actions as people
from goldendoor.practice.caseload import timeline

TODAY = date(2026, 8, 3)
RFE = {"served_date": "2026-07-20", "form": "I-485", "days_on_notice": 84, "service": "mail",
       "channel": "paper"}  # fmt: skip


@pytest.fixture
def moved(caseworker, case):
    """Opened on 3 August, preparing since the 10th."""
    data = {"names": [{"kind": "current", "given": "Amal", "family": "Example"}]}
    person = people.add_person(access=caseworker, data=data)
    actions.add_party(access=caseworker, case=case, person=person, role="applicant")
    actions.perform(
        case=case, action_name="start_preparing", access=caseworker, today=date(2026, 8, 10)
    )
    case.refresh_from_db()
    return case


def rows_of(access, case, today=TODAY):
    return {one.label: one for one in timeline.picture(access, case, today=today)["rows"]}


def test_stages_are_told_with_the_days_they_were_reached_on(caseworker, moved) -> None:
    told = [(one.label, one.from_date, one.to_date) for one in
            queries.stages_passed(caseworker, moved)]  # fmt: skip
    assert told == [
        ("Intake", TODAY, date(2026, 8, 10)), ("Prepare", date(2026, 8, 10), None),
    ]  # fmt: skip
    row = rows_of(caseworker, moved)["Stage"]
    assert row.words == "Prepare since Mon 10 Aug 2026; Intake until Mon 10 Aug 2026"
    assert [one.kind for one in row.spans] == ["past", "now"]


def test_a_deadline_its_window_and_a_receipt_awaited_are_drawn(caseworker, moved) -> None:
    deadlines.start(access=caseworker, case=moved, rule_id="us.rfe", facts=RFE, today=TODAY)
    filing = actions.add_filing(access=caseworker, case=moved, form_id="us.i-130")
    actions.change_filing(
        access=caseworker, filing=filing,
        changes={"mailed_date": TODAY, "status": "mailed", "receipt_expected_date":
                 TODAY + timedelta(days=30)},
    )  # fmt: skip
    rows = rows_of(caseworker, moved)
    assert rows["Answer the request for evidence"].words == "due Thu 15 Oct 2026"
    mailed = rows["Mailed I-130"]
    assert mailed.words == "mailed Mon 3 Aug 2026, receipt expected by Wed 2 Sep 2026"
    everything = [one for row in rows.values() for one in (*row.bars, *row.marks)]
    assert all(0 <= getattr(one, "start", getattr(one, "at", 0)) <= 100 for one in everything)


def test_the_receipt_ends_the_waiting(caseworker, moved) -> None:
    filing = actions.add_filing(access=caseworker, case=moved, form_id="us.i-130")
    sent = {"mailed_date": TODAY, "status": "mailed", "receipt_expected_date": TODAY}
    actions.change_filing(access=caseworker, filing=filing, changes=sent)
    came = {"status": "receipted", "receipt_number": "ZZZ9990000123"}
    filing = actions.change_filing(access=caseworker, filing=filing, changes=came)
    assert filing.receipt_expected_date is None
    row = rows_of(caseworker, moved)["Mailed I-130"]
    assert (row.spans, row.words) == ([], "mailed Mon 3 Aug 2026, receipts are here")


def test_the_page_shows_lines_of_one_kind_and_pages(signed_in, caseworker, moved) -> None:
    for number in range(45):
        actions.add_note(access=caseworker, case=moved, text=f"Note number {number}")
    browser, address = signed_in(caseworker), reverse("practice:timeline", args=[moved.public_id])
    first = browser.get(address).content.decode()
    assert "Note number 44" in first
    drawn = browser.get(address, {"part": "picture"}, HTTP_HX_REQUEST="true").content.decode()
    assert "As a table" in drawn
    assert "<html" not in drawn
    stages = browser.get(address, {"kind": "stage"}).content.decode()
    assert "Start preparing: Intake → Prepare" in stages
    assert "Note number" not in stages
    short = browser.get(address, {"part": "short"}, HTTP_HX_REQUEST="true").content.decode()
    assert "<html" not in short
    assert "Note number 44" in short
    assert "Note number 3" not in short
    after = first.split("?after=")[1].split('"')[0].split("&")[0]
    later = browser.get(address, {"after": after}).content.decode()
    assert "Note number 3<" in later
    assert browser.get(address, {"kind": "nothing"}).status_code == 400
    assert browser.get(address, {"after": "x"}).status_code == 400


def test_no_part_takes_too_many_queries(
    signed_in, caseworker, moved, django_assert_max_num_queries
) -> None:
    browser, address = signed_in(caseworker), reverse("practice:timeline", args=[moved.public_id])
    for part in ("picture", "short", ""):
        with django_assert_max_num_queries(25):
            browser.get(address, {"part": part}, HTTP_HX_REQUEST="true")


def test_another_office_sees_no_time_line(signed_in, stranger, moved) -> None:
    address = reverse("practice:timeline", args=[moved.public_id])
    assert signed_in(stranger).get(address).status_code == 404
