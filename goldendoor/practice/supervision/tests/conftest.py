"""A junior with a mentor who approves the drafting."""

from datetime import date
from typing import Any

import pytest

from goldendoor.accounts.models import User
from goldendoor.cases import actions as cases
from goldendoor.practice.supervision import actions

TODAY = date(2026, 8, 3)


def user_of(access: Any) -> User:
    return User.objects.get(pk=access.user_id)


@pytest.fixture
def attorney(make_access: Any) -> Any:
    return make_access("attorney")


@pytest.fixture
def mentor(make_access: Any) -> Any:
    """A senior paralegal, who answers for no case."""
    return make_access("paralegal")


@pytest.fixture
def pair(attorney: Any, mentor: Any, caseworker: Any) -> Any:
    return actions.name_mentor(
        access=attorney, mentor=user_of(mentor), junior=user_of(caseworker),
        approves=["drafting"], today=TODAY, goals="Declarations",
    )  # fmt: skip


@pytest.fixture
def draft(case: Any, caseworker: Any) -> Any:
    """A task of a kind that needs approval."""
    return cases.add_task(
        access=caseworker, case=case, title="Write the declaration", kind="drafting",
        due_date=TODAY,
    )  # fmt: skip
