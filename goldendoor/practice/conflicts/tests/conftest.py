"""People in the files of an office, some behind a wall."""

from typing import Any

import pytest

from goldendoor.cases import actions as cases
from goldendoor.people import actions as people
from goldendoor.practice.conflicts import beat, rules


@pytest.fixture(autouse=True)
def no_waiting(monkeypatch: pytest.MonkeyPatch) -> None:
    """Tests compare the work done, not the clock; no clean check is taken for a second look."""
    monkeypatch.setattr(beat, "SECONDS", 0)
    monkeypatch.setattr(rules, "is_sampled", lambda digest: False)


@pytest.fixture
def known(fixed_day: Any) -> Any:
    """`known(access, family, given, role=…, compartment=…)`: a person who is party of a case."""

    def make(
        access: Any, family: str, given: str, *, role: str = "applicant", compartment: str = ""
    ) -> Any:
        data = {
            "names": [{"kind": "legal", "family": family, "given": given}],
            "birth": {"date": "1988-11-30"},
        }
        person = people.add_person(access=access, data=data, compartment=compartment)
        case = cases.open_case(
            access=access, type_id="practice.general", title=family, today=fixed_day,
            compartment=compartment,
        )  # fmt: skip
        cases.add_party(access=access, case=case, person=person, role=role)
        return case

    return make
