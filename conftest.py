"""What all tests share: an office with people in it, and the official blanks if they are there."""

import os
import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import TransactionTestCase
from hypothesis import HealthCheck, settings

settings.register_profile(
    "house",
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
    database=None,
)
settings.load_profile("house")

TODAY = date(2026, 8, 3)
PASSWORD = "correct horse battery staple"


def pytest_configure(config: pytest.Config) -> None:
    """Emptying the tables after a test with real transactions has to pass the triggers."""
    from goldendoor.audit import triggers
    from goldendoor.practice.trust import triggers as trust_triggers

    tear_down = TransactionTestCase._fixture_teardown

    def without_triggers(self: Any) -> None:
        for one in (triggers, trust_triggers):
            one.drop(connection)
        tear_down(self)
        for one in (triggers, trust_triggers):
            one.create(connection)

    if not getattr(TransactionTestCase, "_lifts_triggers", False):
        TransactionTestCase._fixture_teardown = without_triggers  # type: ignore[method-assign]
        TransactionTestCase._lifts_triggers = True  # type: ignore[attr-defined]


def pytest_unconfigure(config: pytest.Config) -> None:
    """Remove the data folder that the test settings made."""
    home = os.environ.get("GOLDENDOOR_HOME", "")
    if "goldendoor-tests-" in home:
        shutil.rmtree(home, ignore_errors=True)


@pytest.fixture(autouse=True)
def fixed_day(monkeypatch: pytest.MonkeyPatch) -> date:
    """Every test stands on the same day."""
    monkeypatch.setenv("GOLDENDOOR_TODAY", TODAY.isoformat())
    return TODAY


@pytest.fixture(autouse=True)
def forgotten_attempts() -> None:
    """Failed sign-ins of one test lock out no other: addresses repeat, the cache remembers."""
    cache.clear()


@pytest.fixture(scope="session")
def chromium() -> Iterator[Any]:
    """Debian's chromium, headless: one for all tests of a process."""
    playwright = pytest.importorskip("playwright.sync_api")
    path = shutil.which("chromium") or shutil.which("chromium-browser")
    if path is None:
        pytest.skip("no chromium")
    # Playwright runs an event loop in this thread; Django would refuse the database because of it.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with playwright.sync_playwright() as driver:
        browser = driver.chromium.launch(
            executable_path=path,
            args=["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
        )
        yield browser
        browser.close()


@pytest.fixture
def forms_folder() -> Path:
    """The folder of official blanks; skips where there is none (they are never committed)."""
    default = Path(__file__).resolve().parent.parent / "shared" / "forms"
    folder = Path(os.environ.get("GOLDENDOOR_TEST_FORMS", default))
    if not folder.is_dir():
        pytest.skip("no official blanks: set GOLDENDOOR_TEST_FORMS")
    return folder


@pytest.fixture
def organisation(db: None) -> Any:
    """A nonprofit office."""
    from goldendoor.accounts import actions

    return actions.create_organisation(name="Harbor Aid")


@pytest.fixture
def make_access(organisation: Any) -> Any:
    """`make_access(role, *compartments, organisation=None)`: the access of a fresh user."""
    from goldendoor.accounts import actions, queries
    from goldendoor.accounts.models import Compartment

    made = 0

    def make(role: str = "caseworker", *compartments: str, organisation: Any = organisation) -> Any:
        nonlocal made
        made += 1
        office = actions.system_access(organisation)
        user, _ = actions.add_user(
            access=office,
            email=f"{role}{made}-{organisation.pk}@example.org",
            full_name=f"{role.title()} Number {made}",
            role=role,
            password=PASSWORD,
        )
        for key in compartments:
            found = Compartment.objects.filter(organisation_id=organisation.pk, key=key).first()
            compartment = found or actions.create_compartment(access=office, key=key, label=key)
            actions.open_compartment(access=office, compartment=compartment, user=user)
        return queries.access_for(user)

    return make


@pytest.fixture
def owner(make_access: Any) -> Any:
    """The access of an owner."""
    return make_access("owner")


@pytest.fixture
def caseworker(make_access: Any) -> Any:
    """The access of a caseworker."""
    return make_access("caseworker")


@pytest.fixture
def stranger(make_access: Any) -> Any:
    """The access of an owner of another office."""
    from goldendoor.accounts import actions

    return make_access("owner", organisation=actions.create_organisation(name="Other Office"))


@pytest.fixture
def case(caseworker: Any) -> Any:
    """A fresh case at intake."""
    from goldendoor.cases import actions

    return actions.open_case(
        access=caseworker, type_id="practice.general", title="Núñez-Żółć family", today=TODAY
    )


@pytest.fixture
def final_review(make_access: Any) -> Any:
    """`final_review(case)`: a colleague who did not prepare it looks through it and signs."""

    def sign(case: Any) -> Any:
        from goldendoor.law.library import Library
        from goldendoor.practice.reviews import actions

        reviewer = make_access("attorney", *filter(None, [case.compartment]))
        review = actions.start(access=reviewer, case=case, library=Library.shipped())
        said = {row["key"]: {"says": "ok"} for row in review.checklist}
        review = actions.keep(access=reviewer, review=review, answers=said)
        return actions.sign(access=reviewer, review=review)

    return sign


@pytest.fixture
def signed_in(client: Any) -> Any:
    """`signed_in(access)`: a browser in which this person is signed in."""
    from goldendoor.accounts.models import User

    def sign_in(access: Any) -> Any:
        user = User.objects.get(pk=access.user_id)
        client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
        return client

    return sign_in
