"""The cover letter: from the case type's template, or as the preparer edited it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from goldendoor.law.library import Library
from goldendoor.official_forms.facts import CaseFile, words

LONG_DATE = "%B %-d, %Y"
PLAIN = {
    "subject": "Filing for {applicant}",
    "paragraphs": [
        "Please find enclosed the forms and evidence listed below. Each form is signed by hand.",
        "If anything is missing, please write to us at the address above before deciding.",
    ],
}
AGENCY = ("U.S. Citizenship and Immigration Services",)


def template_for(case: CaseFile, library: Library) -> Mapping[str, Any]:
    """The letter of the case's type: subject and paragraphs with {role} for names."""
    return (case_type(case, library) or {}).get("cover_letter") or PLAIN


def case_type(case: CaseFile, library: Library) -> Mapping[str, Any] | None:
    """The practice case type whose `code` the case file names."""
    wanted = case.data.get("case_type")
    for type_id in library.ids("case_types/practice"):
        entry = library.load("case_types/practice", f"{type_id}.yaml")
        if wanted and wanted in (entry.get("code"), entry.get("id")):
            return entry
    return None


def cover_letter(
    case: CaseFile, library: Library, enclosed: Sequence[str], date_text: str
) -> dict[str, Any]:
    """Everything the letter prints. The preparer's own text (`packet.cover_letter`) wins."""
    template = template_for(case, library)
    names = role_names(case)
    own = (case.data.get("packet") or {}).get("cover_letter") or {}
    if isinstance(own, str):
        own = {"paragraphs": [part.strip() for part in own.split("\n\n") if part.strip()]}
    subject = own.get("subject") or fill_in(str(template["subject"]), names)
    paragraphs = own.get("paragraphs") or [fill_in(text, names) for text in template["paragraphs"]]
    helper = case.data.get("representative") or case.data.get("preparer") or {}
    sender = sender_lines(case, helper)
    return {
        "sender": sender,
        "date": date_text,
        "address": list(own.get("address") or AGENCY),
        "subject": subject,
        "about": about_lines(case),
        "paragraphs": list(paragraphs),
        "enclosed": list(enclosed),
        "closing": "Respectfully submitted,",
        "signer": [line for line in (words.full_name(helper), helper.get("organisation")) if line]
        or [words.full_name((_principal(case) or {}).get("name")) or ""],
    }


def fill_in(text: str, names: Mapping[str, str]) -> str:
    """`{role}` replaced by the person's name; an unknown role becomes "the role"."""
    for role, name in names.items():
        text = text.replace("{" + role + "}", name)
    for role in ("petitioner", "beneficiary", "applicant", "spouse"):
        text = text.replace("{" + role + "}", f"the {role}")
    return text


def role_names(case: CaseFile) -> dict[str, str]:
    """Names by role: from the filings' roles, from ids, and the applicant of the first filing."""
    found: dict[str, str] = {}
    for filing in case.filings():
        for role, person_id in (filing.get("roles") or {}).items():
            found.setdefault(str(role), _name(case, str(person_id)))
    for person in case.people():
        found.setdefault(person.id, str(person.get("full_name") or person.id))
    filings = case.filings()
    if filings:
        found.setdefault("applicant", _name(case, str(filings[0].get("for"))))
    return found


def _name(case: CaseFile, person_id: str) -> str:
    person = case.person(person_id, missing_ok=True)
    return str((person.get("full_name") if person else None) or person_id)


def _principal(case: CaseFile) -> Any:
    filings = case.filings()
    return case.person(str(filings[0].get("for")), missing_ok=True) if filings else None


def about_lines(case: CaseFile) -> list[str]:
    """Each person filed for, once, with the A-Number."""
    seen: dict[str, str] = {}
    for filing in case.filings():
        person = case.person(str(filing.get("for")), missing_ok=True)
        if person is not None and person.id not in seen:
            number = person.get("a_number")
            suffix = f", A{number}" if number else ""
            seen[person.id] = f"{person.get('full_name') or person.id}{suffix}"
    return list(seen.values())


def sender_lines(case: CaseFile, helper: Mapping[str, Any]) -> list[str]:
    """The office's name and address, or the person's own when nobody helps."""
    if helper:
        address = helper.get("address") or {}
        name = helper.get("organisation") or words.full_name(helper)
    else:
        principal = _principal(case)
        kinds = principal.get("address") if principal else None
        address = (kinds.get("mailing") or kinds.get("physical") or {}) if kinds else {}
        name = principal.get("full_name") if principal else ""
    lines = [name, words.street_line(address), words.city_line(address), helper.get("phone")]
    return [str(line) for line in lines if line] or [""]
