"""Sent twice, opened by itself, or filled in wrongly: what pages do with it."""

import datetime
import io
import re
from typing import Any

import pytest
from allauth.core import ratelimit
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image

from goldendoor.cases import queries as cases
from goldendoor.kernel import clock
from goldendoor.practice.models import PacketBuild
from goldendoor.practice.tests.test_pages import family as family
from goldendoor.practice.tests.test_pages import opened as opened

NATURALIZATION = "practice.us.naturalization"


def once_on(page: str) -> str:
    found = re.search(r'name="once" value="(\w{16})"', page)
    assert found
    return found[1]


def test_a_case_sent_twice_is_opened_once_and_another_name_is_another_case(
    signed_in, caseworker
) -> None:
    browser = signed_in(caseworker)
    address = reverse("practice:new_case")
    page = browser.get(f"{address}?type={NATURALIZATION}").content.decode()
    data = {"type": NATURALIZATION, "once": once_on(page), "applicant-family": "Contoh"}
    first, second = browser.post(address, data), browser.post(address, data)
    assert first["Location"] == second["Location"]
    browser.post(address, data | {"applicant-family": "Ejemplo"})
    assert sum(cases.counts_by_stage(caseworker).values()) == 2


def test_a_packet_asked_for_twice_is_built_once(signed_in, caseworker, opened, monkeypatch) -> None:
    monkeypatch.delenv("GOLDENDOOR_FORMS", raising=False)
    browser = signed_in(caseworker)
    page = browser.get(reverse("practice:packet", args=[opened.public_id])).content.decode()
    data = {"once": once_on(page), "draft": "on", "max_mb": "25"}
    for _ in range(2):
        browser.post(reverse("practice:build", args=[opened.public_id]), data)
    assert PacketBuild.objects.count() == 1


def test_a_file_sent_twice_for_a_row_is_one_document(signed_in, caseworker, opened) -> None:
    browser, buffer = signed_in(caseworker), io.BytesIO()
    Image.new("RGB", (64, 40), "#cfe3ec").save(buffer, "PNG")
    for item in (opened.evidence.first().public_id, ""):
        for _ in range(2):
            file = SimpleUploadedFile("front.png", buffer.getvalue(), "image/png")
            data = {"file": file, "item": item}
            browser.post(reverse("practice:upload", args=[opened.public_id]), data)
    assert opened.documents.count() == 2
    assert opened.evidence.count() == 13


@pytest.mark.parametrize("name", ["act", "add_note", "build", "upload", "arrange", "add_form"])
def test_an_address_that_changes_something_changes_nothing_when_opened(
    signed_in, caseworker, opened, name
) -> None:
    browser = signed_in(caseworker)
    answer = browser.get(reverse(f"practice:{name}", args=[opened.public_id]), follow=True)
    assert "Nothing was changed" in answer.content.decode()
    assert not PacketBuild.objects.exists()


def post(browser: Any, name: str, case: Any, **data: str) -> Any:
    return browser.post(reverse(f"practice:{name}", args=[case.public_id]), data)


@pytest.mark.parametrize(
    ("name", "data", "status", "text"),
    [
        ("act", {"version": "abc"}, 400, "not readable"),
        ("build", {"max_mb": "lots"}, 400, "largest size of a part"),
        ("arrange", {"title": "X"}, 400, "which row"),
        ("add_form", {"form": "ZZ-1"}, 400, "no form “ZZ-1”"),
        ("case_settings", {"title": ""}, 422, "needs a title"),
        ("case_settings", {"title": "A", "filing_date": "0202-01-01"}, 422, "too far away"),
        ("mailing", {"mailed_date": "2026-08-02"}, 422, "Choose the forms"),
    ],
)
def test_wrong_input_is_refused_with_what_to_do(
    signed_in, caseworker, opened, name, data, status, text
) -> None:
    answer = post(signed_in(caseworker), name, opened, **data)
    assert answer.status_code == status
    assert text in answer.content.decode()


@pytest.mark.parametrize(
    ("data", "field"),
    [
        ({"filing_date": "31/12/2026"}, "filing_date"),
        ({"applicant-family": "x" * 201}, "applicant-family"),
        ({"applicant-family": ""}, "applicant-family"),
    ],
)
def test_a_new_case_says_what_is_wrong_at_its_field(signed_in, caseworker, data, field) -> None:
    sent = {"type": NATURALIZATION, "applicant-family": "Contoh", **data}
    answer = signed_in(caseworker).post(reverse("practice:new_case"), sent)
    assert answer.status_code == 400
    assert f'<a href="#{field}">' in answer.content.decode()


