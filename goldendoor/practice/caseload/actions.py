"""Opening a case with everything its type suggests, and what its page changes."""

from __future__ import annotations

import datetime
import hashlib
from collections.abc import Mapping, Sequence
from typing import Any

from django.db import transaction

from goldendoor.cases import actions as cases
from goldendoor.cases import case_types
from goldendoor.cases import queries as case_queries
from goldendoor.cases.models import Case, Filing
from goldendoor.documents import actions as documents
from goldendoor.exchange import queries as exchange
from goldendoor.foundation import idempotency
from goldendoor.foundation.access import Access
from goldendoor.kernel import canonical, clock
from goldendoor.kernel.errors import BadInput
from goldendoor.law.library import Library, NotInLibrary
from goldendoor.official_forms import blanks
from goldendoor.official_forms.facts import CaseFile
from goldendoor.packets import payments
from goldendoor.people import actions as people
from goldendoor.people.models import Person
from goldendoor.practice.caseload.rules import (
    TIES,
    NewCase,
    NewPerson,
    form_key,
    suggested,
    title_for,
)


def open_case(*, access: Access, wanted: NewCase, once: str | None = None) -> Case:
    """A case with its people, the tie between them, suggested forms and the checklist.

    The same `once` again opens nothing and gives the case that was opened. Raises NotAllowed;
    BadInput when nobody is named, or when no form was picked for a case of the general type.
    """
    asked = {"type": wanted.type_id, "names": [_named(one) for one in wanted.people]}
    public_id = idempotency.once(
        access=access,
        scope="practice.open_case",
        # A form changed after “Back” is another case.
        key=once and f"{once}-{hashlib.blake2s(canonical.data(asked), digest_size=8).hexdigest()}",
        request=asked,
        run=lambda: _open_case(access, wanted).public_id,
    )
    return case_queries.get(access, public_id)


def _named(one: NewPerson) -> list[str]:
    return [one.person.public_id if one.person else "", one.family, one.given, one.middle]


@transaction.atomic
def _open_case(access: Access, wanted: NewCase) -> Case:
    kind = case_types.get(wanted.type_id)
    named = [one for one in wanted.people if one.named()]
    if not named:
        raise BadInput("Name at least one person of the case.")
    case = cases.open_case(
        access=access,
        type_id=wanted.type_id,
        title=wanted.title.strip() or title_for(named, _about(kind, wanted)),
        today=clock.today(),
        filing_date=wanted.filing_date,
    )
    persons: dict[str, Person] = {}
    for one in named:
        person = one.person or _new_person(access, one)
        persons[one.role] = person
        cases.add_party(access=access, case=case, person=person, role=one.role)
    _relate(access, persons, wanted.tie)
    rows = {form_key(row): row for row in suggested(kind, wanted.tie)}
    for key in wanted.forms or list(rows):
        form, _, role = key.partition(":")
        data = _extra(rows.get(key, {}))
        add_form(access=access, case=case, form=form, role=role, persons=persons, data=data)
    documents.set_checklist(access=access, case=case, rows=_checklist(kind, persons))
    return case


def _about(kind: case_types.CaseType, wanted: NewCase) -> str:
    """What the title says of the case: its type, or its forms where the type is any."""
    if kind.rest.get("filings"):
        return kind.label[:1].lower() + kind.label[1:]
    return ", ".join(key.partition(":")[0] for key in wanted.forms[:3]) or kind.label


def _extra(row: Mapping[str, Any]) -> dict[str, Any]:
    known = ("form", "for", "when_relationship")
    return {key: value for key, value in row.items() if key not in known}


def _new_person(access: Access, one: NewPerson) -> Person:
    name = {"kind": "legal", "family": one.family, "given": one.given, "middle": one.middle}
    kept = {key: value.strip() for key, value in name.items() if value.strip()}
    return people.add_person(access=access, data={"names": [kept]})


def _relate(access: Access, persons: Mapping[str, Person], tie: str) -> None:
    """The tie says what the beneficiary is to the petitioner."""
    both = persons.get("beneficiary"), persons.get("petitioner")
    if tie in TIES and both[0] is not None and both[1] is not None:
        people.relate(access=access, from_person=both[0], to_person=both[1], kind=tie)


