"""Companies, worksites, contacts, employees, public access files."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any

from django.db import transaction

from goldendoor.accounts import actions as accounts
from goldendoor.accounts.models import Membership
from goldendoor.cases.models import Case
from goldendoor.foundation.access import Access
from goldendoor.foundation.models import change
from goldendoor.kernel.errors import BadInput
from goldendoor.law import compute
from goldendoor.law.library import Library
from goldendoor.people import actions as people
from goldendoor.people.models import Person
from goldendoor.practice.employers import naming, queries, rules
from goldendoor.practice.employers.actions.recording import may, record
from goldendoor.practice.employers.models import (
    AccessFile,
    Contact,
    Employee,
    Employer,
    Worksite,
)

Facts = Mapping[str, Any]


@transaction.atomic
def add_employer(
    *, access: Access, name: str, trade_name: str = "", fein: str = "", address: str = ""
) -> Employer:
    """A company, with a person that stands for it in cases. Raises NotAllowed, BadInput."""
    may(access)
    name = " ".join(name.split())
    if not name:
        raise BadInput("Write the company's legal name.")
    key = _fein(access, fein)
    made = Employer.objects.create(
        organisation_id=access.organisation_id, name=name[:200], trade_name=trade_name[:200],
        fein=fein.strip() or None, fein_key=key, address=address.strip()[:500] or None,
        person=people.add_person(access=access, data={"names": [{"family": name[:200]}]}),
    )  # fmt: skip
    record(access, made, "employer.added", {"name": made.name})
    return made


def _fein(access: Access, text: str, own: int | None = None) -> str:
    digits = [one for one in text if one.isdigit()]
    if text.strip() and (len(digits) != 9 or not text.isascii()):
        raise BadInput("An employer's number (FEIN) has nine digits, such as 12-3456789.")
    key = naming.fein_key(text, access.organisation_id)
    rows = Employer.objects.filter(organisation_id=access.organisation_id, fein_key=key)
    if key and rows.exclude(pk__in=[own]).exists():
        raise BadInput("A company with this FEIN is here already. Look it up in the list.")
    return key


@transaction.atomic
def change_employer(
    *, access: Access, employer: Employer, changes: Facts, version: int | None = None
) -> Employer:
    """Correct a company. Raises NotAllowed, BadInput, Conflict."""
    may(access, employer)
    data = dict(changes)
    if set(data) - {"name", "trade_name", "fein", "address"}:
        raise BadInput("This cannot be changed in a company.")
    if "fein" in data:
        data["fein_key"] = _fein(access, data["fein"] or "", employer.pk)
        data["fein"] = (data["fein"] or "").strip() or None
    told = change(employer, version=version, changes=data, what=str(employer))
    if told:
        record(access, employer, "employer.changed", {"changed": sorted(told)})
    return employer


@transaction.atomic
def add_worksite(*, access: Access, employer: Employer, label: str, address: str) -> Worksite:
    """A place where its people work."""
    may(access, employer)
    if not label.strip() or not address.strip():
        raise BadInput("A worksite needs a name and an address.")
    made = Worksite.objects.create(
        organisation_id=access.organisation_id, employer=employer, label=label.strip()[:120],
        address=address.strip()[:300],
    )  # fmt: skip
    record(access, employer, "employer.worksite_added", {"label": made.label})
    return made


@transaction.atomic
def add_contact(
    *, access: Access, employer: Employer, name: str, email: str = "", phone: str = ""
) -> Contact:
    """Somebody who speaks for the company; without a sign-in."""
    may(access, employer)
    if not name.strip():
        raise BadInput("Write the contact's name.")
    made = Contact.objects.create(
        organisation_id=access.organisation_id, employer=employer, name=name.strip()[:200],
        email=email.strip()[:254] or None, phone=phone.strip()[:60] or None,
    )  # fmt: skip
    record(access, employer, "employer.contact_added", {})
    return made


@transaction.atomic
def invite(*, access: Access, contact: Contact, password: str) -> Contact:
    """Let the contact sign in with their e-mail address: they see their company and no more."""
    may(access, contact, "employers.invite")
    if contact.user_id is not None:
        raise BadInput("This contact can sign in already.")
    if not contact.email:
        raise BadInput("Write the contact's e-mail address first.")
    user, _ = accounts.add_user(
        access=access, email=contact.email, full_name=contact.name, password=password,
        role=Membership.Role.EMPLOYER_CONTACT,
    )  # fmt: skip
    change(contact, version=None, changes={"user": user})
    record(access, contact.employer, "employer.contact_invited", {"user": user.pk})
    return contact


@transaction.atomic
def end_contact(*, access: Access, contact: Contact, today: datetime.date) -> Contact:
    """The contact no longer speaks for the company, and sees it no more."""
    may(access, contact, "employers.invite" if contact.user_id else "employers.change")
    change(contact, version=None, changes={"ended_date": today})
    record(access, contact.employer, "employer.contact_ended", {})
    return contact


@transaction.atomic
def add_employee(
    *,
    access: Access,
    employer: Employer,
    name: str,
    provided: Facts,
    library: Library,
    today: datetime.date,
    office: Facts | None = None,
    worksite: Worksite | None = None,
    person: Person | None = None,
    case: Case | None = None,
) -> Employee:
    """Somebody who works there. `provided` is what the company told, `office` what only we know."""
    may(access, employer)
    if not name.strip():
        raise BadInput("Write the employee's name.")
    made = Employee.objects.create(
        organisation_id=access.organisation_id, employer=employer, name=name.strip()[:200],
        worksite=worksite, person=person, case=case,
        **_facts(provided, office or {}, library, today),
    )  # fmt: skip
    compartment = case.compartment if case else ""
    record(access, employer, "employer.employee_added", {"employee": made.public_id}, compartment)
    return made


@transaction.atomic
def change_employee(
    *,
    access: Access,
    employee: Employee,
    changes: Facts,
    library: Library,
    today: datetime.date,
    version: int | None = None,
) -> Employee:
    """Change name, worksite, case, left_date, provided or office. Raises BadInput, Conflict."""
    may(access, employee)
    data = dict(changes)
    if set(data) - {"name", "worksite", "case", "left_date", "provided", "office"}:
        raise BadInput("This cannot be changed in an employee.")
    provided = data.pop("provided", employee.provided)
    office = data.pop("office", employee.office)
    data |= _facts(provided, office, library, today)
    told = change(employee, version=version, changes=data, what=str(employee))
    if told:
        payload = {"employee": employee.public_id, "changed": sorted(told)}
        compartment = employee.case.compartment if employee.case else ""
        record(access, employee.employer, "employer.employee_changed", payload, compartment)
    return employee


def _facts(
    provided: Facts, office: Facts, library: Library, today: datetime.date
) -> dict[str, Any]:
    """Columns of an employee: the facts, the law's end of six years, the next date."""
    kinds = queries.expiry_kinds(library)
    facts = {**provided, **{key: value for key, value in office.items() if value}}
    because: list[Any] = []
    kept = dict(office)
    if first := rules.read_day(str(facts.get("first_h1b_date") or "")):
        asked = {"first_h1b_date": first.isoformat(), "trips": facts.get("trips") or []}
        found = compute.compute("us.h1b-max", asked, today, library)
        because = [step.to_json() for step in found.because]
        kept["h1b_max"] = facts["h1b_max"] = str(found.value["max_out_date"])
    days = rules.expiries(facts, kinds)
    return {
        "provided": dict(provided),
        "office": kept,
        "because": because,
        "next_expiry_date": days[0][0] if days else None,
        "next_expiry_kind": days[0][1] if days else "",
    }


