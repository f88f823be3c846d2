"""The web as a stranger pokes at it: headers, tokens, redirects, hosts, malformed requests."""

import base64
import logging
import re
from typing import Any
from urllib.parse import quote

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import settings as profile
from hypothesis import strategies as st

from goldendoor.accounts.models import User
from goldendoor.cases.models import Case
from goldendoor.foundation.logs import WithoutFacts
from tests.test_leaks import filled, posted_names, routes

PASSWORD = "correct horse battery staple"
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


def browser_of(access: Any, **more: Any) -> Client:
    client = Client(raise_request_exception=False, **more)
    client.force_login(User.objects.get(pk=access.user_id), backend=BACKEND)
    return client


def addresses(case: Any) -> list[str]:
    """Every address once, on a real case."""
    ids = {"public_id": [case.public_id], "number": ["1"]}
    found = [filled(route, {**ids, "x": ["zzz"]})[0] for route, _ in routes()]
    return [address for address in found if address != "/account/logout/"]


def test_every_answer_has_the_headers_that_protect_it(caseworker, case) -> None:
    browser = browser_of(caseworker)
    wrong = []
    for address in [*addresses(case), "/no/such/page/", "/cases/?assigned_to=x"]:
        for response in (browser.get(address), browser.post(address)):
            policy = response.headers.get("Content-Security-Policy", "")
            if "'unsafe-inline'" in policy or "'unsafe-eval'" in policy:
                wrong.append((address, policy))
            if "default-src" not in policy or "frame-ancestors 'self'" not in policy:
                wrong.append((address, policy))
            if response.headers.get("X-Content-Type-Options") != "nosniff":
                wrong.append((address, "may be sniffed"))
            if response.headers.get("X-Frame-Options") not in ("DENY", "SAMEORIGIN"):
                wrong.append((address, "may be framed"))
            if response.headers.get("Referrer-Policy") != "same-origin":
                wrong.append((address, "tells its address to others"))
            if response.status_code >= 500:
                wrong.append((address, response.status_code))
    assert wrong == []


def test_no_page_brings_a_script_or_style_of_its_own(caseworker, case) -> None:
    browser = browser_of(caseworker)
    for address in [*addresses(case), "/no/such/page/"]:
        page = browser.get(address, follow=True)
        if not page.headers["Content-Type"].startswith("text/html"):
            continue
        text = page.content.decode()
        assert not re.search(r"<style|\sstyle=|\son\w+=|javascript:", text), address
        for script in re.findall(r"<script([^>]*)>", text):
            assert "src=" in script or "application/json" in script, address


def test_no_form_is_taken_without_its_token(caseworker, case) -> None:
    browser = browser_of(caseworker, enforce_csrf_checks=True)
    before = Case.objects.filter(pk=case.pk).values().get()
    for route, view in routes():
        for address in filled(route, {"public_id": [case.public_id], "x": ["zzz"]})[:1]:
            for method in (browser.post, browser.put, browser.delete, browser.patch):
                response = method(address, data={"title": "taken over"})
                assert response.status_code in (403, 404, 405), f"{address} {view}"
    assert Case.objects.filter(pk=case.pk).values().get() == before


def test_cookies_are_kept_from_scripts_and_other_sites(owner, settings) -> None:
    settings.SESSION_COOKIE_SECURE = settings.CSRF_COOKIE_SECURE = True
    browser = Client()
    browser.get("/account/login/")
    email = User.objects.get(pk=owner.user_id).email
    browser.post("/account/login/", {"login": email, "password": PASSWORD})
    session = browser.cookies["sessionid"]
    assert session["httponly"]
    assert session["secure"]
    assert session["samesite"] == "Lax"
    assert browser.cookies["csrftoken"]["samesite"] == "Lax"


def test_signing_in_gives_a_session_of_its_own(owner) -> None:
    browser = Client()
    session = browser.session
    session["planted"] = "by an attacker"
    session.save()
    planted = browser.cookies["sessionid"].value
    email = User.objects.get(pk=owner.user_id).email
    browser.post("/account/login/", {"login": email, "password": PASSWORD})
    assert browser.cookies["sessionid"].value != planted


ELSEWHERE = ["https://evil.example/", "//evil.example", "/\\evil.example", "///evil.example",
             "javascript:alert(1)", "https:evil.example", "http://testserver@evil.example/",
             "\thttps://evil.example", "/%2f%2fevil.example", "data:text/html,x"]  # fmt: skip