def test_a_person_chosen_for_a_new_case_stays_chosen_when_something_else_is_wrong(
    signed_in, caseworker, opened
) -> None:
    known = cases.parties(caseworker, opened)[0].person.public_id
    sent = {"type": NATURALIZATION, "applicant-person": known, "filing_date": "soon"}
    page = signed_in(caseworker).post(reverse("practice:new_case"), sent).content.decode()
    assert f'value="{known}" checked' in page


def test_a_packet_that_waits_too_long_says_what_to_do(signed_in, caseworker, opened) -> None:
    build = PacketBuild.objects.create(
        organisation_id=opened.organisation_id, case=opened, asked_by_label="Somebody"
    )
    address = reverse("practice:build_state", args=[opened.public_id, build.public_id])
    assert "longer than usual" not in signed_in(caseworker).get(address).content.decode()
    PacketBuild.objects.update(asked_at=clock.now() - datetime.timedelta(minutes=6))
    assert "longer than usual" in signed_in(caseworker).get(address).content.decode()


def test_a_check_counts_for_every_copy_of_the_form(signed_in, caseworker, opened) -> None:
    copies = [one for one in cases.filings(caseworker, opened) if one.form_id == "us.g-28"]
    assert len(copies) == 2
    address = reverse("practice:check_edition", args=[opened.public_id, copies[0].public_id])
    signed_in(caseworker).post(address, {"edition": "2018-09-17", "back": "https://elsewhere/"})
    checked = [one for one in cases.filings(caseworker, opened) if "edition_checked" in one.data]
    assert [one.form_id for one in checked] == ["us.g-28", "us.g-28"]


def test_a_form_never_leads_out_of_the_office(signed_in, caseworker, opened) -> None:
    filing = cases.filings(caseworker, opened)[0]
    address = reverse("practice:check_edition", args=[opened.public_id, filing.public_id])
    for elsewhere in ("https://elsewhere.example/", "//elsewhere.example/"):
        data = {"edition": "2024-04-01", "back": elsewhere}
        answer = signed_in(caseworker).post(address, data)
        assert answer["Location"] == reverse("practice:case", args=[opened.public_id])


def test_two_letters_are_a_conflict_and_another_change_of_the_case_is_none(
    signed_in, caseworker, opened
) -> None:
    browser = signed_in(caseworker)
    page = browser.get(reverse("practice:letter", args=[opened.public_id])).content.decode()
    found = re.search(r'name="version" value="(\d+)"', page)
    assert found
    sent = {"version": found[1], "subject": "Ours"}
    post(browser, "arrange", opened, key="form:I-130:x", include="0")
    assert post(browser, "letter", opened, text="First letter", **sent).status_code == 302
    clash = post(browser, "letter", opened, text="Second letter", **sent)
    assert clash.status_code == 409
    told = clash.content.decode()
    assert "First letter" in told
    assert "Second letter" in told
    assert "representative" not in told
    again = re.search(r'name="version" value="(\d+)"', told)
    assert again
    sent["version"] = again[1]
    assert post(browser, "letter", opened, text="Second letter", **sent).status_code == 302


def test_the_history_comes_in_pages(signed_in, caseworker, opened) -> None:
    browser = signed_in(caseworker)
    for number in range(30):
        post(browser, "add_note", opened, text=f"note {number}")
    address = reverse("practice:history", args=[opened.public_id])
    seen = []
    while address:
        page = browser.get(address).content.decode()
        seen.append(page.count("wrote a note"))
        found = re.search(r'href="([^"]+\?after=[^"]+)"', page)
        address = found[1] if found else ""
    assert sum(seen) == 30
    assert len(seen) > 1
    assert max(seen) <= 25


def test_too_many_tries_get_a_page_of_ours(rf) -> None:
    answer = ratelimit.respond_429(rf.get("/"))
    assert answer.status_code == 429
    assert "Too many tries" in answer.content.decode()


def test_browsers_find_an_icon_where_they_look_for_one(client) -> None:
    assert client.get("/favicon.ico")["Location"].endswith("goldendoor/logo.svg")
