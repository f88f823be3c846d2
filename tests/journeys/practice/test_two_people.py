"""Two people at one case: whoever comes second sees both versions and chooses."""

from typing import Any

import pytest

from goldendoor.exchange import queries as exchange
from goldendoor.practice.models import TypedAnswer

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
IDENTITY = "questions/applicant/identity/"


@pytest.fixture
def both(
    page: Any, chromium: Any, live_server: Any, owner: Any, caseworker: Any, enter: Any,
    naturalization: Any,
) -> Any:  # fmt: skip
    """The same section open in the windows of two people."""
    window = chromium.new_context(viewport=page.viewport_size)
    other = enter(window.new_page(), caseworker)
    for one in (enter(page, owner), other):
        one.goto(f"{live_server.url}/cases/{naturalization.public_id}/{IDENTITY}")
    yield page, other
    window.close()


def names(owner: Any, case: Any) -> list[dict[str, Any]]:
    return exchange.case_file(owner, case)["people"][0]["names"]


def give(page: Any, label: str, text: str) -> None:
    box = page.get_by_label(label).first
    box.fill(text)
    box.press("Tab")


def clash(first: Any, second: Any) -> None:
    give(first, "Middle name", "Inés")
    first.wait_for_selector(".gd-q-state >> text=/^Saved \\d/")
    give(second, "Middle name", "Irene")
    second.wait_for_selector("text=Someone else answered this")
    assert {"Inés", "Irene"} <= set(second.locator(".gd-conflict dd [dir]").all_inner_texts())


def test_keeping_mine_writes_it_over_theirs(
    both: Any, owner: Any, naturalization: Any, fits: Any
) -> None:
    clash(*both)
    fits(both[1])
    both[1].get_by_role("button", name="Keep mine").click()
    both[1].wait_for_selector(".gd-q-state >> text=/^Saved \\d/")
    assert names(owner, naturalization)[0]["middle"] == "Irene"


def test_taking_theirs_shows_it_and_forgets_what_was_typed(
    both: Any, owner: Any, naturalization: Any
) -> None:
    clash(*both)
    both[1].get_by_role("button", name="Take theirs").click()
    both[1].locator(".gd-conflict").wait_for(state="detached")
    assert both[1].get_by_label("Middle name").first.input_value() == "Inés"
    assert names(owner, naturalization)[0]["middle"] == "Inés"
    assert not TypedAnswer.objects.exists()


def test_a_row_that_was_removed_meanwhile_is_not_lost_for_who_is_writing_in_it(
    both: Any, owner: Any, naturalization: Any
) -> None:
    first, second = both
    first.get_by_role("button", name=": Other name").last.click()
    first.wait_for_selector(".gd-rowcard input:focus")
    first.keyboard.type("Primera")
    first.keyboard.press("Tab")
    first.wait_for_selector(".gd-rowcard .gd-q-state >> text=Saved")
    second.reload()
    first.reload()
    first.get_by_role("button", name="Remove: Other name 1").click()
    first.locator(".gd-rowcard").wait_for(state="detached")
    card = second.locator(".gd-rowcard input[type=text]").first
    card.fill("Segunda")
    card.press("Tab")
    second.wait_for_selector(".gd-conflict >> text=Segunda")
    second.get_by_role("button", name="Keep mine").click()
    second.wait_for_selector(".gd-rowcard .gd-q-state >> text=Saved")
    assert [one.get("family") for one in names(owner, naturalization)[1:]] == ["Segunda"]


def test_a_form_taken_out_meanwhile_leads_back_to_the_case(both: Any, naturalization: Any) -> None:
    first, second = both
    first.goto(first.url.split("questions/")[0])
    first.locator(".gd-form-line summary").click()
    first.get_by_role("button", name="Take the form out").click()
    first.wait_for_selector("text=The form is out")
    give(second, "Middle name", "Irene")
    second.wait_for_selector("text=This section is not asked any more")
    assert second.get_by_label("Middle name").first.input_value() == "Irene"
    second.reload()
    second.wait_for_selector("h2 >> text=No questions yet")
