"""A client with a ledger that holds $500."""

from datetime import date
from typing import Any

import pytest

from goldendoor.practice.billing.tests.conftest import client_person, office  # noqa: F401
from goldendoor.practice.trust import actions

TODAY = date(2026, 8, 3)


@pytest.fixture
def account(owner: Any) -> Any:
    """The office's account for clients' money."""
    return actions.open_account(access=owner, name="Client trust", bank="Fictional Harbor Bank")


@pytest.fixture
def ledger(caseworker: Any, case: Any, client_person: Any, account: Any) -> Any:  # noqa: F811
    """Five hundred dollars, put in on 6 July."""
    found = actions.open_ledger(access=caseworker, account=account, case=case, person=client_person)
    actions.deposit(
        access=caseworker, ledger=found, cents=50000, day=date(2026, 7, 6), today=TODAY,
        party="Amina Exampleh", purpose="Advance for fees",
    )  # fmt: skip
    found.refresh_from_db()
    return found
