"""A packet for filing: checked, built once, downloaded, signed by hand, scanned, mailed."""

import io
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from goldendoor.cases import queries as cases
from goldendoor.official_forms import blanks
from goldendoor.pdf import render
from goldendoor.practice.models import PacketBuild

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def scanned(packet: bytes, pages: list[int]) -> bytes:
    """Pages of a packet as a scanner sends them: pictures, without fields."""
    pictures = [
        Image.open(io.BytesIO(render.page_png(packet, page, scale=2.2))).convert("RGB")
        for page in pages
    ]
    buffer = io.BytesIO()
    pictures[0].save(buffer, "PDF", save_all=True, append_images=pictures[1:], resolution=158)
    return buffer.getvalue()


def build_for_filing(page: Any) -> bytes:
    checks = page.get_by_role("button", name="I checked the agency's page today")
    while checks.count():  # the form, and the payment form that goes with it
        checks.first.click()
        page.wait_for_selector("text=Your check is recorded")
    page.get_by_role("button", name="Build the packet").dblclick()
    page.wait_for_selector("h2#ready")
    with page.expect_download() as download:
        page.get_by_role("link", name="Download").click()
    assert "DRAFT" not in download.value.suggested_filename
    return Path(download.value.path()).read_bytes()


def sign(page: Any, data: bytes, fits: Any) -> None:
    """First a file that is none, then the scan."""
    junk = {"name": "photo.pdf", "mimeType": "application/pdf", "buffer": b"no pdf at all"}
    page.set_input_files("#scan", junk)
    page.get_by_role("button", name="Put the signed pages in").click()
    page.wait_for_selector("[data-reason] >> text=photo.pdf")
    fits(page)
    page.go_back()
    numbers = page.locator("section[aria-labelledby=signing] .gd-mono").all_inner_texts()
    pages = sorted({int(text.removeprefix("page ")) for text in numbers})
    scan = {"name": "signed.pdf", "mimeType": "application/pdf", "buffer": scanned(data, pages)}
    page.set_input_files("#scan", scan)
    page.get_by_role("button", name="Put the signed pages in").click()
    page.wait_for_selector("text=Nothing is left to sign")
    fits(page)


def mail(page: Any, fits: Any) -> None:
    page.get_by_label("Courier or mail service").fill("Pretend Express")
    page.get_by_label("Tracking number").fill("ZZ0000000001")
    page.get_by_label("Mailed on").fill("2026-08-03")
    page.get_by_label("Delivered on").fill("2026-08-01")
    page.get_by_role("button", name="Save").click()
    page.wait_for_selector("#id_delivered_date-error")
    fits(page)
    assert page.get_by_label("Tracking number").input_value() == "ZZ0000000001"
    page.get_by_label("Delivered on").fill("2026-08-05")
    page.get_by_role("button", name="Save").click()
    page.wait_for_selector("text=The mailing is recorded")


def test_from_the_check_of_editions_to_the_mailing_record(
    page: Any, live_server: Any, owner: Any, enter: Any, fits: Any, naturalization: Any,
    forms_folder: Any,
) -> None:  # fmt: skip
    address = f"{live_server.url}/cases/{naturalization.public_id}/"
    enter(page, owner)
    page.goto(f"{address}packet/")
    data = build_for_filing(page)
    assert PacketBuild.objects.count() == 1, "a double click builds one packet"
    sign(page, data, fits)
    page.goto(f"{address}mailing/")
    mail(page, fits)
    told = " ".join(page.inner_text("section[aria-labelledby=mailing]").split())
    assert "receipt expected by Wed 2 Sep 2026 · in 30 days" in told
    fits(page)
    filing = cases.filings(owner, naturalization)[0]
    assert (filing.courier, str(filing.delivered_date)) == ("Pretend Express", "2026-08-05")


def test_the_page_of_a_case_names_the_one_next_thing(
    page: Any, live_server: Any, owner: Any, enter: Any, fits: Any, naturalization: Any
) -> None:
    address = f"{live_server.url}/cases/{naturalization.public_id}/"
    here = any(one.form == "N-400" for one in blanks.find().all())
    enter(page, owner)
    page.goto(address)
    assert page.inner_text("#next-title") == "Next: start preparing"
    page.get_by_role("button", name="Start preparing").click()
    page.wait_for_selector("text=Next: continue the questions")
    missing = page.inner_text(".gd-missing")
    assert "2 papers missing: Green card, both sides, Photographs." in missing
    form = "edition not checked" if here else "official blank not on this computer"
    assert f"1 {form}: N-400." in missing
    assert page.locator(".gd-next .usa-button:not(.usa-button--outline)").count() == 1
    page.locator(".gd-next").get_by_role("link", name="Open the checklist").click()
    page.wait_for_selector(".gd-evidence-row")


def test_a_double_click_opens_one_case(
    page: Any, live_server: Any, owner: Any, enter: Any, fits: Any
) -> None:
    enter(page, owner)
    page.goto(f"{live_server.url}/cases/new/?type=practice.us.naturalization")
    page.get_by_role("button", name="Open the case").click()
    page.wait_for_selector(".gd-summary >> text=Name at least one person")
    fits(page)
    page.get_by_label("Family name").fill("Suharto-Contoh")
    page.get_by_role("button", name="Open the case").dblclick()
    page.wait_for_selector("#section-title")
    assert sum(cases.counts_by_stage(owner).values()) == 1