@pytest.mark.parametrize("target", ELSEWHERE)
def test_nobody_is_sent_elsewhere(owner, case, target) -> None:
    email = User.objects.get(pk=owner.user_id).email
    sign_in = {"login": email, "password": PASSWORD, "next": target}
    browser = browser_of(owner)
    tries = [
        Client().post("/account/login/", sign_in),
        Client().post("/account/login/", sign_in, query_params={"next": target}),
        browser.get("/account/login/", {"next": target}),
        browser.post(f"/cases/{case.public_id}/tasks/x/done/", {"back": target, "next": target}),
        browser.post(f"/cases/{case.public_id}/notes/", {"text": "x", "back": target}),
        browser.post("/account/logout/", {"next": target}),
    ]
    for response in tries:
        where = response.headers.get("Location", "/")
        assert where.startswith("/"), where
        assert not re.match(r"[/\\]{2}|/%2f", where, re.IGNORECASE) or where == target
        assert not re.match(r"[/\\]{2}", where), where


@pytest.mark.parametrize("host", ["evil.example", "evil.example:80", "localhost.evil.example", ""])
def test_a_strange_host_is_refused_and_never_repeated(owner, host) -> None:
    browser = browser_of(owner)
    for address in ("/", "/account/login/", "/account/password/reset/", "/no/such/"):
        response = browser.get(address, headers={"host": host, "x-forwarded-host": host})
        assert response.status_code == 400
        assert "evil" not in response.content.decode()
        assert "evil" not in str(response.headers)
        assert "default-src" in response.headers["Content-Security-Policy"]


def test_where_a_second_factor_is_required_no_address_opens_without(owner, case, settings) -> None:
    settings.REQUIRE_MFA = True
    browser = browser_of(owner)
    for address in addresses(case):
        for response in (browser.get(address), browser.post(address)):
            if not address.startswith(("/account/", "/health/")):
                assert response.status_code == 302, address
                assert response["Location"] == "/account/2fa/", address


def test_wrong_codes_of_a_second_factor_are_counted_too(owner, settings) -> None:
    from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret

    user = User.objects.get(pk=owner.user_id)
    TOTP.activate(user, generate_totp_secret())
    browser = Client()
    browser.post("/account/login/", {"login": user.email, "password": PASSWORD})
    pages = [browser.post("/account/2fa/authenticate/", {"code": "000000"}) for _ in range(12)]
    assert "Too many failed" in pages[-1].content.decode()
    assert "Too many failed" not in pages[0].content.decode()
    assert browser.get("/cases/").status_code == 302


ODD = ["\0", "%00", "..", "x" * 5000, "9" * 5000, "-1", "1e9", "NaN", "ü" * 300, "'; DROP TABLE--",
       "%ff%fe", "{{7*7}}", "eyJ4IjoxfQ", "W251bGwsIG51bGxd", "W10", "ISO"]  # fmt: skip


@pytest.mark.parametrize("shift", range(0, len(ODD), 4))
def test_odd_values_in_every_field_and_query_get_an_answer(caseworker, case, shift) -> None:
    browser = browser_of(caseworker)
    queried = ("after", "page", "find", "day", "stage", "assigned_to", "language")
    names = [*sorted(posted_names()), "declared_size", "max_mb", *queried]
    body = {name: ODD[(place + shift) % len(ODD)] for place, name in enumerate(names)}
    for route, _view in routes():
        if route.startswith("account/"):
            continue
        address = filled(route, {"public_id": [case.public_id], "x": ["zzz"]})[0]
        query = {name: body[name] for name in queried}
        for response in (browser.get(address, query), browser.post(address, body)):
            assert response.status_code < 500, f"{address} {response.status_code}"


@pytest.mark.parametrize("odd", ODD)
def test_an_odd_value_in_a_single_field_gets_an_answer(caseworker, case, odd) -> None:
    """Where one odd value is refused before the next is read."""
    browser, place = browser_of(caseworker), f"/cases/{case.public_id}"
    tries = [
        ("/cases/", {"q": odd}), ("/people/", {"q": odd}), ("/search/", {"q": odd}),
        (f"{place}/notes/", {"text": odd}), (f"{place}/settings/", {"title": odd}),
        (f"{place}/settings/", {"title": "x", "version": odd}), (f"{place}/act/", {"action": odd}),
        (f"{place}/packet/letter/", {"text": odd, "subject": odd}),
        (f"{place}/packet/build/", {"max_mb": odd}), (f"{place}/packet/arrange/", {"order": odd}),
        (f"{place}/packet/arrange/", {"key": odd, "title": odd}),
        ("/cases/new/", {"type": "practice.naturalization", "title": odd, "applicant-family": odd}),
    ]  # fmt: skip
    for address, body in tries:
        response = browser.post(address, body)
        assert response.status_code < 500, f"{address} {body.keys()} {response.status_code}"
    for name in ("after", "stage", "assigned_to", "type_id"):
        assert browser.get("/cases/", {name: odd}).status_code < 500


