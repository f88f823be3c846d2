"""A case that one person prepared and another reviews."""

from typing import Any

import pytest

from goldendoor.cases import actions as cases
from goldendoor.law.library import Library
from goldendoor.people import actions as people
from goldendoor.practice.reviews import actions


@pytest.fixture
def prepared(case: Any, caseworker: Any) -> Any:
    """Answers of the caseworker, one form, at the stage of review."""
    data = {"names": [{"kind": "legal", "family": "الخيالي", "given": "محمد"}]}
    person = people.add_person(access=caseworker, data=data)
    cases.add_party(access=caseworker, case=case, person=person, role="applicant")
    cases.add_filing(access=caseworker, case=case, form_id="us.i-765", person=person)
    answer(caseworker, case, "email", "a@mail.example")
    for name in ("start_preparing", "send_to_review"):
        cases.perform(case=case, action_name=name, access=caseworker, today=case.stage_since)
    return case


def answer(access: Any, case: Any, collection: str, value: Any) -> None:
    """One fact of the client, changed."""
    person = case.parties.get().person
    people.set_collection(access=access, person=person, collection=collection, value=value)


@pytest.fixture
def attorney(make_access: Any) -> Any:
    return make_access("attorney")


@pytest.fixture
def review(prepared: Any, attorney: Any) -> Any:
    return actions.start(access=attorney, case=prepared, library=Library.shipped())
