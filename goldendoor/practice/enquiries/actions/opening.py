"""The case of an enquiry: its people and facts go over through the actions that own them."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from typing import Any

from django.db import transaction

from goldendoor.cases import actions as cases
from goldendoor.cases import case_types
from goldendoor.cases.models import Case
from goldendoor.foundation import idempotency, registries
from goldendoor.foundation.access import Access
from goldendoor.foundation.errors import NotAllowed
from goldendoor.foundation.models import change
from goldendoor.kernel.errors import BadInput
from goldendoor.law.library import Library
from goldendoor.people import actions as people
from goldendoor.people import queries as people_queries
from goldendoor.people.models import Person
from goldendoor.practice.caseload import actions as caseload
from goldendoor.practice.caseload.rules import NewCase, NewPerson
from goldendoor.practice.conflicts.rules import ENQUIRER, Asked
from goldendoor.practice.enquiries import naming, queries, rules
from goldendoor.practice.enquiries.actions.recording import locked, record
from goldendoor.practice.enquiries.models import Enquiry
from goldendoor.practice.screenings import queries as screenings
from goldendoor.practice.screenings import rules as screening_rules

OPPOSING_ROLE = "opposing_party"


def open_case(
    *,
    access: Access,
    enquiry: Enquiry,
    type_id: str,
    carried: Sequence[naming.Carried],
    today: datetime.date,
    library: Library,
    once: str | None = None,
) -> Case:
    """The case, when nothing stands against it. `carried` says who goes over in which role.

    Raises NotAllowed with what stands against it, BadInput. The same `once` again opens nothing.
    """
    asked = {"enquiry": enquiry.public_id, "type": type_id}
    public_id = idempotency.once(
        access=access,
        scope="enquiries.open_case",
        key=once,
        request=asked,
        run=lambda: _open(access, enquiry, type_id, carried, today, library).public_id,
    )
    return queries.case_of(access, public_id)


@transaction.atomic
def _open(
    access: Access,
    enquiry: Enquiry,
    type_id: str,
    carried: Sequence[naming.Carried],
    today: datetime.date,
    library: Library,
) -> Case:
    registries.demand("cases.open", access)
    found = locked(access, enquiry)
    stopped = rules.why_not_open(queries.facts(access, found))
    if stopped:
        raise NotAllowed(stopped)
    if type_id not in {kind.id for kind in case_types.offered()}:
        raise BadInput("Choose what kind of case it is.")
    named = queries.people(found)
    persons = [(one.role, _person(access, found, named[one.at], one, library)) for one in carried]
    own = [NewPerson(role, person) for role, person in persons if role != OPPOSING_ROLE]
    if not own:
        raise BadInput("Give the enquirer a role in the case.")
    wanted = NewCase(type_id=type_id, people=own)
    case = caseload.open_case(access=access, wanted=wanted)
    for role, person in persons:
        if role == OPPOSING_ROLE:
            cases.add_party(access=access, case=case, person=person, role=role)
    _close_in(access, found, case, library)
    change(found, version=None, changes={"case": case, "state": Enquiry.State.OPENED})
    record(access, found, "enquiry.case_opened", {"case": case.number})
    return case


def _close_in(access: Access, enquiry: Enquiry, case: Case, library: Library) -> None:
    """A compartment of the enquiry is that of its case; colleagues read engagement and answers."""
    if enquiry.compartment:
        changes = {"compartment": enquiry.compartment}
        cases.change_case(access=access, case=case, changes=changes)
    letter = queries.engagement(access, enquiry)
    if letter is not None and letter.signed_date is not None:
        text = f"Opened from an enquiry; engagement signed on {letter.signed_date.isoformat()}."
        cases.add_note(access=access, case=case, text=text, compartment=enquiry.compartment)
    for row in queries.screenings(access, enquiry):
        entry = screenings.get(library, row.screening_id)
        told = screening_rules.told(entry, row.answers)
        lines = [f"{ask} {answer}" for _title, rows in told for ask, answer in rows]
        text = "\n".join([f"Screening “{entry['label']}”, {row.asked_date.isoformat()}", *lines])
        cases.add_note(access=access, case=case, text=text, compartment=enquiry.compartment)


def _person(
    access: Access, enquiry: Enquiry, asked: Asked, carried: naming.Carried, library: Library
) -> Person:
    """A person of the files: the one chosen before, or a new one with all names given."""
    facts = _facts(access, enquiry, library) if asked.role == ENQUIRER else {}
    if asked.role == ENQUIRER and enquiry.person is not None:
        _add_missing(access, enquiry.person, facts)
        return enquiry.person
    data: dict[str, Any] = {"names": naming.names(asked, carried), **facts}
    if asked.born:
        data["birth"] = {**data.get("birth", {}), "date": asked.born}
    return people.add_person(access=access, data=data, compartment=enquiry.compartment)


def _facts(access: Access, enquiry: Enquiry, library: Library) -> dict[str, Any]:
    """What the screenings know of the enquirer, as collections of a person."""
    found: dict[str, Any] = {}
    for row in queries.screenings(access, enquiry):
        entry = screenings.get(library, row.screening_id)
        for collection, value in screening_rules.facts(entry, row.answers).items():
            known = found.get(collection)
            found[collection] = {**known, **value} if isinstance(known, dict) else value
    return found


def _add_missing(access: Access, person: Person, facts: Mapping[str, Any]) -> None:
    """Somebody known keeps what is known; an interview only fills what is empty."""
    for collection, value in facts.items():
        if people_queries.value(person, collection, access) is None:
            people.set_collection(access=access, person=person, collection=collection, value=value)