@pytest.mark.parametrize(
    "token",
    [
        '["0001-01-01T00:00:00+14:00", 1]', '["9999-12-31T23:59:59-14:00", 1]', "[null, null]",
        '["2026-01-01", 1]', '["2026-01-01T00:00:00Z", 1e400]', '["a\\u0000", 1]',
        '["\\ud800", 1]', '[{}, []]', '["x", -99999999999999999999999]', "[true, true]", "[]", "7",
    ],
)  # fmt: skip
def test_forged_page_keys_get_an_answer(caseworker, case, token) -> None:

    browser, after = browser_of(caseworker), base64.urlsafe_b64encode(token.encode()).decode()
    for address in ("/cases/", "/people/", f"/cases/{case.public_id}/history/"):
        for key in (after, after.rstrip("="), f"{after}%00", "-1", "=" * 4000):
            response = browser.get(f"{address}?after={key}")
            assert response.status_code in (200, 400), f"{address} {response.status_code}"


@pytest.mark.parametrize(
    ("kind", "body"),
    [
        ("application/json", b'{"title": [}'),
        ("multipart/form-data", b"no boundary"),
        ("multipart/form-data; boundary=x", b"--x\r\nContent-Disposition: nothing\r\n\r\n--x--"),
        ("application/x-www-form-urlencoded", b"title=%ff%fe&text=%00&" + b"a=1&" * 6000),
        ("application/x-www-form-urlencoded", b"text=" + b"a" * (6 * 2**20)),
        ("application/x-www-form-urlencoded; charset=utf-99", b"text=x"),
        ("text/plain\x01", b"\xff\xfe\x00"),
    ],
)
def test_wrong_kinds_of_content_get_an_answer(caseworker, case, kind, body) -> None:
    browser = browser_of(caseworker)
    places = [f"/cases/{case.public_id}/notes/", "/search/", "/cases/new/", "/account/login/"]
    for address in [*places, f"/cases/{case.public_id}/evidence/upload/"]:
        response = browser.generic("POST", address, body, content_type=kind)
        assert response.status_code < 500, f"{address} {response.status_code}"


@profile(max_examples=30)
@given(
    path=st.lists(st.text(max_size=12) | st.sampled_from(["cases", "people", ".."]), max_size=5),
    query=st.text(max_size=60),
)  # fmt: skip
@pytest.mark.django_db
def test_any_address_gets_an_answer(make_access, path, query) -> None:
    browser = browser_of(make_access("reader"))
    address = "/" + "/".join(quote(part.encode("utf-8", "replace"), safe="") for part in path)
    response = browser.get(f"{address}?{quote(query.encode('utf-8', 'replace'))}")
    assert response.status_code < 500


def test_a_log_tells_the_place_and_no_value() -> None:
    values = ["A219000111", "Quillon"]
    try:
        try:
            raise ValueError(values[0])
        except ValueError as first:
            raise RuntimeError(values[1]) from first
    except RuntimeError as error:
        told = (type(error), error, error.__traceback__)
    text = WithoutFacts().format(
        logging.LogRecord("x", logging.ERROR, "f", 1, "Broken: %s", ("/x/",), told)
    )
    assert text.index("builtins.ValueError") < text.index("builtins.RuntimeError")
    assert text.count("test_web.py") == 2
    assert [value for value in values if value in text] == []


def test_lists_are_read_by_keyset_and_counted_nowhere(caseworker, case) -> None:
    browser = browser_of(caseworker)
    for address in ("/", "/cases/", "/people/", f"/cases/{case.public_id}/history/"):
        with CaptureQueriesContext(connection) as caught:
            assert browser.get(address).status_code == 200
        for query in caught.captured_queries:
            sql = query["sql"].upper()
            assert " OFFSET " not in sql
            if "COUNT(*)" in sql:
                assert "GROUP BY" in sql or "CASE_ID" in sql, sql
