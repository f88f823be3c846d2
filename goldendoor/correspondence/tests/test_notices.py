"""Notices read, also badly written ones. Names and numbers are made up."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goldendoor.correspondence.reading import findings, notices, text
from goldendoor.correspondence.reading.text import Page
from goldendoor.law.library import SHIPPED, Library

LIBRARY = Library((SHIPPED,))
RFE = """Department of Fictional Security
Notice of Action
Receipt Number            Case Type
ZZZ9012345678             I-485, Application to Register Permanent Residence
Received Date             Priority Date
February 3, 2026
Notice Date               Page
August 31, 2026           1 of 2
Notice Type: Request for Evidence

The evidence described below is needed. Your response must be received in this office by
November 27, 2026. You must submit the requested information within 84 days.
"""
RECEIPT = """RECEIPT NOTICE
We have received your application. Receipt Number: IOE0912345678
Notice Date: 08/14/2026   Received Date: 08/10/2026
Case type: N-400   Amount received: $760.00
"""
HEARING = """UNITED STATES IMMIGRATION COURT
Executive Office for Immigration Review
NOTICE OF HEARING IN REMOVAL PROCEEDINGS
Your master hearing has been scheduled for 14 Oct 2026 at 9:00 a.m.
"""


def of(words, picture=False):
    return notices.read_pages([Page(1, words, picture)], LIBRARY)


def test_a_request_for_evidence_is_read_with_the_day_to_answer_by():
    found = of(RFE)
    assert found.kind == "us.rfe"
    assert found.receipt_numbers[0].value == "ZZZ9012345678"
    assert found.form is not None
    assert found.form.value == "I-485"
    assert found.dates["notice_date"].value == datetime.date(2026, 8, 31)
    assert found.dates["due_date"].value == datetime.date(2026, 11, 27)
    assert found.days is not None
    assert found.days.value == 84
    assert found.deadline == {
        "rule": "us.rfe",
        "facts": {"served_date": "2026-08-31", "form": "I-485", "days_on_notice": 84},
        "printed_date": "2026-11-27",
    }


def test_every_value_says_where_it_stood_and_how_sure_it_is():
    found = of(RFE).to_json()
    due = found["dates"]["due_date"]
    assert "must be received in this office by" in due["quote"]
    assert (due["page"], due["confidence"] > 0.8) == (1, True)


def test_a_receipt_is_read_with_its_fee_in_cents():
    found = of(RECEIPT)
    assert found.kind == "us.receipt"
    assert found.receipt_numbers[0].confidence > 0.9
    assert found.dates["received_date"].value == datetime.date(2026, 8, 10)
    assert found.amounts[0].value == 76000
    assert found.deadline is None
    assert found.doubts == ()


def test_a_hearing_notice_of_the_court():
    found = of(HEARING)
    assert found.kind == "us.hearing"
    assert found.dates["hearing_date"].value == datetime.date(2026, 10, 14)


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("REJECTION NOTICE. Your form is being returned: wrong fee.", "us.rejection"),
        ("TRANSFER NOTICE. Your case has been transferred.", "us.transfer"),
        ("BIOMETRIC SERVICES APPOINTMENT at the Application Support Center", "us.biometrics"),
        ("NOTICE OF INTENT TO DENY. The agency intends to deny your petition.", "us.noid"),
        ("Notice of Intent to Revoke the approval of the petition", "us.noir"),
        ("APPROVAL NOTICE. The petition has been approved.", "us.approval"),
        ("Your application is denied. You may file an appeal on Form I-290B.", "us.denial"),
        ("INTERVIEW NOTICE. Please appear for an interview.", "us.interview"),
        ("A recipe for lentil soup", "unknown"),
    ],
)
def test_kinds_are_told_apart(words, kind):
    assert of(words).kind == kind


def test_doubts_are_said():
    assert "No receipt number was found." in of("APPROVAL NOTICE has been approved").doubts
    strange = RFE.replace("November 27, 2026", "May 1, 2026")
    assert "The due date lies before the date of the notice." in of(strange).doubts
    assert any("no due date" in doubt.lower() for doubt in of("request for evidence").doubts)


def test_what_is_read_from_a_picture_is_less_sure():
    sure, picture = of(RFE), of(RFE, picture=True)
    assert picture.dates["due_date"].confidence < sure.dates["due_date"].confidence
    assert any("picture" in doubt for doubt in picture.doubts)


def test_a_letter_o_for_a_zero_is_put_right():
    assert of("Receipt Number: I0E-09-12345O7 ").receipt_numbers == ()
    found = of("Receipt Number: I0E-09-123456O8 ")
    assert found.receipt_numbers[0].value == "IOE0912345608"


@pytest.mark.parametrize("written", ["02/30/2026", "Smarch 3, 2026", "2026-13-01", "31 June 2026"])
def test_a_day_that_does_not_exist_is_no_day(written):
    assert list(findings.any_dates([Page(1, f"Due date: {written}")])) == []


@given(st.dates(datetime.date(1990, 1, 1), datetime.date(2060, 12, 31)))
def test_every_way_of_writing_a_day_means_that_day(day):
    for written in (
        f"{day:%B} {day.day}, {day.year}",
        f"{day:%b}. {day.day}, {day.year}",
        f"{day.day} {day:%B} {day.year}",
        f"{day.month}/{day.day}/{day.year}",
        day.isoformat(),
    ):
        found = list(findings.any_dates([Page(1, f"x {written} y")]))
        assert [one.value for one in found] == [day], written


@given(st.text(max_size=400))
def test_no_text_breaks_the_reader(words):
    found = of(words)
    assert isinstance(found.to_json()["doubts"], list)


@pytest.mark.parametrize(
    ("name", "data", "sentence"),
    [
        ("empty.pdf", b"", "is empty"),
        ("broken.pdf", b"%PDF-1.7 nothing", "could not be opened"),
        ("noise.png", b"\x00\x01\x02", "is no PDF, picture"),
        ("blank.txt", b"   \n", "no words"),
    ],
)
def test_a_file_without_words_is_refused_with_advice(tmp_path, name, data, sentence):
    file = tmp_path / name
    file.write_bytes(data)
    with pytest.raises(text.Unreadable, match=sentence):
        notices.read(file, LIBRARY)


def test_an_e_mail_is_read_by_its_body(tmp_path):
    file = tmp_path / "mail.eml"
    file.write_bytes(b"Subject: notice\r\nContent-Type: text/plain\r\n\r\n" + RECEIPT.encode())
    assert notices.read(file, LIBRARY).kind == "us.receipt"
