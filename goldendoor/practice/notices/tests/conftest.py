"""A case that was filed, and notices about it."""

from typing import Any

import pytest

from goldendoor.cases import actions as cases
from goldendoor.correspondence import actions, jobs
from goldendoor.correspondence.tests import papers
from goldendoor.people import actions as people


@pytest.fixture
def filing(owner: Any, fixed_day: Any, final_review: Any) -> Any:
    """The form I-485 of a case of the type that is filed with the agency, mailed on 1 June."""
    data = {
        "names": [{"kind": "legal", "family": "Nunez-Example", "given": "Maria"}],
        "identifiers": [{"kind": "a_number", "number": "000100037"}],
    }
    person = people.add_person(access=owner, data=data)
    case = cases.open_case(
        access=owner, type_id="practice.us.family-adjustment", title="Núñez", today=fixed_day
    )
    cases.add_party(access=owner, case=case, person=person, role="beneficiary")
    found = cases.add_filing(access=owner, case=case, form_id="us.i-485", person=person)
    final_review(case)
    for action in ("start_preparing", "send_to_review", "approve", "record_filing"):
        cases.perform(access=owner, case=case, action_name=action, today=fixed_day)
    found.refresh_from_db()
    mailed = {
        "mailed_date": fixed_day.replace(month=6, day=1),
        "receipt_expected_date": fixed_day.replace(month=7, day=1),
        "status": "mailed",
    }
    return cases.change_filing(access=owner, filing=found, changes=mailed)


@pytest.fixture
def arrived(owner: Any, fixed_day: Any) -> Any:
    """`arrived(words)`: a notice of these words, read."""

    def make(words: str = papers.RECEIPT, access: Any = owner) -> Any:
        notice = actions.take_in(
            access=access, file=papers.pdf(words), filename="notice.pdf", today=fixed_day
        )
        return jobs.read(access, notice)

    return make
