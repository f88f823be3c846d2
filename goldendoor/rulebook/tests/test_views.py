"""Pages answer, refuse, and keep what is typed out of addresses."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from goldendoor.law.library import Library

PAGES = ("home", "changes", "what_ifs", "bulletin")


def text_of(answer: Any) -> str:
    return answer.content.decode()


@pytest.mark.parametrize("name", PAGES)
def test_pages_need_a_sign_in_and_answer_every_member(signed_in, make_access, name) -> None:
    address = reverse(f"rulebook:{name}")
    assert Client().get(address).status_code == 302
    answer = signed_in(make_access("reader")).get(address)
    assert answer.status_code == 200
    assert 'aria-current="page"' in text_of(answer)


def test_rules_are_sought_by_post(signed_in, caseworker) -> None:
    browser = signed_in(caseworker)
    found = text_of(browser.post(reverse("rulebook:home"), {"q": "RFE"}))
    assert "Request for Evidence response" in found
    part = browser.post(reverse("rulebook:home"), {"q": "zzzz"}, headers={"HX-Request": "true"})
    assert "No rule fits" in text_of(part)
    assert "<html" not in text_of(part)


def test_filters_stand_in_the_address_and_nonsense_fits_nothing(signed_in, caseworker) -> None:
    browser = signed_in(caseworker)
    found = text_of(browser.get(reverse("rulebook:home"), {"area": "asylum"}))
    assert "ASY-CLOCK" in found
    assert "N400-EARLY" not in found
    assert "No rule fits" in text_of(browser.get(reverse("rulebook:home"), {"area": "<b>"}))


@pytest.mark.django_db
def test_every_rule_has_a_page(signed_in, caseworker) -> None:
    browser = signed_in(caseworker)
    for rule_id in Library.shipped().ids("rules"):
        answer = browser.get(reverse("rulebook:rule", args=[rule_id]))
        assert answer.status_code == 200, rule_id
        assert "not as expected" not in text_of(answer), rule_id


@pytest.mark.parametrize("name", ["us.nope", "..", "us.rfe.yaml", "%00", "a" * 300])
def test_an_unknown_rule_or_what_if_is_not_found(signed_in, caseworker, name) -> None:
    browser = signed_in(caseworker)
    assert browser.get(f"/law/rules/{name}/").status_code == 404
    assert browser.get(f"/law/what-if/{name}/").status_code == 404


def test_the_short_name_of_a_rule_leads_to_it(signed_in, caseworker) -> None:
    assert "us.rfe" in text_of(signed_in(caseworker).get("/law/rules/RFE/"))


def test_try_it_computes_and_says_why(signed_in, caseworker) -> None:
    data = {"served_date": "2026-09-02", "form": "I-130", "days_on_notice": "84",
            "service": "mail", "channel": "paper"}  # fmt: skip
    address = reverse("rulebook:rule", args=["us.rfe"])
    browser = signed_in(caseworker)
    whole = browser.post(address, data)
    assert whole.status_code == 200
    assert "Mon 30 Nov 2026" in text_of(whole)
    assert "8 CFR 103.8(b)" in text_of(whole)
    part = browser.post(address, data, headers={"HX-Request": "true"})
    assert "<html" not in text_of(part)
    wrong = browser.post(address, {**data, "served_date": "2026-02-30"})
    assert wrong.status_code == 400
    assert "2026-02-30" in text_of(wrong)
    assert "Write a day of the calendar" in text_of(wrong)


@pytest.mark.parametrize("language", ["en", "es"])
def test_numbers_in_pictures_are_numbers_in_every_language(signed_in, caseworker, language) -> None:
    browser = signed_in(caseworker)
    for address in (
        "/law/changes/",
        "/law/rules/us.rfe/",
        "/law/what-if/student/",
        "/law/bulletin/",
    ):
        text = text_of(browser.get(address, headers={"accept-language": language}))
        assert not [part for part in text.split('"') if part.endswith("%") and "," in part]


def test_what_if_answers_in_parts(signed_in, caseworker) -> None:
    browser = signed_in(caseworker)
    address = reverse("rulebook:what_if", args=["unlawful-presence"])
    data = {"before-stay_ends_date": "2025-12-31", "before-departed_date": "2026-09-15",
            "stay_ends_date": "2025-12-31", "departed_date": "2026-06-01"}  # fmt: skip
    answer = browser.post(address, data, headers={"HX-Request": "true", "HX-Target": "moves"})
    text = text_of(answer)
    assert "days earlier" in text or "changed" in text
    assert 'hx-swap-oob="innerHTML:#moves-said"' in text
    assert "<form" not in text
    whole = browser.post(address, {**data, "do": "back"}, headers={"HX-Target": "what-if"})
    assert "<form" in text_of(whole)
    assert "<html" not in text_of(whole)


def test_a_priority_date_is_posted_and_drawn(signed_in, caseworker) -> None:
    data = {"category": "EB2", "column": "india", "priority_date": "2014-05-01"}
    answer = signed_in(caseworker).post(reverse("rulebook:bulletin"), data)
    assert "Priority date Thu 1 May 2014" in text_of(answer)
    assert "not a promise" in text_of(answer)
