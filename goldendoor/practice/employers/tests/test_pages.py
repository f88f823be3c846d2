"""The pages of employers, and the one of their contact."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from goldendoor.accounts import queries as accounts
from goldendoor.practice.employers import queries
from goldendoor.practice.employers.models import Employee, Employer, Import
from goldendoor.practice.employers.tests.test_employers import (  # noqa: F401
    ANA,
    SHEET,
    contact,
)


def text(answer) -> str:
    assert answer.status_code == 200, answer.status_code
    return answer.content.decode()


def test_a_company_with_its_people(signed_in, owner) -> None:
    browser, home = signed_in(owner), reverse("practice:employers")
    assert "No employer yet" in text(browser.get(home))
    new = reverse("practice:new_employer")
    wrong = browser.post(new, {"name": "شركة خيالية", "fein": "12"})
    assert wrong.status_code == 422
    assert "شركة خيالية" in wrong.content.decode()
    page = browser.post(new, {"name": "شركة خيالية", "fein": "123456789"}).url
    made = Employer.objects.get()
    assert "123456789" in text(browser.get(page))
    sites = {"label": "Plant", "address": ""}
    assert browser.post(f"{page}worksites/", sites).status_code == 422
    assert browser.post(f"{page}worksites/", {**sites, "address": "1 Road"}).status_code == 302
    person = {"name": "Pat", "email": "pat@x.example", "phone": ""}
    assert browser.post(f"{page}contacts/", person).status_code == 302
    assert browser.post(f"{page}oddities/", person).status_code == 400
    [row] = queries.contacts(owner, made)
    invite = reverse("practice:invite_contact", args=[row.public_id])
    assert browser.post(invite, {"password": "short"}).status_code == 422
    assert browser.post(invite, {"password": "correct horse battery 9"}).status_code == 302
    assert "Can sign in" in text(browser.get(page))
    employee = {"name": "Ana", "i94": "2026-09-01", "shared": "on", "job": "Engineer"}
    assert browser.post(f"{page}employees/new/", {**employee, "i94": "x"}).status_code == 422
    assert browser.post(f"{page}employees/new/", employee).status_code == 302
    assert "Engineer" in text(browser.get(page))
    assert "Ana" in text(browser.get(home))
    one = Employee.objects.get()
    change = reverse("practice:employee", args=[one.public_id])
    assert "2026-09-01" in text(browser.get(change))
    first = {**employee, "first_h1b_date": "2020-10-01", "version": one.version}
    assert browser.post(change, first).status_code == 302
    assert "Why do the six years" in text(browser.get(change))
    lca = {"lca_number": "I-200-00000-000001", "lca_filed_date": "2026-08-03"}
    file = browser.post(f"{page}files/", lca).url
    assert browser.post(f"{page}files/", lca).status_code == 422
    assert "Copy of the certified" in text(browser.get(file))
    assert browser.post(file, {"items": ["lca"], "version": "1"}).status_code == 302
    assert browser.post(file, {"items": ["odd"]}).status_code == 422


def test_the_board_from_spreadsheet_to_case(signed_in, caseworker, employer, season) -> None:
    browser, page = signed_in(caseworker), reverse("practice:season", args=[season.public_id])
    assert "2026-03-04 12:00" in text(browser.get(page))
    file = SimpleUploadedFile("people.csv", SHEET.encode())
    sent = {"employer": employer.public_id, "file": SimpleUploadedFile("x.csv", b"\0")}
    assert browser.post(f"{page}sheets/", sent).status_code == 422
    rows = browser.post(f"{page}sheets/", {"employer": employer.public_id, "file": file}).url
    assert "would come onto the board" in text(browser.get(rows))
    assert "waits" in text(browser.get(page))
    mapping = Import.objects.get().mapping
    assert browser.post(rows, {**mapping, "family": ""}).status_code == 422
    assert browser.post(rows, {**mapping, "take": "1", "version": "1"}).status_code == 302
    assert "came onto the" in text(browser.get(rows))
    board = text(browser.get(page, {"employer": employer.public_id}))
    assert "Núñez-Example, Ana" in board
    [one, _] = queries.registrants(caseworker, season)
    mine = reverse("practice:registrant", args=[one.public_id])
    assert "Ready to register" in text(browser.get(mine))
    refused = browser.post(f"{mine}filed/")
    assert refused.status_code == 422
    assert "one cannot go there" in refused.content.decode()
    assert browser.post(f"{mine}ready/", {"version": "1"}).status_code == 302
    assert browser.post(f"{page}cases/", {}).status_code == 400
    chosen = {"registrant": [one.public_id]}
    assert browser.post(f"{page}cases/", chosen).status_code == 302
    assert "GD-2026" in text(browser.get(mine))
    wrong = browser.post(mine, {**ANA, "birth_date": "never"})
    assert wrong.status_code == 422
    assert "never" in wrong.content.decode()
    new = {**ANA, "employer": employer.public_id}
    assert browser.post(f"{page}new/", new).status_code == 302
    assert "Twice for this employer?" in text(browser.get(page))
    assert "Maybe the same person" in text(browser.get(mine))
    assert browser.post(f"{mine}not-double/", {"reason": ""}).status_code == 422
    assert browser.post(f"{mine}not-double/", {"reason": "Seen"}).status_code == 302


def test_a_contact_starts_at_their_company(signed_in, contact, caseworker, ana, case) -> None:  # noqa: F811
    access = accounts.access_for(contact.user)
    browser = signed_in(access)
    assert browser.get("/").url == reverse("practice:my_company")
    page = text(browser.get("/company/"))
    assert "Pretend Robotics" in page
    assert "Núñez-Example, Ana" in page
    assert "ZZ1234567" not in page
    assert "/cases/" not in page
    for address in ("/cases/", "/people/", "/employers/", "/money/", "/search/", "/enquiries/"):
        assert browser.get(address).status_code in (403, 405), address
    assert browser.get(reverse("practice:case", args=[case.public_id])).status_code == 403


@pytest.mark.parametrize(
    ("role", "status"), [("volunteer", 403), ("reader", 403), ("attorney", 200)]
)
def test_employers_are_for_staff(signed_in, make_access, employer, role, status) -> None:
    browser = signed_in(make_access(role))
    assert browser.get(reverse("practice:employers")).status_code == status
    assert browser.get("/company/").status_code == 403


def test_other_offices_find_nothing(signed_in, stranger, employer, ana) -> None:
    browser = signed_in(stranger)
    for name, one in (("employer", employer), ("registrant", ana)):
        address = reverse(f"practice:{name}", args=[one.public_id])
        assert browser.get(address).status_code == 404
