"""The law section in a browser: finding a rule, trying it, what moves, the visa bulletin."""

from typing import Any

import pytest
from django.conf import settings
from django.test import Client

from goldendoor.accounts.models import User

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
PAGES = (
    "/law/", "/law/?area=asylum", "/law/?standing=disputed", "/law/changes/", "/law/what-if/",
    "/law/what-if/naturalization/", "/law/what-if/student/", "/law/what-if/waiting/",
    "/law/bulletin/", "/law/bulletin/?category=EB2&column=india", "/law/rules/us.rfe/",
    "/law/rules/us.asy-clock/", "/law/rules/us.perm-rec/", "/law/rules/nobody/",
)  # fmt: skip
SMALL = ({"width": 320, "height": 640}, {"width": 360, "height": 225})


@pytest.fixture
def inside(page: Any, live_server: Any, caseworker: Any) -> Any:
    """`inside(address)`: the page after opening an address as a caseworker."""
    page.emulate_media(reduced_motion="reduce")
    client = Client()
    client.force_login(User.objects.get(pk=caseworker.user_id), backend=BACKEND)
    name = settings.SESSION_COOKIE_NAME
    cookie = {"name": name, "value": client.cookies[name].value, "url": live_server.url}
    page.context.add_cookies([cookie])

    def go(address: str) -> Any:
        page.goto(live_server.url + address)
        page.wait_for_load_state("networkidle")
        return page

    return go


def fits(page: Any, violations: Any) -> None:
    """No accessibility fault; nothing wider than the window, also when small or enlarged."""
    assert violations(page) == [], page.url
    before = page.viewport_size
    for size in (before, *(SMALL if before["width"] < 720 else ())):
        page.set_viewport_size(size)
        width = page.evaluate("document.documentElement.scrollWidth")
        assert width <= size["width"], f"{page.url} scrolls sideways at {size['width']}"
    page.set_viewport_size(before)


def test_pages_are_accessible_and_fit(inside, violations) -> None:
    for address in PAGES:
        fits(inside(address), violations)


def test_pages_fit_from_right_to_left(inside) -> None:
    for address in ("/law/", "/law/rules/us.rfe/", "/law/what-if/asylum/", "/law/bulletin/"):
        page = inside(address)
        page.evaluate("document.documentElement.dir = 'rtl'")
        width = page.evaluate("document.documentElement.scrollWidth")
        assert width <= page.viewport_size["width"], address


def test_a_rule_is_found_tried_and_put_right_by_keyboard(inside, violations) -> None:
    page = inside("/law/")
    page.focus("#rule-search")
    page.keyboard.type("RFE")
    page.wait_for_selector(".gd-law-count >> text=with “RFE”")
    assert "RFE" not in page.url
    page.focus(".gd-rules td a")
    page.keyboard.press("Enter")
    page.wait_for_selector("#fact-served_date")
    page.focus("#fact-form")
    page.keyboard.press("Enter")
    page.wait_for_selector("#try .gd-summary:focus")
    fits(page, violations)
    page.fill("#fact-served_date", "2026-09-02")
    page.fill("#fact-form", "I-130")
    page.fill("#fact-days_on_notice", "84")
    page.select_option("#fact-service", "mail")
    page.select_option("#fact-channel", "paper")
    page.focus("#fact-days_on_notice")
    page.keyboard.press("Enter")
    page.wait_for_selector("#try .gd-answer")
    assert "Mon 30 Nov 2026" in page.inner_text("#try .gd-answer")
    assert "8 CFR 103.8(b)" in page.inner_text("#try .gd-because")
    assert page.evaluate("document.activeElement.id") == "try-title"
    assert "2026" not in page.url
    fits(page, violations)


def test_rows_are_added_and_the_clock_is_shown(inside, violations) -> None:
    page = inside("/law/rules/us.asy-clock/")
    page.fill("#fact-i589_receipt_date", "2026-03-02")
    page.fill("#fact-stops-0-stopped_date", "2026-05-01")
    page.fill("#fact-stops-0-restarted_date", "2026-06-15")
    page.click("#try >> text=Add a row")
    page.wait_for_selector("#fact-stops-1-stopped_date")
    assert page.input_value("#fact-i589_receipt_date") == "2026-03-02"
    page.locator("#try").get_by_role("button", name="Work it out").last.click()
    page.wait_for_selector("#try .gd-clock")
    assert "Tue 13 Oct 2026" in page.inner_text("#try .gd-answer")
    fits(page, violations)


def test_changing_one_fact_shows_what_moves(inside, violations) -> None:
    page = inside("/law/what-if/naturalization/")
    assert page.locator(".gd-moved").count() == 0
    page.fill("#fact-resident_since_date", "2021-11-25")
    page.press("#fact-resident_since_date", "Tab")
    page.wait_for_selector(".gd-moved")
    assert "10 days later" in page.inner_text(".gd-moved >> nth=0")
    assert "1 row changes" in page.inner_text("#moves-said")
    page.click(".gd-moved .gd-why summary")
    assert "8 CFR 334.2(b)" in page.inner_text(".gd-moved .gd-because")
    fits(page, violations)
    page.click("text=Back to the beginning")
    page.wait_for_selector(".gd-moved", state="detached")
    assert page.input_value("#fact-resident_since_date") == "2021-11-15"
    assert "2021" not in page.url


def test_a_fact_that_cannot_be_read_is_said_at_its_box(inside, violations) -> None:
    page = inside("/law/what-if/h1b-six-years/")
    page.fill("#fact-trips-0-returned_date", "")
    page.press("#fact-trips-0-returned_date", "Tab")
    page.wait_for_selector("#fact-trips-0-returned_date-error .gd-error-text")
    assert page.get_attribute("#fact-trips-0-returned_date", "aria-invalid") == "true"
    fits(page, violations)


def test_my_priority_date_in_the_bulletin(inside, violations) -> None:
    page = inside("/law/bulletin/")
    page.select_option("#fact-category", "EB2")
    page.select_option("#fact-column", "india")
    page.fill("#fact-priority_date", "2014-05-01")
    page.press("#fact-priority_date", "Tab")
    page.wait_for_selector("#mine-title")
    assert "Not current" in page.inner_text("#movement")
    assert "not a promise" in page.inner_text("#movement")
    assert "2014" not in page.url
    fits(page, violations)
    page.click("#movement >> text=As a table")
    assert "moved back" in page.inner_html(".gd-long")
