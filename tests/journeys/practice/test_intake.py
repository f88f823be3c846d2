"""Somebody asks for help: from the first call to an open case; and a clinic day."""

from typing import Any

import pytest

from goldendoor.accounts.models import User
from goldendoor.cases.models import Case
from goldendoor.people import actions as people
from goldendoor.practice.conflicts import beat, rules
from tests.journeys.practice.test_every_page import LONGEST

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
NAME = "آمنة الخيالية"


@pytest.fixture(autouse=True)
def no_second_look(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(beat, "SECONDS", 0.2)
    monkeypatch.setattr(rules, "is_sampled", lambda digest: False)


def press(page: Any, words: str) -> None:
    """A button of the page, waiting for what it leads to."""
    with page.expect_navigation():
        page.locator("main").get_by_role("button", name=words).first.click()


def follow(page: Any, words: str) -> None:
    with page.expect_navigation():
        page.locator("main").get_by_role("link", name=words).first.click()


def test_from_the_first_call_to_an_open_case(
    page: Any, live_server: Any, owner: Any, make_access: Any, enter: Any, fits: Any
) -> None:
    data = {"names": [{"family": "Khayali", "given": "Karim"}], "birth": {"date": "1980-05-06"}}
    people.add_person(access=owner, data=data)
    attorney = make_access("attorney")
    enter(page, attorney)
    enquiry = take_and_check(page, live_server.url, fits)
    follow(page, "See the check")
    assert page.locator("main").get_by_text("Karim Khayali").count()
    fits(page)
    check = page.url
    enter(page, owner)
    page.goto(check)
    fits(page)
    page.check("[value=no_conflict]")
    page.fill("#reason", "Another date of birth.")
    press(page, "Keep the decision")
    fits(page)
    enter(page, attorney)
    page.goto(enquiry)
    page.select_option("#contact-channel", "0")
    page.fill("#contact-text", "Come on Monday.")
    press(page, "Note the contact")
    assert page.get_by_text("is not safe for this person").count()
    assert page.input_value("#contact-text") == "Come on Monday."
    fits(page)
    screen_consult_and_engage(page, enquiry, fits)
    page.goto(f"{enquiry}open/")
    follow(page, "Asylum")
    fits(page)
    press(page, "Open the case")
    assert Case.objects.get().number in page.inner_text("main")


def take_and_check(page: Any, address: str, fits: Any) -> str:
    page.goto(f"{address}/enquiries/")
    fits(page)
    follow(page, "New enquiry")
    press(page, "Keep the enquiry")
    fits(page)
    page.fill("#names-0", f"{NAME}\nAmina Khayali\n{LONGEST}"[:190])
    page.fill("#names-1", "Karim Khayaly")
    page.fill("#value-channel-0", "+1 202 555 0143")
    page.select_option("#safe-channel-0", "no")
    press(page, "Keep the enquiry")
    fits(page)
    enquiry = page.url
    press(page, "Check for conflicts")
    assert page.get_by_text("waits for the conflicts officer").count()
    fits(page)
    return str(enquiry)


def screen_consult_and_engage(page: Any, enquiry: str, fits: Any) -> None:
    page.goto(f"{enquiry}screening/asylum/")
    page.fill("#q-last_arrival_date", "2025-11-26")
    page.check("[name=q-fears_return][value=yes]")
    fits(page)
    press(page, "Keep and show the summary")
    assert page.get_by_text("Fri 27 Nov 2026").count()
    fits(page)
    follow(page, "Write the consultation")
    press(page, "Keep the draft")
    fits(page)
    page.fill("#id_goals", "Stay safely. " + "x" * 90)
    press(page, "Keep the draft")
    follow(page, "Read and sign")
    fits(page)
    press(page, "Sign this version")
    follow(page, "Draw up the letter")
    page.fill("#id_scope", "The asylum application.")
    fits(page)
    press(page, "Draw up the letter")
    press(page, "Record the signed letter")
    fits(page)


def test_a_clinic_day(
    page: Any, live_server: Any, owner: Any, make_access: Any, enter: Any, fits: Any
) -> None:
    volunteer = make_access("volunteer")
    assert User.objects.filter(pk=volunteer.user_id).exists()
    enter(page, owner)
    page.goto(f"{live_server.url}/clinics/")
    fits(page)
    follow(page, "Plan a clinic day")
    page.fill("#id_title", "Harbor clinic")
    page.fill("#id_held_date", "2026-08-08")
    fits(page)
    press(page, "Plan the day")
    page.select_option("#who", str(volunteer.user_id))
    press(page, "Place")
    enter(page, volunteer)
    page.reload()
    page.fill("#names-0", f"{NAME}\n{LONGEST}"[:190])
    press(page, "Give a number")
    press(page, "Next station")
    assert page.get_by_text("agreement is not signed yet").count()
    fits(page)
    press(page, "Signed")
    press(page, "Next station")
    press(page, "Call number 1")
    assert page.get_by_text(f"with {volunteer.user_label}").count()
    fits(page)