@transaction.atomic
def start_access_file(
    *,
    access: Access,
    employer: Employer,
    lca_number: str,
    lca_filed_date: datetime.date,
    library: Library,
    today: datetime.date,
    case: Case | None = None,
) -> AccessFile:
    """A public access file, due by the law's rule after the filing of the application."""
    may(access, employer)
    number = lca_number.strip()[:40]
    if not number:
        raise BadInput("Write the number of the labor condition application.")
    if AccessFile.objects.filter(employer=employer, lca_number=number).exists():
        raise BadInput("There is a file for this application already.")
    rule = str(queries.access_file_list(library)["due_rule"])
    found = compute.compute(rule, {"lca_filed_date": lca_filed_date.isoformat()}, today, library)
    made = AccessFile.objects.create(
        organisation_id=access.organisation_id, employer=employer, case=case, lca_number=number,
        lca_filed_date=lca_filed_date, due_date=_day(found.value["due_date"]),
        because=[step.to_json() for step in found.because],
    )  # fmt: skip
    _file(access, made, "employer.access_file_started", {"due": made.due_date.isoformat()})
    return made


@transaction.atomic
def change_access_file(
    *,
    access: Access,
    file: AccessFile,
    items: set[str],
    ended_date: datetime.date | None,
    library: Library,
    today: datetime.date,
    version: int | None = None,
) -> AccessFile:
    """Which items are in, and when the employment under it ended. Ready when all needed are in."""
    may(access, file)
    entry = queries.access_file_list(library)
    known = {str(one["key"]): bool(one.get("optional")) for one in entry["items"]}
    if items - set(known):
        raise BadInput("The file has no such item.")
    kept = {key: file.items.get(key) or today.isoformat() for key in known if key in items}
    ready = all(key in kept for key, optional in known.items() if not optional)
    changes: dict[str, Any] = {
        "items": kept,
        "ready_date": (file.ready_date or today) if ready else None,
        "ended_date": ended_date,
        "keep_until_date": None,
    }
    if ended_date is not None:
        facts = {"ended_date": ended_date.isoformat()}
        found = compute.compute(str(entry["keep_rule"]), facts, today, library)
        changes["keep_until_date"] = _day(found.value["keep_until_date"])
    if change(file, version=version, changes=changes, what=str(file)):
        _file(access, file, "employer.access_file_changed", {"items": sorted(kept)})
    return file


def _day(text: Any) -> datetime.date:
    return datetime.date.fromisoformat(str(text))


def _file(access: Access, file: AccessFile, action: str, told: dict[str, Any]) -> None:
    compartment = file.case.compartment if file.case else ""
    record(access, file.employer, action, {"lca": file.lca_number, **told}, compartment)
