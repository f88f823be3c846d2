"""Answers beside the page, and papers with their previews."""

from typing import Any

import pytest

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_a_box_of_the_page_leads_to_its_question_and_back(
    page: Any, live_server: Any, owner: Any, enter: Any, naturalization: Any, forms_folder: Any,
    fits: Any,
) -> None:  # fmt: skip
    enter(page, owner)
    page.goto(f"{live_server.url}/cases/{naturalization.public_id}/forms/")
    line = page.locator(".gd-answers li", has_text="Núñez-Żółć").first
    line.hover()
    number = line.get_attribute("data-field").split()[0]
    assert "gd-lit" in (page.locator(f"rect[data-field='{number}']").get_attribute("class") or "")
    fits(page)
    page.locator(f"rect[data-field='{number}']").click()
    page.wait_for_selector("#section-title")
    assert page.get_by_label("Family name").first.input_value() == "Núñez-Żółć"
    page.locator(".gd-feeds a", has_text="N-400").first.click()
    page.wait_for_selector(".gd-answers li[data-found]")
    assert "Núñez-Żółć" in page.inner_text(".gd-answers")


def test_a_paper_is_taken_in_shown_renamed_and_left_out(
    page: Any, live_server: Any, owner: Any, enter: Any, naturalization: Any, photograph: bytes,
    fits: Any,
) -> None:  # fmt: skip
    enter(page, owner)
    page.goto(f"{live_server.url}/cases/{naturalization.public_id}/evidence/")
    file = {"name": "front.jpg", "mimeType": "image/jpeg", "buffer": photograph}
    page.set_input_files("[data-dropzone] input >> nth=1", file)
    page.wait_for_selector("text=Received >> nth=0")
    page.get_by_role("link", name="front").click()
    page.wait_for_selector(".gd-preview img")
    fits(page)
    page.get_by_label("Title").fill("Green card, front")
    page.get_by_role("button", name="Save", exact=True).click()
    page.wait_for_selector(".gd-files >> text=Green card, front")
    page.get_by_role("link", name="Green card, front").click()
    page.get_by_role("button", name="Leave out of the packet").last.click()
    page.wait_for_selector(".gd-files >> text=Left out")


def test_a_file_that_is_none_is_named_and_nothing_is_left(
    page: Any, live_server: Any, owner: Any, enter: Any, naturalization: Any
) -> None:
    enter(page, owner)
    page.goto(f"{live_server.url}/cases/{naturalization.public_id}/evidence/")
    file = {"name": "odd.pdf", "mimeType": "application/pdf", "buffer": b"not a pdf at all"}
    page.set_input_files("[data-dropzone] input >> nth=1", file)
    page.wait_for_selector(".gd-drop-files .gd-error-text >> text=odd.pdf")
    assert naturalization.documents.count() == 0


def test_of_several_files_the_refused_one_stays_in_view_and_the_others_are_in(
    page: Any, live_server: Any, owner: Any, enter: Any, naturalization: Any, photograph: bytes,
    fits: Any,
) -> None:  # fmt: skip
    enter(page, owner)
    page.goto(f"{live_server.url}/cases/{naturalization.public_id}/evidence/")
    program = {"name": "odd.exe", "mimeType": "application/octet-stream", "buffer": b"MZ"}
    picture = {"name": "front.jpg", "mimeType": "image/jpeg", "buffer": photograph}
    page.set_input_files("[data-dropzone] input >> nth=1", [program, picture, picture])
    page.wait_for_selector(".gd-files >> text=front")
    assert "odd.exe" in page.inner_text(".gd-evidence-row .gd-error-text")
    assert naturalization.documents.count() == 1, "the same file twice is one paper"
    assert page.inner_text(".gd-tabs [aria-current] .gd-count") == "1/2"
    fits(page)


def test_evidence_is_waived_only_with_a_reason(
    page: Any, live_server: Any, owner: Any, enter: Any, naturalization: Any, fits: Any
) -> None:
    enter(page, owner)
    page.goto(f"{live_server.url}/cases/{naturalization.public_id}/evidence/")
    page.locator("summary", has_text="More for Photographs").click()
    page.get_by_label("Not needed, because").last.fill("The agency takes them itself.")
    fits(page)
    page.get_by_role("button", name="Not needed").last.click()
    page.wait_for_selector("text=The agency takes them itself.")
