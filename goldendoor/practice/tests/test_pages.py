"""Pages answer, refuse and tell, without a browser."""

import json
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from goldendoor.audit import queries as audit
from goldendoor.cases import queries as cases
from goldendoor.practice.caseload import actions, rules
from goldendoor.practice.mailing import actions as mailing
from goldendoor.practice.mailing import jobs
from goldendoor.practice.models import PacketBuild
from goldendoor.practice.tests.test_asked import family as family


@pytest.fixture
def opened(caseworker: Any) -> Any:
    """A family case opened as the page “New case” does."""
    people = [
        rules.NewPerson("petitioner", None, "Núñez", "Marta"),
        rules.NewPerson("beneficiary", None, "NA", "Minh"),
    ]
    wanted = rules.NewCase("practice.us.family-adjustment", people=people, tie="spouse")
    return actions.open_case(access=caseworker, wanted=wanted)


def test_a_new_case_brings_people_tie_forms_and_checklist(caseworker, opened) -> None:
    filings = [(one.form_id, str(one.person)) for one in cases.filings(caseworker, opened)]
    assert filings.count(("us.g-28", "Núñez, Marta")) == 1
    assert filings.count(("us.g-28", "NA, Minh")) == 1
    assert ("us.i-130a", "NA, Minh") in filings
    i130 = next(one for one in cases.filings(caseworker, opened) if one.form_id == "us.i-130")
    beneficiary = cases.parties(caseworker, opened)[1].person
    assert i130.data["roles"] == {"beneficiary": beneficiary.public_id}
    assert opened.evidence.count() == 12
    assert opened.title.startswith("Núñez, Marta")


def test_a_case_without_anybody_is_refused_and_what_was_typed_stays(signed_in, caseworker) -> None:
    browser = signed_in(caseworker)
    data = {"type": "practice.us.naturalization", "title": "Typed title"}
    answer = browser.post(reverse("practice:new_case"), data)
    assert answer.status_code == 400
    assert "Name at least one person" in answer.content.decode()
    assert "Typed title" in answer.content.decode()


@pytest.mark.parametrize(
    "name", ["case", "history", "case_settings", "mailing", "evidence", "packet", "letter"]
)
def test_strangers_see_no_page_of_a_case(signed_in, stranger, opened, name) -> None:
    answer = signed_in(stranger).get(reverse(f"practice:{name}", args=[opened.public_id]))
    assert answer.status_code == 404


def test_readers_cannot_change_but_see(signed_in, make_access, opened) -> None:
    browser = signed_in(make_access("reader"))
    page = reverse("practice:case", args=[opened.public_id])
    assert browser.get(page).status_code == 200
    refused = browser.post(reverse("practice:add_note", args=[opened.public_id]), {"text": "Hm"})
    assert refused.status_code == 403


def test_an_action_that_is_not_allowed_says_why(signed_in, caseworker, opened) -> None:
    page = signed_in(caseworker).get(reverse("practice:case", args=[opened.public_id]))
    assert "Close the case" in page.content.decode()
    assert "gd-not-yet" in page.content.decode()


def test_a_recorded_check_names_who_and_when(signed_in, caseworker, opened) -> None:
    filing = cases.filings(caseworker, opened)[0]
    address = reverse("practice:check_edition", args=[opened.public_id, filing.public_id])
    signed_in(caseworker).post(address, {"edition": "2024-04-01"})
    filing.refresh_from_db()
    assert filing.data["edition_checked"] == {
        "edition": "2024-04-01",
        "date": "2026-08-03",
        "by": caseworker.user_label,
    }


def test_an_upload_cut_off_half_way_leaves_nothing_and_says_so(
    signed_in, caseworker, opened
) -> None:
    file = SimpleUploadedFile("lease.pdf", b"%PDF-1.7 half", "application/pdf")
    answer = signed_in(caseworker).post(
        reverse("practice:upload", args=[opened.public_id]), {"file": file, "declared_size": "9999"}
    )
    assert answer.status_code == 400
    assert "lease.pdf" in answer.content.decode()
    assert opened.documents.count() == 0
    assert opened.evidence.count() == 12


def test_the_history_tells_old_and_new(signed_in, caseworker, opened) -> None:
    browser = signed_in(caseworker)
    data = {"title": "Another title", "filing_date": "2026-09-01", "version": opened.version}
    browser.post(reverse("practice:case_settings", args=[opened.public_id]), data)
    page = browser.get(reverse("practice:history", args=[opened.public_id])).content.decode()
    assert "<ins" in page
    assert "Another title" in page
    assert "Núñez, Marta" in page


def test_a_refused_packet_keeps_every_reason(caseworker, opened, monkeypatch) -> None:
    monkeypatch.delenv("GOLDENDOOR_FORMS", raising=False)
    build = mailing.ask(access=caseworker, case=opened, draft=False, flatten=False, max_mb=25)
    jobs.run(caseworker, build.public_id)
    build.refresh_from_db()
    assert build.status == PacketBuild.Status.REFUSED
    assert len(build.result["notes"]) >= 9
    happened = audit.history(caseworker, subject_kind="case", subject_id=opened.public_id)
    assert happened.rows[0].action == "case.packet_refused"


def test_a_draft_without_blanks_is_made_of_filing_sheets(caseworker, opened, monkeypatch) -> None:
    monkeypatch.delenv("GOLDENDOOR_FORMS", raising=False)
    build = mailing.ask(access=caseworker, case=opened, draft=True, flatten=False, max_mb=25)
    jobs.run(caseworker, build.public_id)
    build.refresh_from_db()
    assert build.status == PacketBuild.Status.DONE, build.result
    assert build.files.get().pages == build.pages > 9


def test_the_order_and_what_is_left_out_is_kept_in_the_case(signed_in, caseworker, opened) -> None:
    browser = signed_in(caseworker)
    address = reverse("practice:arrange", args=[opened.public_id])
    browser.post(address, {"order": ["form:I-485:x", "form:I-130:y"]})
    browser.post(address, {"key": "form:I-130:y", "include": "0"})
    browser.post(address, {"key": "form:I-130:y", "title": "The petition"})
    opened.refresh_from_db()
    assert opened.data["packet"] == {
        "order": ["payment:I-485:x", "form:I-485:x", "payment:I-130:y", "form:I-130:y"],
        "leave_out": ["form:I-130:y", "payment:I-130:y"],
        "titles": {"form:I-130:y": "The petition"},
    }


def test_a_bad_date_on_the_page_comes_back_with_its_message(signed_in, caseworker, family) -> None:
    browser = signed_in(caseworker)
    start = browser.get(reverse("practice:questions", args=[family.public_id]))
    page = browser.get(start["Location"]).content.decode()
    name = page.split('.date"')[0].rsplit('name="', 1)[1] + ".date"
    question, row = name.split(".")[0], name.split(".")[1]
    data = {name: "32/13/1999", f"was.{question}.{row}": json.dumps({})}
    answer = browser.post(start["Location"], data)
    assert answer.status_code == 422
    assert "32/13/1999" in answer.content.decode()
    assert "not a date" in answer.content.decode()
