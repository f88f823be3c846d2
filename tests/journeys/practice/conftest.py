"""An office with a case in it, and somebody who is signed in."""

import io
import os
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from goldendoor.accounts.models import User
from goldendoor.exchange import actions as exchange
from tests.architecture.walking import ROOT

PASSWORD = "correct horse battery staple"


@pytest.fixture(autouse=True)
def blanks_at_hand(monkeypatch: pytest.MonkeyPatch) -> None:
    """Official blanks where there are some; without them pages offer filing sheets."""
    folder = Path(os.environ.get("GOLDENDOOR_TEST_FORMS", ROOT.parent / "shared" / "forms"))
    if folder.is_dir():
        monkeypatch.setenv("GOLDENDOOR_FORMS", str(folder))


@pytest.fixture
def enter(live_server: Any) -> Any:
    """`enter(page, access)`: sign in by the sign-in page."""

    def sign_in(page: Any, access: Any) -> Any:
        # A message that is still fading in has no contrast yet.
        page.emulate_media(reduced_motion="reduce")
        user = User.objects.get(pk=access.user_id)
        page.goto(f"{live_server.url}/account/login/")
        page.fill("[name=login]", user.email)
        page.fill("[name=password]", PASSWORD)
        page.click("main form button")
        page.wait_for_selector(".gd-avatar")
        return page

    return sign_in


@pytest.fixture
def fits(violations: Any) -> Any:
    """`fits(page)`: no accessibility fault, nothing wider than the window."""

    def check(page: Any) -> None:
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
