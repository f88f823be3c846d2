"""A naturalization case whose client practises."""

from datetime import date
from typing import Any

import pytest

from goldendoor.cases import actions as cases
from goldendoor.people import actions as people


@pytest.fixture
def applicant_case(caseworker: Any, fixed_day: date) -> Any:
    """One applicant whose name is written from right to left."""
    case = cases.open_case(
        access=caseworker, type_id="practice.us.naturalization", title="الخيالي: citizenship",
        today=fixed_day,
    )  # fmt: skip
    data = {"names": [{"kind": "legal", "family": "الخيالي", "given": "محمد"}]}
    person = people.add_person(access=caseworker, data=data)
    cases.add_party(access=caseworker, case=case, person=person, role="applicant")
    return case