@transaction.atomic
def add_form(
    *,
    access: Access,
    case: Case,
    form: str,
    role: str,
    persons: Mapping[str, Person],
    data: Mapping[str, Any] | None = None,
    person: Person | None = None,
) -> Filing:
    """A form for a person; the case's other roles go with it, so that its questions find them."""
    library = Library.shipped()
    if not _known(form, library):
        raise BadInput(f"There is no form “{form[:40]}” here. Choose one from the list.")
    form_id = exchange.form_id(form, library)
    chosen = person or persons.get(role) or next(iter(persons.values()), None)
    if chosen is None:
        raise BadInput("Say who the form is for.")
    roles: dict[str, str] = {}
    try:
        entry = library.form(form_id)
        wanted = entry.get("roles") or {}
    except NotInLibrary:
        wanted = {}
    for name in wanted:
        other = persons.get(name)
        if other is not None and other.pk != chosen.pk:
            roles[name] = other.file_id or other.public_id
    kept = {**(data or {}), **({"roles": roles} if roles else {})}
    return cases.add_filing(access=access, case=case, form_id=form_id, person=chosen, data=kept)


def _known(form: str, library: Library) -> bool:
    """A form of the library, or one whose blank is on this computer."""
    try:
        library.form_id(form)
    except NotInLibrary:
        return any(blank.form.upper() == form.upper() for blank in blanks.find().all())
    return True


def _checklist(kind: case_types.CaseType, persons: Mapping[str, Person]) -> list[dict[str, Any]]:
    return [
        {
            "key": row["key"],
            "label": row["label"],
            "person": persons.get(row.get("for", "")),
            "data": {"original": True} if row.get("original") else {},
        }
        for row in kind.rest.get("evidence") or []
    ]


@transaction.atomic
def check_edition(
    *,
    access: Access,
    filing: Filing,
    edition: str,
    note: str = "",
    payment: bool = False,
    today: datetime.date,
) -> list[Filing]:
    """“I checked the agency's page today”: who and when stands with the form from now on.

    It counts for every copy of the form in the case; these are given back. With `payment` the check
    is of the payment form that goes with the fees. Raises BadInput for what is no edition.
    """
    if not blanks.EDITION.match(edition):
        raise BadInput(f"“{edition}” is no edition of a form.")
    checked = {"edition": edition, "date": today.isoformat(), "by": access.user_label}
    if note.strip():
        checked["note"] = note.strip()[:500]
    key = "payment_edition_checked" if payment else "edition_checked"
    copies = _copies(access, filing, payment=payment)
    for one in copies:
        cases.change_filing(
            access=access, filing=one, changes={"data": {**one.data, key: checked}},
            version=one.version,
        )  # fmt: skip
    return copies


def _copies(access: Access, filing: Filing, *, payment: bool) -> list[Filing]:
    """The filings one look at the agency's page answers for: the same form, or every fee's form."""
    rows = case_queries.filings(access, filing.case)
    if not payment:
        return [one for one in rows if one.form_id == filing.form_id]
    library, data = Library.shipped(), exchange.case_file(access, filing.case)
    file = CaseFile(data)
    return [
        one
        for one, row in zip(rows, data["filings"], strict=True)
        if one.pk == filing.pk or payments.fee_of(file, row, library) is not None
    ]


@transaction.atomic
def record_mailing(
    *, access: Access, case: Case, filings: Sequence[Filing], changes: Mapping[str, Any]
) -> None:
    """Courier, tracking, days: the same for every form of one envelope. Status follows the days."""
    known = {filing.pk for filing in case_queries.filings(access, case)}
    for filing in filings:
        if filing.pk not in known:
            raise BadInput("One of the forms is not of this case.")
        status = _status(filing, changes)
        cases.change_filing(access=access, filing=filing, changes={**changes, "status": status})


def _status(filing: Filing, changes: Mapping[str, Any]) -> str:
    if changes.get("receipt_number"):
        return Filing.Status.RECEIPTED
    if changes.get("delivered_date"):
        return Filing.Status.DELIVERED
    if changes.get("mailed_date"):
        return Filing.Status.MAILED
    # The days were taken back: the form is as far as it was before mailing.
    mailed = (Filing.Status.MAILED, Filing.Status.DELIVERED, Filing.Status.RECEIPTED)
    return Filing.Status.SIGNED if filing.status in mailed else filing.status
