"""An office with a case in it, and somebody who is signed in."""

import io
import os
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from PIL import Image

from goldendoor.accounts.models import User
from goldendoor.exchange import actions as exchange
from tests.architecture.walking import ROOT

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
PASSWORD = "correct horse battery staple"


@pytest.fixture(autouse=True)
def blanks_at_hand(monkeypatch: pytest.MonkeyPatch) -> None:
    """Official blanks where there are some; without them pages offer filing sheets."""
    folder = Path(os.environ.get("GOLDENDOOR_TEST_FORMS", ROOT.parent / "shared" / "forms"))
    if folder.is_dir():
        monkeypatch.setenv("GOLDENDOOR_FORMS", str(folder))


@pytest.fixture
def enter(live_server: Any) -> Any:
    """`enter(page, access)`: signed in already, by the cookie that signing in leaves."""

    def bring(page: Any, access: Any) -> Any:
        # A message that is still fading in has no contrast yet.
        page.emulate_media(reduced_motion="reduce")
        client = Client()
        client.force_login(User.objects.get(pk=access.user_id), backend=BACKEND)
        name = settings.SESSION_COOKIE_NAME
        value = client.cookies[name].value
        page.context.add_cookies([{"name": name, "value": value, "url": live_server.url}])
        return page

    return bring


@pytest.fixture
def sign_in(live_server: Any) -> Any:
    """`sign_in(page, access)`: by the sign-in page, as a person does."""

    def by_page(page: Any, access: Any) -> Any:
        page.emulate_media(reduced_motion="reduce")
        user = User.objects.get(pk=access.user_id)
        page.goto(f"{live_server.url}/account/login/")
        page.fill("[name=login]", user.email)
        page.fill("[name=password]", PASSWORD)
        page.click("main form button")
        page.wait_for_selector(".gd-avatar")
        return page

    return by_page


@pytest.fixture
def fits(violations: Any) -> Any:
    """`fits(page)`: no accessibility fault, nothing wider than the window."""

    def check(page: Any) -> None:
        assert "/account/login" not in page.url, "signed out"
        assert violations(page) == [], page.url
        width = page.evaluate("document.documentElement.scrollWidth")
        assert width <= page.viewport_size["width"], page.url

    return check


@pytest.fixture
def naturalization(owner: Any) -> Any:
    """A case of one made-up applicant who wants to become a citizen."""
    data = {
        "format": "goldendoor.case-file",
        "version": 1,
        "case_type": "naturalization",
        "title": "Fictional naturalization",
        "filing_date": "2026-08-03",
        "people": [
            {
                "id": "applicant",
                "names": [{"kind": "legal", "family": "Núñez-Żółć", "given": "Marta"}],
                "sex": "female",
                "birth": {"date": "1988-11-30", "city": "Ciudad Ficticia", "country": "PE"},
            }
        ],
        "filings": [{"form": "N-400", "for": "applicant"}],
        "evidence": [
            {"id": "green_card", "label": "Green card, both sides", "for": "applicant"},
            {"id": "photos", "label": "Photographs", "for": "applicant"},
        ],
    }
    return exchange.import_case(access=owner, data=data)


@pytest.fixture
def photograph() -> bytes:
    """A small picture, as a telephone would send it."""
    buffer = io.BytesIO()
    Image.new("RGB", (640, 400), "#cfe3ec").save(buffer, "JPEG")
    return buffer.getvalue()
