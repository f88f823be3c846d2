"""Takes the pictures of the tutorial from a running demo office.

    make demo                                     # in one window
    .venv/bin/python docs/tutorial/take_pictures.py

Needs Debian's chromium and the packages of contributors. Every name in the pictures is made up.
"""

from __future__ import annotations

import argparse
import io
import shutil
from pathlib import Path
from typing import Any

from PIL import Image
from playwright.sync_api import sync_playwright

FOLDER = Path(__file__).resolve().parent / "pictures"
SIZE = {"width": 1440, "height": 900}
PHONE = {"width": 390, "height": 844}
COLOURS = 200  # enough for flat pages, and a third of the bytes


def keep(page: Any, name: str) -> None:
    """The window as a small PNG."""
    page.wait_for_load_state("networkidle")
    picture = Image.open(io.BytesIO(page.screenshot())).convert("RGB")
    if picture.width > SIZE["width"] // 2:
        picture = picture.resize((picture.width * 3 // 4, picture.height * 3 // 4), Image.LANCZOS)
    small = picture.quantize(COLOURS, Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)
    small.save(FOLDER / f"{name}.png", optimize=True)


def sign_in(page: Any, address: str) -> None:
    """As the caseworker of the demo office."""
    page.goto(f"{address}/account/login/")
    page.fill("[name=login]", "wen@harbor.example")
    page.fill("[name=password]", "harbor lamp 2026")
    page.click("main form button")
    page.wait_for_selector(".gd-avatar")
    page.get_by_role("button", name="Close the message").click()


def tab(page: Any, label: str) -> None:
    """Another part of the case."""
    page.get_by_role("navigation", name="Parts of the case").get_by_role("link", name=label).click()


def tell(page: Any, address: str) -> None:
    """The tutorial's way, picture by picture."""
    keep(page, "today")
    page.goto(f"{address}/cases/")
    keep(page, "cases")
    page.goto(f"{address}/cases/new/")
    keep(page, "new-case")
    page.goto(f"{address}/cases/")
    page.fill("#case-search", "Vymyshlenova")
    page.get_by_role("button", name="Find").click()
    page.get_by_role("link", name="One-step family adjustment").first.click()
    keep(page, "case")
    tab(page, "Questions")
    keep(page, "questions")
    tab(page, "Forms")
    page.get_by_role("link", name="I-485").click()
    page.goto(f"{page.url}?page=2")
    keep(page, "form")
    tab(page, "Evidence")
    keep(page, "evidence")
    tab(page, "Packet")
    keep(page, "packet")
    page.get_by_role("button", name="Build the packet").click()
    page.wait_for_selector("h2#ready, h2#refused", timeout=60_000)
    keep(page, "packet-ready")


def main() -> None:
    """Parse the address, then take every picture."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--address", default="http://127.0.0.1:8000")
    address = parser.parse_args().address.rstrip("/")
    FOLDER.mkdir(exist_ok=True)
    with sync_playwright() as driver:
        chromium = shutil.which("chromium") or shutil.which("chromium-browser")
        browser = driver.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        page = browser.new_context(viewport=SIZE).new_page()
        sign_in(page, address)
        tell(page, address)
        phone = browser.new_context(viewport=PHONE).new_page()
        sign_in(phone, address)
        phone.goto(page.url.split("/packet/")[0] + "/questions/?language=es")
        keep(phone, "questions-phone")
        browser.close()


if __name__ == "__main__":
    main()
