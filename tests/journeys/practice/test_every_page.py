"""Every page of the desk: accessible, never wider than the window, readable when enlarged."""

from typing import Any

import pytest

from goldendoor.exchange import actions as exchange

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
NARROW = {"width": 320, "height": 640}
ENLARGED = {"width": 360, "height": 225}  # 1440 × 900 at 400 %
LISTS = (
    "/", "/cases/", "/cases/?stage=closed", "/cases/new/", "/people/", "/library/", "/account/",
    "/cases/new/?type=practice.us.family-adjustment", "/cases/new/?type=practice.general",
    "/cases/nobody/",
)  # fmt: skip
OF_A_CASE = (
    "", "questions/", "forms/", "evidence/", "packet/", "packet/letter/", "mailing/", "settings/",
    "history/",
)  # fmt: skip
LONGEST = "Wolfeschlegelsteinhausenbergerdorffwelchevoralternwaren" * 3


@pytest.fixture
def overfull(owner: Any) -> Any:
    """A case whose people have endless names, names from right to left, and one name alone."""
    names = [(LONGEST, LONGEST[::-1].title()), ("الخيالي", "محمد")]
    people = [
        {"id": role, "names": [{"kind": "legal", "family": family, "given": given}]}
        for role, (family, given) in zip(("petitioner", "beneficiary"), names, strict=True)
    ]
    trips = [{"left": f"20{year}-0{month}-05"} for year in range(10, 20) for month in range(1, 5)]
    people[1] |= {"trips": trips}
    data = {
        "format": "goldendoor.case-file",
        "version": 1,
        "case_type": "one-step-family-adjustment",
        "title": f"{LONGEST}: one-step family adjustment",
        "people": people,
        "filings": [
            {"form": "I-130", "for": "petitioner", "roles": {"beneficiary": "beneficiary"}}
        ],
        "evidence": [{"id": "proof", "label": LONGEST, "for": "beneficiary"}],
    }
    return exchange.import_case(access=owner, data=data)


def fits_narrow(page: Any) -> None:
    before = page.viewport_size
    if before["width"] > 720:
        return  # once is enough: the sizes below are the same for both
    for size in (NARROW, ENLARGED):
        page.set_viewport_size(size)
        width = page.evaluate("document.documentElement.scrollWidth")
        assert width <= size["width"], f"{page.url} scrolls sideways at {size['width']}"
    page.set_viewport_size(before)


def test_lists_and_their_empty_places_fit(
    page: Any, live_server: Any, owner: Any, enter: Any, fits: Any, naturalization: Any
) -> None:
    enter(page, owner)
    for path in LISTS:
        page.goto(live_server.url + path)
        fits(page)
        fits_narrow(page)


def test_pages_of_a_case_fit(
    page: Any, live_server: Any, owner: Any, enter: Any, fits: Any, naturalization: Any
) -> None:
    enter(page, owner)
    for path in OF_A_CASE:
        page.goto(f"{live_server.url}/cases/{naturalization.public_id}/{path}")
        fits(page)
        fits_narrow(page)


def test_pages_of_an_overfull_case_fit(
    page: Any, live_server: Any, owner: Any, enter: Any, fits: Any, overfull: Any
) -> None:
    enter(page, owner)
    for path in OF_A_CASE:
        page.goto(f"{live_server.url}/cases/{overfull.public_id}/{path}")
        fits(page)
        fits_narrow(page)


def test_the_rail_stays_in_view_down_a_long_page(
    page: Any, live_server: Any, owner: Any, enter: Any, overfull: Any
) -> None:
    enter(page, owner)
    page.goto(f"{live_server.url}/cases/{overfull.public_id}/questions/")
    page.evaluate("window.scrollTo(0, document.body.scrollHeight)")
    box = (
        page.get_by_role("navigation", name="Main").get_by_role("link", name="Today").bounding_box()
    )
    assert 0 <= box["y"] < page.viewport_size["height"]
    if page.viewport_size["width"] > 720:
        rail = page.evaluate("document.querySelector('.gd-rail').getBoundingClientRect().bottom")
        assert rail >= page.viewport_size["height"], "its white ends before the window does"


def test_enlarged_four_times_the_bars_leave_room(
    page: Any, live_server: Any, owner: Any, enter: Any, naturalization: Any
) -> None:
    enter(page, owner)
    page.set_viewport_size(ENLARGED)
    page.goto(f"{live_server.url}/cases/{naturalization.public_id}/")
    page.locator("#notes").scroll_into_view_if_needed()
    for bar in (".gd-top", ".gd-rail"):
        assert (
            page.evaluate(f"getComputedStyle(document.querySelector('{bar}')).position") == "static"
        )
