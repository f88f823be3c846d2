"""A case that the agency asks for more, and the answer to it."""

import io
from datetime import date
from typing import Any

import pytest

from goldendoor.cases import actions as cases
from goldendoor.deadlines import queries as deadlines
from goldendoor.documents import actions as documents
from goldendoor.law.library import Library
from goldendoor.packets.tests import made
from goldendoor.people import actions as people
from goldendoor.practice.responses import actions

TODAY = date(2026, 8, 3)
LIBRARY = Library.shipped()
FACTS = {
    "served_date": date(2026, 7, 20),
    "form": "I-485",
    "days_on_notice": 60,
    "service": "mail",
    "channel": "paper",
}


@pytest.fixture
def asked(owner: Any) -> Any:
    """A case at the stage of answering, with its deadline."""
    data = {"names": [{"kind": "legal", "family": "الخيالي", "given": "محمد"}]}
    person = people.add_person(access=owner, data=data)
    case = cases.open_case(
        access=owner, type_id="practice.us.answer-to-notice", title="Exampleh", today=TODAY
    )
    cases.add_party(access=owner, case=case, person=person, role="applicant")
    type(case).objects.filter(pk=case.pk).update(stage="pending")
    case.refresh_from_db()
    return cases.perform(
        access=owner, case=case, action_name="record_request_for_evidence", today=TODAY, facts=FACTS
    )


@pytest.fixture
def paper(owner: Any, asked: Any) -> Any:
    """`paper(title, pages)`: a paper of the case."""

    def upload(title: str = "Lease", pages: int = 1) -> Any:
        file = io.BytesIO(made.pdf(title, pages=pages))
        return documents.upload(
            access=owner, case=asked, file=file, filename=f"{title}.pdf", title=title
        )

    return upload


@pytest.fixture
def response(owner: Any, asked: Any) -> Any:
    """The answer, begun for the deadline."""
    (due,) = deadlines.of_case(owner, asked)
    return actions.start(access=owner, case=asked, kind="us.rfe", library=LIBRARY, deadline=due)


@pytest.fixture
def items(owner: Any, response: Any) -> Any:
    """Two things that are asked."""
    texts = ["Evidence of a shared life.", "A birth certificate with a translation."]
    return actions.add_items(access=owner, response=response, texts=texts)
