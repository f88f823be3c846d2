"""Merge fields: the closed list, and their values in a case. Reads only."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils import formats, translation

from goldendoor.cases import case_types
from goldendoor.cases import queries as cases
from goldendoor.cases.models import Case, Filing
from goldendoor.deadlines import queries as deadlines
from goldendoor.documents import queries as documents
from goldendoor.exchange import queries as exchange
from goldendoor.foundation.access import Access
from goldendoor.official_forms.facts import CaseFile, words
from goldendoor.packets import letters
from goldendoor.people.models import Person

ROLES = ("petitioner", "beneficiary", "applicant", "respondent", "spouse", "sponsor", "employer")
AGENCY_ANSWERS = ("us.rfe", "us.noid", "us.noir-noit")


@dataclass(frozen=True)
class Field:
    """A merge field: its name in braces, what it is, and a made-up value for previews."""

    key: str
    label: str
    group: str
    sample: str

    @property
    def code(self) -> str:
        """As it stands in a template."""
        return "{" + self.key + "}"


def _role(role: str) -> Field:
    return Field(f"{role}_name", f"Name of the {role}", "People", f"Alex {role.title()}-Example")


ALL: tuple[Field, ...] = (
    Field("today", "Today's date", "Dates", "August 3, 2026"),
    Field("filed_date", "Day of filing", "Dates", "July 1, 2026"),
    Field("response_due_date", "Day to answer the agency by", "Dates", "September 15, 2026"),
    Field("next_deadline_date", "Day of the next deadline", "Dates", "September 15, 2026"),
    Field("next_deadline", "The next deadline", "Dates", "Answer to a request for evidence"),
    Field("next_appointment_date", "Day of the next appointment", "Dates", "October 6, 2026"),
    Field("next_appointment", "The next appointment", "Dates", "Interview"),
    Field("case_number", "Number of the case", "Case", "GD-2026-0001"),
    Field("case_title", "Title of the case", "Case", "Example-Núñez family"),
    Field("case_type", "Kind of case", "Case", "Adjustment of status"),
    Field("forms_list", "Forms of the case, as a list", "Case", "- Form I-485\n- Form I-765"),
    Field("receipts_list", "Receipt numbers, as a list", "Case", "- ZZZ0000000001 (Form I-485)"),
    Field("receipt_number", "First receipt number", "Case", "ZZZ0000000001"),
    Field("evidence_needed", "Papers still missing, as a list", "Case", "- Birth certificate"),
    Field("client_name", "Name of the client", "Client", "Ana Example"),
    Field("client_a_number", "A-Number of the client", "Client", "A000100037"),
    Field("client_birth_date", "Date of birth of the client", "Client", "March 4, 1990"),
    Field("client_address", "Address of the client", "Client", "1 Sample Street\nExampleton"),
    *(_role(role) for role in ROLES),
    Field("office_name", "Name of the office", "Office", "Fictional Harbor Legal Aid"),
    Field("office_address", "Address of the office", "Office", "1 Harbor Way\nExampleton"),
    Field("office_phone", "Telephone of the office", "Office", "212-555-0142"),
    Field("author_name", "Who writes", "Office", "Noor Haddad-Example"),
)  # fmt: skip
BY_KEY = {one.key: one for one in ALL}
LABELS = {one.key: one.label for one in ALL}
SAMPLES = {one.key: one.sample for one in ALL}


def groups() -> list[tuple[str, list[Field]]]:
    """All fields by group."""
    names = dict.fromkeys(one.group for one in ALL)
    return [(name, [one for one in ALL if one.group == name]) for name in names]


def day_words(day: datetime.date | None, language: str) -> str:
    """A day as a letter in this language writes it; "" for none."""
    if day is None:
        return ""
    if language == "es":
        with translation.override("es"):
            return formats.date_format(day, r"j \d\e F \d\e Y")
    return day.strftime(letters.LONG_DATE)


def values(access: Access, case: Case, *, today: datetime.date, language: str) -> dict[str, str]:
    """Every field with its value in the case; "" for what is not known."""
    file = CaseFile(exchange.case_file(access, case))
    filings = cases.filings(access, case)

    def day(one: datetime.date | None) -> str:
        return day_words(one, language)

    found = {
        "today": day(today),
        "filed_date": day(_filed(case, filings)),
        "case_number": case.number,
        "case_title": case.title,
        "case_type": case_types.get(case.type_id).label,
        **_office(access, file),
        **_forms(filings),
        **_people(access, case, file),
        **_client(access, case, file, language),
    }
    needed = [one for one in documents.checklist(access, case) if one.status in ("needed", "asked")]
    found["evidence_needed"] = _listed([one.label for one in needed])
    for name, (label, on) in _due(access, case).items():
        found[name], found[f"{name}_date"] = label, day(on)
    found["response_due_date"] = found.pop("response_date")
    found.pop("response")
    return found


def _listed(rows: Sequence[str]) -> str:
    return "\n".join(f"- {one}" for one in rows)


def _filed(case: Case, filings: Sequence[Filing]) -> datetime.date | None:
    days = [one.mailed_date for one in filings if one.mailed_date]
    return max(days) if days else case.filing_date


def _office(access: Access, file: CaseFile) -> dict[str, str]:
    helper = file.data.get("representative") or file.data.get("preparer") or {}
    address = helper.get("address") or {}
    lines = [words.street_line(address), words.city_line(address)] if address else []
    return {
        "office_name": access.organisation_label,
        "office_address": "\n".join(str(one) for one in lines if one),
        "office_phone": str(helper.get("phone") or ""),
        "author_name": access.user_label,
    }


def _forms(filings: Sequence[Filing]) -> dict[str, str]:
    def form(one: Filing) -> str:
        return f"Form {one.form_id.split('.', 1)[-1].upper()}"

    with_numbers = [one for one in filings if one.receipt_number]
    listed = [f"{form(one)}, {one.person}" if one.person else form(one) for one in filings]
    return {
        "forms_list": _listed(listed),
        "receipts_list": _listed([f"{one.receipt_number} ({form(one)})" for one in with_numbers]),
        "receipt_number": with_numbers[0].receipt_number if with_numbers else "",
    }


def _facts(file: CaseFile, person: Person) -> Any:
    """The person in the case file; nothing known where they are not in it."""
    return file.person(person.file_id or person.public_id, missing_ok=True) or {}


def _spoken(file: CaseFile, person: Person) -> str:
    """Given names first, as a letter addresses somebody."""
    return str(_facts(file, person).get("full_name") or person)


def _people(access: Access, case: Case, file: CaseFile) -> dict[str, str]:
    by_role: dict[str, str] = {}
    for party in cases.parties(access, case):
        by_role.setdefault(party.role, _spoken(file, party.person))
    return {f"{role}_name": by_role.get(role, "") for role in ROLES}


def _client(access: Access, case: Case, file: CaseFile, language: str) -> dict[str, str]:
    """The person the first form is for, else the first party on the client's side."""
    opposing = {one.pk for one in cases.opposing(access, case)}
    parties = [one for one in cases.parties(access, case) if one.pk not in opposing]
    filings = file.filings()
    wanted = str(filings[0].get("for")) if filings else ""
    fitting = [
        one for one in parties if wanted in (one.person.file_id, one.person.public_id)
    ] or parties
    if not fitting:
        keys = ("name", "a_number", "birth_date", "address")
        return {f"client_{key}": "" for key in keys}
    person = _facts(file, fitting[0].person)
    kinds = person.get("address") or {}
    address = kinds.get("mailing") or kinds.get("physical") or {}
    number = person.get("a_number")
    born = (person.get("birth") or {}).get("date")
    lines = [words.street_line(address), words.city_line(address)] if address else []
    return {
        "client_name": _spoken(file, fitting[0].person),
        "client_a_number": f"A{number}" if number else "",
        "client_birth_date": _birth(born, language),
        "client_address": "\n".join(str(one) for one in lines if one),
    }


def _birth(value: Any, language: str) -> str:
    try:
        return day_words(datetime.date.fromisoformat(str(value)), language)
    except ValueError:
        return ""


def _due(access: Access, case: Case) -> Mapping[str, tuple[str, datetime.date | None]]:
    """(words, day) of the next deadline, the answer to the agency, the next appointment."""
    nothing: tuple[str, datetime.date | None] = ("", None)
    due = deadlines.next_of_case(access, case, limit=20)
    answers = [one for one in due if one.rule_id in AGENCY_ANSWERS]
    kept = cases.tasks_to_do(access, case=case).filter(kind="hearing", due_date__isnull=False)
    hearing = kept.order_by("due_date", "id").first()
    return {
        "next_deadline": (due[0].label, due[0].working_date) if due else nothing,
        "response": (answers[0].label, answers[0].working_date) if answers else nothing,
        "next_appointment": (hearing.title, hearing.due_date) if hearing else nothing,
    }
