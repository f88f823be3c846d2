"""A paper to translate, and an interpreter who has signed the agreement."""

import io
from datetime import date, time
from typing import Any

import pytest
from PIL import Image

from goldendoor.cases import actions as cases
from goldendoor.documents import actions as documents
from goldendoor.people import actions as people
from goldendoor.practice.languages import actions

DAY = date(2026, 8, 12)  # a Wednesday


def picture(name: str = "paper.png") -> io.BytesIO:
    """A small picture, as a browser sends it."""
    made = io.BytesIO()
    Image.new("RGB", (8, 8), "white").save(made, "PNG")
    made.seek(0)
    made.name = name
    return made


@pytest.fixture
def client_of(caseworker: Any, case: Any) -> Any:
    """The client of the case."""
    data = {"names": [{"kind": "legal", "family": "Ejemplo", "given": "Rosa"}]}
    person = people.add_person(access=caseworker, data=data)
    cases.add_party(access=caseworker, case=case, person=person, role="applicant")
    return person


@pytest.fixture
def paper(caseworker: Any, case: Any, client_of: Any) -> Any:
    """A birth certificate in another language."""
    return documents.upload(
        access=caseworker, case=case, file=picture(), filename="paper.png",
        title="شهادة ميلاد", person=client_of,
    )  # fmt: skip


@pytest.fixture
def interpreter(caseworker: Any) -> Any:
    """Comes on Wednesdays from nine to five."""
    data = {
        "name": "Ana Intérprete", "languages": ["Spanish", "Arabic"], "kind": "volunteer",
        "agreement_date": date(2026, 1, 5), "weekdays": [2], "hours_from": time(9),
        "hours_to": time(17),
    }  # fmt: skip
    return actions.add_interpreter(access=caseworker, data=data)
