"""Nothing but the keyboard: from the sign-in page to an answer, and out of every menu again."""

from typing import Any

import pytest

from goldendoor.accounts.models import User
from goldendoor.exchange import queries as exchange
from tests.journeys.practice.conftest import PASSWORD

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
MOST_STEPS = 90
FOCUSED = """() => {
  const one = document.activeElement;
  const worked = ["A", "BUTTON", "INPUT", "SELECT", "TEXTAREA", "TR", "SUMMARY"];
  const said = [one.getAttribute("aria-label"), one.labels?.[0]?.textContent, one.name,
    worked.includes(one.tagName) ? one.textContent : ""];
  const ring = (element) => {
    const style = getComputedStyle(element);
    return style.outlineStyle !== "none" || style.boxShadow !== "none";
  };
  return [said.filter(Boolean).join(" "), ring(one) || ring(one.parentElement)];
}"""


def tab_to(page: Any, name: str) -> None:
    """Press Tab until what is called `name` has the focus; whatever had it on the way showed it."""
    for _ in range(MOST_STEPS):
        page.keyboard.press("Tab")
        said, shown = page.evaluate(FOCUSED)
        assert shown, f"nobody sees that “{said.strip()[:60]}” has the focus"
        if name in said:
            return
    raise AssertionError(f"“{name}” is not reached in {MOST_STEPS} steps")


def test_from_the_sign_in_page_to_an_answer(
    page: Any, live_server: Any, owner: Any, naturalization: Any
) -> None:
    page.emulate_media(reduced_motion="reduce")
    page.goto(f"{live_server.url}/cases/")
    tab_to(page, "login")
    page.keyboard.type(User.objects.get(pk=owner.user_id).email)
    tab_to(page, "password")
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_selector("h1 >> text=Cases")
    tab_to(page, "Fictional naturalization")
    page.keyboard.press("Enter")
    page.wait_for_selector("#next-title")
    tab_to(page, "Continue the questions")
    page.keyboard.press("Enter")
    page.wait_for_selector("#section-title")
    tab_to(page, "Middle name")
    page.keyboard.type("Inés")
    page.keyboard.press("Tab")
    page.wait_for_selector(".gd-q-state >> text=/^Saved \\d/")
    name = exchange.case_file(owner, naturalization)["people"][0]["names"][0]
    assert name["middle"] == "Inés"


def test_the_panel_and_a_menu_let_the_focus_go(
    page: Any, live_server: Any, owner: Any, enter: Any, naturalization: Any
) -> None:
    enter(page, owner)
    page.goto(f"{live_server.url}/cases/{naturalization.public_id}/")
    page.get_by_role("link", name="History").focus()
    page.keyboard.press("Enter")
    page.wait_for_selector("#panel .gd-history")
    page.keyboard.press("Escape")
    assert page.evaluate("document.activeElement.textContent").strip() == "History"
    page.locator(".gd-form-line summary").focus()
    page.keyboard.press("Enter")
    assert page.get_by_role("button", name="Take the form out").is_visible()
    page.keyboard.press("Escape")
    assert not page.get_by_role("button", name="Take the form out").is_visible()
    assert "More for N-400" in page.evaluate("document.activeElement.textContent")


def test_single_keys_go_where_they_say_until_they_are_turned_off(
    page: Any, enter: Any, live_server: Any, owner: Any, naturalization: Any, violations: Any
) -> None:
    enter(page, owner)
    page.goto(f"{live_server.url}/cases/{naturalization.public_id}/")
    page.keyboard.press("2")
    page.wait_for_url("**/questions/**")
    page.keyboard.press("g")
    page.keyboard.press("c")
    page.wait_for_url("**/cases/")
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    page.wait_for_selector("#next-title")
    page.keyboard.press("m")
    page.keyboard.type("g c ? stays in the note")
    assert page.input_value("#note-text") == "g c ? stays in the note"
    page.keyboard.press("Escape")
    page.locator("#note-text").blur()
    page.keyboard.press("?")
    page.wait_for_selector("#shortcuts[open]")
    assert violations(page) == []
    page.get_by_label("Single keys work").uncheck()
    page.keyboard.press("Escape")
    page.keyboard.press("?")
    assert not page.locator("#shortcuts").is_visible()
    page.keyboard.press("Control+k")
    page.wait_for_selector(".gd-hits >> text=Put on hold")
    page.keyboard.type("packet")
    page.wait_for_selector(".gd-hits >> text=Packet")
    assert violations(page) == []
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url("**/packet/**")
