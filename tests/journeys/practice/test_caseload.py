"""A notice that starts a deadline, what stands beside the stage, and Caseload by keyboard."""

from datetime import date
from typing import Any

import pytest

from goldendoor.cases import actions
from goldendoor.cases import queries as cases
from goldendoor.cases.models import Case
from goldendoor.deadlines.models import Deadline

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
TODAY = date(2026, 8, 3)


@pytest.fixture
def pending(owner: Any) -> Case:
    """A case whose receipt came."""
    case = actions.open_case(
        access=owner, type_id="practice.us.family-adjustment", title="Fictional", today=TODAY
    )
    Case.objects.filter(pk=case.pk).update(stage="pending")
    return case


def test_a_request_for_evidence_is_recorded_with_its_date(
    page: Any, live_server: Any, owner: Any, enter: Any, pending: Case, fits: Any
) -> None:
    enter(page, owner).goto(f"{live_server.url}/cases/{pending.public_id}/")
    fits(page)
    page.click("button:has-text('Record a request for evidence')")
    page.wait_for_selector("#fact-served_date")
    fits(page)
    page.fill("#fact-served_date", "2026-07-20")
    page.fill("#fact-form", "I-485")
    page.click("text=Show the date")
    page.wait_for_selector(".gd-summary a[href='#fact-service']")
    assert page.input_value("#fact-form") == "I-485"
    page.select_option("#fact-service", "mail")
    page.select_option("#fact-channel", "paper")
    page.click("text=Show the date")
    page.wait_for_selector(".gd-preview")
    assert "Thu 15 Oct 2026" in page.inner_text(".gd-preview")
    fits(page)
    page.click(".gd-preview button")
    page.wait_for_selector("text=The deadline is started")
    assert Deadline.objects.get().working_date == date(2026, 10, 15)
    assert "Answering the agency" in page.inner_text("main")


def test_a_hold_stands_on_every_page_of_the_case_until_it_is_lifted(
    page: Any, live_server: Any, owner: Any, enter: Any, pending: Case, fits: Any
) -> None:
    enter(page, owner).goto(f"{live_server.url}/cases/{pending.public_id}/")
    page.click("summary:has-text('More') >> nth=0")
    page.click("text=Put on hold")
    page.fill("#panel-body [name=reason]", "The client is abroad")
    fits(page)
    page.click("#panel-body button")
    page.wait_for_selector(".gd-standing >> text=The client is abroad")
    page.fill("#note-text", "Advice of counsel")
    page.check("#note-privileged")
    page.click("text=Add the note")
    page.wait_for_selector(".gd-privileged >> text=Advice of counsel")
    fits(page)
    page.goto(f"{live_server.url}/cases/{pending.public_id}/evidence/")
    page.click("text=Lift the hold")
    page.fill("#panel-body [name=reason]", "Back home")
    page.click("#panel-body button")
    page.wait_for_selector("text=The hold is lifted")
    assert cases.holds(owner, pending) == []


def test_cases_are_chosen_and_given_a_task_by_keyboard(
    page: Any, live_server: Any, owner: Any, enter: Any, pending: Case, fits: Any
) -> None:
    other = actions.open_case(
        access=owner, type_id="practice.general", title="Another", today=TODAY
    )
    enter(page, owner).goto(f"{live_server.url}/cases/")
    page.focus("tbody tr")
    page.keyboard.press("Space")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Space")
    assert page.inner_text("[data-chosen-count]") == "2"
    page.focus(".gd-bulk summary >> nth=1")
    page.keyboard.press("Enter")
    page.focus("#id_task-title")
    page.keyboard.type("Call the client")
    page.keyboard.press("Enter")
    fits(page)
    assert "/many/" not in page.url, "Enter in a box must not carry out something else"
    page.focus(".gd-bulk details[open] button")
    page.keyboard.press("Enter")
    page.wait_for_selector("text=Task added")
    fits(page)
    for case in (pending, other):
        assert "Call the client" in [one.title for one in cases.tasks_to_do(owner, case=case)]
    page.goto(f"{live_server.url}/cases/workload/")
    fits(page)


def test_a_list_is_kept_under_a_name(
    page: Any, live_server: Any, owner: Any, enter: Any, pending: Case, fits: Any
) -> None:
    enter(page, owner).goto(f"{live_server.url}/cases/?assigned_to=mine")
    page.click("text=Keep this list")
    page.fill("#filter-name", "What is mine")
    page.click("button:has-text('Keep')")
    page.wait_for_selector(".gd-saved >> text=What is mine")
    fits(page)
    assert cases.saved_filters(owner)[0].query == {"assigned_to": "mine"}
