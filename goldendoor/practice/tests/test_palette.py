"""The search box: what it offers to whom, on which page."""

import pytest
from django.urls import reverse

from goldendoor.cases import actions as cases
from goldendoor.foundation import palette


def offered(access, text="", here=""):
    found = palette.groups(access, palette.Asked(text, here))
    return {one.heading: [hit.label for hit in one.hits] for one in found}


def test_nothing_typed_offers_what_can_be_done_and_where_to_go(caseworker) -> None:
    found = offered(caseworker)
    assert found["Do"][:2] == ["New case", "New enquiry"]
    assert "Calendar" in found["Go to"]
    assert set(found) == {"Do", "Go to"}


@pytest.mark.parametrize(
    ("typed", "heading", "label"),
    [
        ("cal", "Go to", "Calendar"),
        ("matter", "Do", "New case"),
        ("rfe", "Law", "Request for Evidence response"),
        ("zzz nothing", None, None),
    ],
)
def test_pages_and_rules_are_found_by_their_words(caseworker, typed, heading, label) -> None:
    found = offered(caseworker, typed)
    assert label in found[heading] if heading else found == {}


def test_a_reader_is_offered_nothing_they_may_not_do(make_access) -> None:
    assert "New case" not in offered(make_access("reader")).get("Do", [])


def test_on_a_page_of_a_case_its_actions_come_first(caseworker, case) -> None:
    page = reverse("practice:evidence", args=[case.public_id])
    found = offered(caseworker, here=page)
    assert next(iter(found)) == "This case"
    assert "Add a note" in found["This case"]
    assert offered(caseworker, "mailing", page)["This case"] == ["Record a mailing"]


@pytest.mark.parametrize(
    "here", ["/cases/", "/cases/none/", "/cases/x y/", "//", "", "/cases/new/"]
)
def test_elsewhere_no_case_is_offered(caseworker, here) -> None:
    assert "This case" not in offered(caseworker, here=here)


def test_another_office_is_offered_nothing_of_a_case(stranger, case) -> None:
    here = reverse("practice:case", args=[case.public_id])
    assert "This case" not in offered(stranger, here=here)
    assert "Cases" not in offered(stranger, case.number)


def test_a_case_is_found_by_the_receipt_of_one_of_its_forms(caseworker, case) -> None:
    filing = cases.add_filing(access=caseworker, case=case, form_id="us.i-130")
    cases.change_filing(
        access=caseworker, filing=filing,
        changes={"receipt_number": "ZZZ9990000123", "status": "receipted"},
    )  # fmt: skip
    assert offered(caseworker, "zzz-99 9000 0123")["Cases"] == [case.title]
    assert "Cases" not in offered(caseworker, "ZZZ999000012")


def test_the_page_that_was_typed_on_reaches_the_box(signed_in, caseworker, case) -> None:
    here = "http://testserver" + reverse("practice:case", args=[case.public_id])
    headers = {"HTTP_HX_REQUEST": "true", "HTTP_HX_CURRENT_URL": here}
    answer = signed_in(caseworker).post(reverse("search"), {"q": "hold"}, **headers)
    text = answer.content.decode()
    assert "This case" in text
    assert f"/cases/{case.public_id}/beside/hold/" in text
    assert "<html" not in text
