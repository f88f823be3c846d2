"""A case before the court, with a hearing to come."""

from datetime import date, time
from typing import Any

import pytest

from goldendoor.cases import actions as cases
from goldendoor.law.library import Library
from goldendoor.people import actions as people
from goldendoor.practice.hearings import actions

DAY = date(2026, 9, 21)
DETAILS = {"place": "New York, NY (NYC)", "place_code": "NYC", "official": "Judge Ficticia"}


@pytest.fixture
def court_case(caseworker: Any, fixed_day: date) -> Any:
    """Removal defense of somebody whose name is written from right to left."""
    case = cases.open_case(
        access=caseworker, type_id="practice.us.removal-defense", title="الخيالي: defense",
        today=fixed_day,
    )  # fmt: skip
    data = {"names": [{"kind": "legal", "family": "الخيالي", "given": "محمد"}]}
    person = people.add_person(access=caseworker, data=data)
    cases.add_party(access=caseworker, case=case, person=person, role="respondent")
    return case


@pytest.fixture
def put_down(caseworker: Any, court_case: Any) -> Any:
    """`put_down(kind, **more)`: a hearing of this kind on 21 September, 9 o'clock in New York."""

    def make(kind: str = "us.individual", case: Any = None, **more: Any) -> Any:
        given = {"day": DAY, "time": time(9), "time_zone": "America/New_York", **more}
        details = given.pop("details", DETAILS)
        return actions.schedule(
            access=caseworker, case=case or court_case, kind_id=kind, details=details,
            library=Library.shipped(), **given,
        )  # fmt: skip

    return make
