"""From signing in to the packet on one's own disk: the main job, in a browser."""

from typing import Any

import pytest

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def go(page: Any, label: str) -> None:
    page.get_by_role("navigation", name="Parts of the case").get_by_role("link", name=label).click()


def test_a_caseworker_goes_from_sign_in_to_the_packet(
    page: Any, live_server: Any, owner: Any, sign_in: Any, fits: Any, photograph: bytes
) -> None:
    sign_in(page, owner)
    page.goto(live_server.url + "/")
    fits(page)
    page.get_by_role("link", name="Open the first case").click()
    fits(page)
    page.get_by_role("link", name="Naturalization").click()
    page.get_by_label("Family name").fill("Vymyshlenova")
    page.get_by_label("Given name").fill("Ольга")
    page.get_by_label("Planned day of filing").fill("2026-08-03")
    fits(page)
    page.get_by_role("button", name="Open the case").click()
    page.wait_for_selector("#section-title")
    assert page.get_by_label("Family name").first.input_value() == "Vymyshlenova"
    fits(page)
    page.get_by_label("Middle name").first.fill("Testovna")
    page.get_by_role("button", name="Save and continue").click()
    page.wait_for_selector("text=Addresses and contact >> nth=0")
    go(page, "Overview")
    fits(page)
    page.get_by_role("button", name="Start preparing").click()
    page.wait_for_selector("text=The case is at")
    go(page, "Forms")
    fits(page)
    go(page, "Evidence")
    page.set_input_files(
        "[data-dropzone] input >> nth=1",
        {"name": "card.jpg", "mimeType": "image/jpeg", "buffer": photograph},
    )
    page.wait_for_selector(".gd-files >> text=card")
    fits(page)
    go(page, "Packet")
    fits(page)
    _draft(page, fits)


def _draft(page: Any, fits: Any) -> None:
    box = page.get_by_label("As a draft: every page marked DRAFT, NOT FOR FILING")
    assert box.is_checked(), "editions nobody checked ask for a draft"
    page.get_by_role("button", name="Build the packet").click()
    page.wait_for_selector("text=The draft is ready")
    fits(page)
    with page.expect_download() as download:
        page.get_by_role("link", name="Download").click()
    with open(download.value.path(), "rb") as file:
        assert file.read(5) == b"%PDF-"
    assert "DRAFT" in download.value.suggested_filename


def test_a_packet_of_unchecked_editions_is_refused_with_the_ways_out(
    page: Any,
    live_server: Any,
    owner: Any,
    enter: Any,
    fits: Any,
    naturalization: Any,
    forms_folder: Any,
) -> None:
    enter(page, owner)
    page.goto(f"{live_server.url}/cases/{naturalization.public_id}/packet/")
    page.get_by_label("As a draft: every page marked DRAFT, NOT FOR FILING").uncheck()
    page.get_by_role("button", name="Build the packet").click()
    page.wait_for_selector("text=The packet cannot be built yet")
    fits(page)
    checks = page.get_by_role("button", name="I checked the agency's page today")
    for _ in range(checks.count()):  # the form, and the payment form that goes with it
        checks.first.click()
        page.wait_for_selector("text=Your check is recorded")
    page.get_by_role("button", name="Build again").click()
    page.wait_for_selector("h2#ready")
