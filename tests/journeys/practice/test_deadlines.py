"""A notice arrives: its deadline is started, read, met; the law changes; the calendar shows it."""

from datetime import date
from typing import Any

import pytest

from goldendoor.cases import actions as cases
from goldendoor.deadlines import actions
from goldendoor.deadlines.models import Deadline
from goldendoor.law.library import Library
from tests.journeys.practice.test_every_page import ENLARGED, LONGEST, NARROW

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
TODAY = date(2026, 8, 3)
RFE = {
    "served_date": "2026-07-20", "form": "I-485", "days_on_notice": 84, "service": "mail",
    "channel": "paper",
}  # fmt: skip


def fits_narrow(page: Any) -> None:
    before = page.viewport_size
    if before["width"] > 720:
        return
    for size in (NARROW, ENLARGED):
        page.set_viewport_size(size)
        width = page.evaluate("document.documentElement.scrollWidth")
        assert width <= size["width"], f"{page.url} scrolls sideways at {size['width']}"
    page.set_viewport_size(before)


def start(access: Any, case: Any, **facts: Any) -> Deadline:
    more = {"printed_date": facts.pop("printed_date", None)}
    return actions.start(
        access=access, case=case, rule_id="us.rfe", facts={**RFE, **facts}, today=TODAY, **more
    )


def test_from_the_notice_to_the_answer(
    page: Any, live_server: Any, owner: Any, enter: Any, fits: Any, naturalization: Any
) -> None:
    enter(page, owner)
    page.goto(f"{live_server.url}/cases/{naturalization.public_id}/deadlines/")
    fits(page)
    page.get_by_role("link", name="Add the first deadline").click()
    page.get_by_role("searchbox", name="Search the rules").press_sequentially("request for evi")
    page.get_by_role("link", name="Answer the request for evidence").click()
    page.get_by_role("button", name="Show the date").click()
    assert page.locator(".gd-summary").is_visible()
    fits(page)
    page.get_by_label("Served date").fill("2026-07-20")
    page.get_by_label("Form", exact=True).fill("I-485")
    page.get_by_label("Days on notice").fill("84")
    page.get_by_label("Service").select_option("mail")
    page.get_by_label("Channel").select_option("paper")
    page.get_by_label("Date printed on the notice").fill("2026-10-12")
    page.get_by_role("button", name="Show the date").click()
    page.get_by_text("Thu 15 Oct 2026").first.wait_for()
    assert Deadline.objects.count() == 0
    fits(page)
    page.get_by_role("button", name="Start this deadline").click()
    page.get_by_text("The notice says Mon 12 Oct 2026").wait_for()
    fits(page)
    page.locator(".gd-why-link").first.focus()
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="Because").wait_for()
    fits(page)
    page.keyboard.press("Escape")
    assert page.evaluate("document.activeElement.classList.contains('gd-why-link')")
    page.locator("summary", has_text="Change:").click()
    page.get_by_role("link", name="Satisfied").click()
    fits(page)
    page.get_by_role("textbox", name="How").fill("Pretend Express, ZZ1")
    page.get_by_role("button", name="It is satisfied").click()
    page.get_by_role("heading", name="Met, corrected, cancelled").wait_for()
    fits(page)
    assert Deadline.objects.get().state == "satisfied"


def test_a_change_of_law_is_confirmed(
    page: Any, live_server: Any, owner: Any, enter: Any, fits: Any, case: Any
) -> None:
    found = start(owner, case)
    Deadline.objects.filter(pk=found.pk).update(computed_date=date(2026, 10, 14))
    actions.recompute(access=owner, library=Library.shipped(), today=TODAY)
    enter(page, owner)
    page.goto(live_server.url)
    fits(page)
    page.get_by_role("link", name="See what would move").click()
    fits(page)
    fits_narrow(page)
    page.get_by_role("link", name="Every open deadline").click()
    fits(page)
    fits_narrow(page)
    page.get_by_label("Why").fill("The library was mended")
    page.get_by_role("button", name="Move 1 deadline").click()
    page.get_by_role("heading", name="What moved").wait_for()
    fits(page)
    assert Deadline.objects.get().computed_date == date(2026, 10, 15)


def test_the_calendar_and_feeds_fit(
    page: Any, live_server: Any, owner: Any, enter: Any, fits: Any, case: Any
) -> None:
    long = cases.open_case(
        access=owner, type_id="practice.general", title=f"{LONGEST[:150]}: asylum", today=TODAY
    )
    arabic = cases.open_case(
        access=owner, type_id="practice.general", title="الخيالي, محمد: asylum", today=TODAY
    )
    for one in (case, long, arabic):
        start(owner, one, days_on_notice=11)
        start(owner, one, served_date="2026-05-11", printed_date=date(2026, 8, 5))
    enter(page, owner)
    for path in (
        "/", "/calendar/", "/calendar/?view=week", "/calendar/?view=list",
        "/calendar/?on=2031-01-01", "/deadlines/feeds/", "/deadlines/moved/", "/deadlines/current/",
        f"/cases/{long.public_id}/deadlines/", f"/cases/{arabic.public_id}/deadlines/",
        f"/cases/{long.public_id}/deadlines/new/own/", "/deadlines/of-rule/us.rfe/",
        f"/cases/{long.public_id}/deadlines/new/us.perm-rec/",
        f"/deadlines/{Deadline.objects.order_by('id')[2].public_id}/why/",
    ):  # fmt: skip
        page.goto(live_server.url + path)
        fits(page)
        fits_narrow(page)
    page.goto(f"{live_server.url}/deadlines/feeds/")
    page.get_by_role("button", name="Make the feed").click()
    assert ".ics" in page.get_by_label("Copy it now").input_value()
    fits(page)
    fits_narrow(page)
