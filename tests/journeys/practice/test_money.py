"""Money, trust, employers and a season, as the demo office has them: every page fits."""

from datetime import date
from typing import Any

import pytest

from goldendoor.practice.billing.models import Invoice
from goldendoor.practice.demo import money_made
from goldendoor.practice.employers.models import Employer, Season
from goldendoor.practice.trust.models import Account

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_from_the_hours_to_the_signed_month_and_the_season(
    page: Any, enter: Any, live_server: Any, owner: Any, make_access: Any, naturalization: Any,
    fits: Any,
) -> None:  # fmt: skip
    staff = {"owner": owner, "caseworker": make_access("caseworker")}
    money_made.bring([naturalization] * 2, staff, date(2026, 8, 3))
    enter(page, owner)
    case, invoice = naturalization.public_id, Invoice.objects.get().public_id
    account, season = Account.objects.get().public_id, Season.objects.get().public_id
    for address in (
        f"/cases/{case}/money/", "/money/", f"/money/invoices/{invoice}/", "/trust/",
        f"/cases/{case}/money/trust/", f"/trust/accounts/{account}/2026-07/", "/employers/",
        f"/employers/{Employer.objects.get().public_id}/", f"/employers/seasons/{season}/",
    ):  # fmt: skip
        page.goto(live_server.url + address)
        page.wait_for_load_state("networkidle")
        assert page.locator("h1").is_visible(), address
        fits(page)
    page.goto(f"{live_server.url}/")
    page.get_by_role("link", name="Money", exact=True).click()
    page.get_by_role("link", name="INV-2026-0001").click()
    page.wait_for_selector("h1 >> text=INV-2026-0001")
    assert page.get_by_text("$228.00").first.is_visible()
