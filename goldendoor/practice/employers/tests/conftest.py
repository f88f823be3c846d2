"""Two companies and a season."""

from typing import Any

import pytest

from goldendoor.practice.employers import actions

ANA = {
    "family": "Núñez-Example", "given": "Ana", "birth_date": "1996-04-30", "passport": "ZZ1234567",
    "country": "Fictionland", "wage_level": "2", "job": "Engineer",
}  # fmt: skip


@pytest.fixture
def employer(caseworker: Any) -> Any:
    """A company."""
    return actions.add_employer(access=caseworker, name="Pretend Robotics", fein="12-3456789")


@pytest.fixture
def other(caseworker: Any) -> Any:
    """Another company."""
    return actions.add_employer(access=caseworker, name="Sample Mills")


@pytest.fixture
def season(caseworker: Any) -> Any:
    """The season of fiscal year 2027."""
    return actions.open_season(access=caseworker, fiscal_year=2027)


@pytest.fixture
def ana(caseworker: Any, season: Any, employer: Any) -> Any:
    """A registrant with everything a registration needs."""
    return actions.add_registrant(access=caseworker, season=season, employer=employer, facts=ANA)
