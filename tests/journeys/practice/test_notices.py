"""A notice arrives and is confirmed; the agency's word is pasted. Everything is made up."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from goldendoor.cases import actions as cases
from goldendoor.cases.models import Filing
from goldendoor.correspondence import actions as correspondence
from goldendoor.correspondence import jobs
from goldendoor.correspondence.models import IncomingNotice
from goldendoor.correspondence.tests import papers
from goldendoor.deadlines.models import Deadline
from goldendoor.people import actions as people

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
TODAY = date(2026, 8, 3)
STATUS = "Case Was Received\nOn July 20, 2026, we received your form, ZZZ9012345678."


@pytest.fixture
def filing(owner: Any, final_review: Any) -> Filing:
    """A form that was sent two months ago, of a client whose name is written from right to left."""
    data = {
        "names": [{"kind": "legal", "family": "الخيالي", "given": "محمد"}],
        "identifiers": [{"kind": "a_number", "number": "000100037"}],
    }
    person = people.add_person(access=owner, data=data)
    case = cases.open_case(
        access=owner,
        type_id="practice.us.family-adjustment",
        title="الخيالي, محمد: adjustment",
        today=TODAY,
    )
    cases.add_party(access=owner, case=case, person=person, role="beneficiary")
    found = cases.add_filing(access=owner, case=case, form_id="us.i-485", person=person)
    final_review(case)
    for action in ("start_preparing", "send_to_review", "approve", "record_filing"):
        cases.perform(access=owner, case=case, action_name=action, today=TODAY)
    found.refresh_from_db()
    changes = {
        "mailed_date": date(2026, 6, 1),
        "receipt_expected_date": date(2026, 7, 1),
        "status": "mailed",
    }
    return cases.change_filing(access=owner, filing=found, changes=changes)


def test_from_the_envelope_to_the_deadline(
    page: Any, live_server: Any, owner: Any, enter: Any, fits: Any, filing: Any, tmp_path: Path
) -> None:
    enter(page, owner)
    page.goto(f"{live_server.url}/notices/")
    page.get_by_text("No notice waits").wait_for()
    fits(page)
    files = [tmp_path / "rfe.pdf", tmp_path / "scan.jpg"]
    files[0].write_bytes(papers.pdf(papers.RFE).getvalue())
    files[1].write_bytes(papers.photograph().getvalue())
    page.set_input_files("#papers", [str(one) for one in files])
    page.get_by_role("link", name="Request for evidence").wait_for()
    fits(page)
    page.get_by_role("link", name="Request for evidence").click()
    page.get_by_text("Proposed").wait_for()
    assert page.locator("input[name=target]:checked").count() == 0
    fits(page)
    page.get_by_role("button", name="Confirm", exact=True).click()
    page.get_by_text("Choose the case that this notice belongs to.").wait_for()
    fits(page)
    page.locator("input[name=target]").first.check()
    page.get_by_label("Service").select_option("mail")
    page.get_by_label("Channel").select_option("paper")
    page.get_by_role("button", name="Show what follows").click()
    page.get_by_text("becomes the receipt number").wait_for()
    page.get_by_text("Why this day?").click()
    fits(page)
    assert Deadline.objects.count() == 0
    page.get_by_role("button", name="Confirm", exact=True).click()
    page.get_by_role("heading", name="What followed").wait_for()
    fits(page)
    assert Deadline.objects.get().working_date == date(2026, 10, 19)
    assert IncomingNotice.objects.get(state="confirmed").case == filing.case


def test_a_scan_nobody_can_read_is_typed_and_set_aside(
    page: Any, live_server: Any, owner: Any, enter: Any, fits: Any
) -> None:
    notice = correspondence.take_in(
        access=owner, file=papers.photograph(), filename="scan.jpg", today=TODAY
    )
    jobs.read(owner, notice)
    enter(page, owner)
    page.goto(f"{live_server.url}/notices/{notice.public_id}/")
    page.get_by_text("Type what it says.").wait_for()
    fits(page)
    page.get_by_label("Receipt number").fill("ZZZ12")
    page.get_by_role("button", name="Show what follows").click()
    page.get_by_text("three letters and ten digits").first.wait_for()
    assert page.get_by_label("Receipt number").input_value() == "ZZZ12"
    fits(page)
    page.get_by_text("Nothing has to be done about this paper").click()
    page.get_by_label("Why").fill("A leaflet")
    page.get_by_role("button", name="Set it aside").click()
    page.get_by_text("can be taken up again").first.wait_for()
    page.goto(f"{live_server.url}/notices/?state=set_aside")
    fits(page)


def test_the_agencys_word_is_pasted_and_an_overdue_receipt_told(
    page: Any, live_server: Any, owner: Any, enter: Any, fits: Any, filing: Any
) -> None:
    enter(page, owner)
    page.goto(f"{live_server.url}/")
    page.get_by_role("link", name="1 receipt overdue").click()
    page.get_by_role("heading", name="Receipts that should be here").wait_for()
    fits(page)
    changes = {"receipt_number": "ZZZ9012345678", "status": "receipted"}
    cases.change_filing(access=owner, filing=filing, changes=changes)
    page.goto(f"{live_server.url}/cases/{filing.case.public_id}/notices/")
    page.locator("summary", has_text="Paste what its page says").click()
    page.get_by_label("Headline and text").fill("nothing")
    page.get_by_role("button", name="Keep it").click()
    page.get_by_text("headline as a line of its own").wait_for()
    fits(page)
    page.get_by_label("Headline and text").fill(STATUS)
    page.get_by_role("button", name="Keep it").click()
    page.get_by_text("Case Was Received").first.wait_for()
    fits(page)
