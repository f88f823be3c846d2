"""A case with a client, an office with rates and a sliding scale."""

from datetime import date
from typing import Any

import pytest

from goldendoor.cases import actions as cases
from goldendoor.people import actions as people
from goldendoor.practice.billing import actions

TODAY = date(2026, 8, 3)


@pytest.fixture
def client_person(caseworker: Any, case: Any) -> Any:
    """The applicant of the case."""
    names = [{"family": "Łżycki-Exampleh", "given": "Amina"}]
    person = people.add_person(access=caseworker, data={"names": names})
    cases.add_party(access=caseworker, case=case, person=person, role="applicant")
    return person


@pytest.fixture
def office(owner: Any) -> Any:
    """$120 an hour, steps of six minutes, three steps of a scale."""
    scale = [
        {"up_to_percent": 150, "pays_percent": 0},
        {"up_to_percent": 300, "pays_percent": 50},
    ]
    return actions.set_up(access=owner, changes={"usual_rate_cents": 12000, "scale": scale})
