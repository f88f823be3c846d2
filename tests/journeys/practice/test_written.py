"""A request for evidence is answered, a letter written and approved, a memo cites the law."""

from datetime import date
from typing import Any

import pytest

from goldendoor.cases import actions as cases
from goldendoor.deadlines.models import Deadline
from goldendoor.documents import queries as documents
from goldendoor.people import actions as people
from goldendoor.practice.responses.models import Response

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
TODAY = date(2026, 8, 3)


@pytest.fixture
def asked(owner: Any) -> Any:
    """A case of a client whose name runs from right to left, with a request recorded."""
    data = {
        "names": [{"kind": "legal", "family": "الخيالي", "given": "محمد"}],
        "identifiers": [{"kind": "a_number", "number": "000100037"}],
    }
    person = people.add_person(access=owner, data=data)
    case = cases.open_case(
        access=owner, type_id="practice.us.answer-to-notice", title="الخيالي, محمد", today=TODAY
    )
    cases.add_party(access=owner, case=case, person=person, role="applicant")
    facts = {
        "served_date": date(2026, 7, 20), "form": "I-485", "days_on_notice": 60,
        "service": "mail", "channel": "paper",
    }  # fmt: skip
    cases.perform(
        access=owner, case=case, action_name="record_request_at_intake", today=TODAY, facts=facts
    )
    return case


def test_a_request_is_answered_and_recorded_as_sent(
    page: Any, live_server: Any, owner: Any, enter: Any, fits: Any, asked: Any
) -> None:
    enter(page, owner)
    page.goto(f"{live_server.url}/cases/{asked.public_id}/letters/")
    fits(page)
    page.get_by_role("button", name="Begin the answer").click()
    page.get_by_label("Type a request, or paste").fill("1. A lease\n2. The certificate")
    page.get_by_role("button", name="Add as items").click()
    page.get_by_text("2 items are added").wait_for()
    fits(page)
    page.get_by_role("link", name="A lease").click()
    page.get_by_label("Our answer").fill("We enclose it.")
    page.get_by_label("How far it is").select_option("ready")
    page.get_by_role("button", name="Save and open request 2").click()
    page.get_by_label("How far it is").select_option("unavailable")
    page.get_by_role("button", name="Save", exact=True).click()
    page.get_by_text("Say in the answer why").first.wait_for()
    fits(page)
    page.get_by_label("Our answer").fill("No register was kept; two witnesses say so.")
    page.get_by_role("button", name="Save", exact=True).click()
    page.get_by_text("How and when").click()
    page.get_by_label("How", exact=True).fill("Pretend Express")
    page.get_by_role("button", name="It was sent").click()
    page.get_by_text("is recorded as sent").wait_for()
    fits(page)
    assert Response.objects.get().state == "sent"
    assert Deadline.objects.get().state == "satisfied"


def test_a_letter_is_written_approved_and_cites_what_a_memo_cites(
    page: Any, live_server: Any, make_access: Any, enter: Any, fits: Any, asked: Any
) -> None:
    attorney = make_access("attorney")
    enter(page, attorney)
    page.goto(f"{live_server.url}/cases/{asked.public_id}/letters/new/")
    fits(page)
    page.get_by_role("link", name="Declaration of a witness").click()
    page.get_by_label("Title").fill("What the neighbour saw")
    fits(page)
    page.get_by_role("button", name="Begin the draft").click()
    page.get_by_label("Text").fill("I saw him leave. I know INA § 208(a) matters here.")
    page.get_by_role("button", name="Save as version 2").click()
    page.get_by_role("link", name="INA § 208(a)", exact=True).wait_for()
    fits(page)
    page.get_by_role("link", name="Compare versions").click()
    fits(page)
    page.go_back()
    page.get_by_role("button", name="Approve this text").click()
    page.get_by_role("button", name="Put the PDF among the papers").click()
    page.get_by_text("among the papers of the case").first.wait_for()
    fits(page)
    assert [one.title for one in documents.of_case(attorney, asked)] == ["What the neighbour saw"]
    page.goto(f"{live_server.url}/research/new/")
    page.get_by_label("Title").fill("One-year bar")
    page.get_by_label("Text").fill("See INA § 208(a)(2)(B).")
    page.get_by_role("button", name="Save").click()
    page.get_by_role("link", name="INA § 208(a)(2)(B)").first.click()
    page.get_by_role("link", name="What the neighbour saw").wait_for()
    fits(page)
