"""Signing in, looking around, finding a case: the shell every desk stands in."""

from typing import Any

import pytest

from goldendoor.accounts.models import User

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PASSWORD = "correct horse battery staple"


@pytest.fixture
def enter(page: Any, live_server: Any, owner: Any) -> Any:
    """The browser after signing in."""
    user = User.objects.get(pk=owner.user_id)
    User.objects.filter(pk=user.pk).update(is_staff=True)
    page.goto(f"{live_server.url}/account/login/")
    page.fill("[name=login]", user.email)
    page.fill("[name=password]", PASSWORD)
    page.click("main form button")
    page.wait_for_selector(".gd-avatar")
    return page


def test_a_wrong_password_is_said_and_the_address_kept(
    page, live_server, owner, violations
) -> None:
    page.goto(f"{live_server.url}/account/login/")
    assert violations(page) == []
    page.fill("[name=login]", "someone@example.org")
    page.fill("[name=password]", "wrong wrong wrong")
    page.click("main form button")
    assert "not correct" in page.inner_text("[role=alert]")
    assert page.input_value("[name=login]") == "someone@example.org"
    assert violations(page) == []


def test_pages_are_accessible_and_do_not_scroll_sideways(enter, live_server, violations) -> None:
    for address in ("/gallery/", "/account/2fa/", "/account/password/change/", "/no/such/"):
        enter.goto(live_server.url + address)
        assert violations(enter) == [], address
        width = enter.evaluate("document.documentElement.scrollWidth")
        assert width <= enter.viewport_size["width"], address


def test_a_case_is_found_with_the_keyboard(enter, live_server, case) -> None:
    enter.goto(f"{live_server.url}/gallery/")
    enter.keyboard.press("/")
    enter.keyboard.type("zolc")
    enter.wait_for_selector("#search-hits :text('Núñez-Żółć family')")
    assert case.number in enter.inner_text("#search-hits")
    enter.keyboard.press("Escape")
    assert enter.inner_text("#search-hits") == ""


def test_a_name_never_stands_in_the_address(enter, live_server, case) -> None:
    enter.goto(f"{live_server.url}/search/")
    enter.fill("#search-page-text", "zolc")
    enter.click("main form button")
    assert "Núñez-Żółć family" in enter.inner_text("main")
    assert "zolc" not in enter.url


def test_the_menu_closes_with_escape_and_signs_out(enter, live_server) -> None:
    # The page works before its scripts are there; Escape needs them.
    enter.wait_for_load_state("networkidle")
    enter.click(".gd-menu > summary")
    enter.wait_for_selector(".gd-menu-body")
    enter.keyboard.press("Escape")
    enter.wait_for_selector(".gd-menu-body", state="hidden")
    enter.click(".gd-menu > summary")
    enter.click("text=Sign out")
    enter.wait_for_selector("text=Sign in")
