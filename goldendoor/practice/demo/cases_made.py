"""Case files of made-up families: the open format, so that they come in as any case file does."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any

from goldendoor.cases import case_types
from goldendoor.law.library import Library, NotInLibrary
from goldendoor.practice.demo.names import CITIES, JOBS, PEOPLE, STREETS, Who

OFFICE_ADDRESS = {
    "street": "1 Harbor Way", "unit_type": "ste", "unit": "100",
    "city": "Exampleton", "state": "NY", "zip": "10001", "country": "US",
}  # fmt: skip
REPRESENTATIVE = {
    "family": "Ejemplo", "given": "Tomás", "organisation": "Fictional Harbor Legal Aid",
    "kind": "accredited_representative", "accredited_organisation": "Fictional Harbor Legal Aid",
    "accreditation_date": "2028-01-31", "phone": "212-555-0142",
    "email": "tomas@harbor.example", "address": OFFICE_ADDRESS,
}  # fmt: skip
KINDS = (
    "practice.us.family-adjustment", "practice.us.naturalization", "practice.us.work-permit",
    "practice.us.green-card-renewal", "practice.us.relative-petition",
    "practice.us.remove-conditions", "practice.us.asylum", "practice.general",
)  # fmt: skip
NOTE = "Fictional check, made up for the demo office."
# Which made-up paper answers which row of a checklist, by a word of the row's key.
PAPERS = (
    ("passport", "passport"), ("photo", "photo"), ("card", "card"), ("tax", "tax"),
    ("birth", "certificate"), ("marriage", "certificate"), ("divorce", "certificate"),
    ("home", "lease"), ("real", "lease"), ("money", "tax"), ("letters", "letters"),
    ("affidavits", "letters"), ("status", "certificate"), ("entry", "passport"),
    ("i94", "certificate"), ("pay", "tax"), ("identity", "passport"),
)  # fmt: skip


def made(number: int, today: datetime.date, *, complete: bool, papers: Mapping[str, str]) -> dict:
    """The case file of family `number`; `complete` ones are ready to file."""
    kind = case_types.get(KINDS[number % len(KINDS)])
    roles = roles_of(kind)
    family = family_of(number)
    people = [
        person(role, who, number * 2 + place, complete)
        for place, (role, who) in enumerate(zip(roles, family, strict=True))
    ]
    married = "petitioner" in roles or "spouse" in roles
    data: dict[str, Any] = {
        "format": "goldendoor.case-file",
        "version": 1,
        "case_type": kind.rest["code"],
        "title": f"{title(family[0])}: {about(kind)}",
        "people": people,
        "representative": REPRESENTATIVE,
    }
    # Days on which an office mails: most in the coming weeks, some late, some not yet planned.
    if complete or number % 3:
        data["filing_date"] = str(today + datetime.timedelta(days=(number * 11) % 40 - 3))
    if married and len(people) > 1:
        data["relationships"] = [{"from": roles[1], "to": roles[0], "kind": "spouse"}]
        _marry(people)
    data["filings"] = filings(kind, roles, number, today, complete)
    data["evidence"] = evidence(kind, number, complete, papers)
    return data


def roles_of(kind: case_types.CaseType) -> list[str]:
    """The roles of a type of case."""
    return list(kind.rest.get("roles") or {"applicant": ""})


def family_of(number: int) -> list[Who]:
    """The people of family `number`: nobody belongs to two families."""
    sizes = [len(roles_of(case_types.get(kind))) for kind in KINDS]
    rounds, place = divmod(number, len(KINDS))
    start = rounds * sum(sizes) + sum(sizes[:place])
    return [PEOPLE[(start + one) % len(PEOPLE)] for one in range(sizes[place])]


def about(kind: case_types.CaseType) -> str:
    """What the office calls a case of this type; one of the general type by what is filed."""
    if not kind.rest.get("filings"):
        return "change of address"
    return kind.label[:1].lower() + kind.label[1:]


def title(who: Who) -> str:
    """How the office calls the case: the family name, shortened where it is endless."""
    name = ", ".join(part for part in (who.family, who.given) if part)
    return name if len(name) <= 60 else f"{name[:57]}…"


def person(role: str, who: Who, number: int, complete: bool) -> dict[str, Any]:
    """A person of a case file. Numbers begin with 000 and ZZ, which no agency gives out."""
    legal = {"kind": "legal", "family": who.family, "given": who.given, "middle": who.middle}
    names = [{key: value for key, value in legal.items() if value}]
    if who.script:
        names.append(
            {
                "kind": "native", "family": who.native_family, "given": who.native_given,
                "script": who.script,
            }
        )  # fmt: skip
    data: dict[str, Any] = {
        "id": role,
        "names": names,
        "sex": who.sex,
        "birth": {"date": f"{1958 + number % 45}-{number % 12 + 1:02}-{number % 27 + 1:02}",
                  "city": "Ciudad Ficticia", "country": who.country},
    }  # fmt: skip
    if complete or number % 4:
        citizen = role == "petitioner"
        data["citizenships"] = [{"country": "US" if citizen else who.country}]
        data["phones"] = [{"kind": "daytime", "number": f"212-555-01{number % 100:02}"}]
        data["addresses"] = [_address(number)]
    if complete:
        data |= _whole(number)
    return data


def _address(number: int) -> dict[str, Any]:
    city, state, zip_code = CITIES[number % len(CITIES)]
    street = f"{number * 13 + 10} {STREETS[number % len(STREETS)]}"
    return {
        "kind": "physical", "street": street, "city": city, "state": state, "zip": zip_code,
        "country": "US", "from": f"{2016 + number % 9}-05-01",
    }  # fmt: skip


def _whole(number: int) -> dict[str, Any]:
    employer, work = JOBS[number % len(JOBS)]
    return {
        "identifiers": [
            {"kind": "a_number", "number": f"000{100000 + number * 37:06}"},
            {"kind": "passport", "number": f"ZZ{number:07}", "expires": "2031-01-01"},
        ],
        "email": f"person{number}@mail.example",
        "marital_status": "married" if number % 2 else "single",
        "jobs": [
            {"kind": "employed", "employer": employer, "occupation": work, "from": "2020-02-01"}
        ],
        "physical": {
            "ethnicity": "not_hispanic", "races": ["white"], "height_feet": 5,
            "height_inches": number % 12, "weight_pounds": 110 + number % 90,
            "eyes": "brown", "hair": "black",
        },
        "entries": [
            {"date": "2019-09-02", "city": "New York", "state": "NY", "manner": "admitted"}
        ],
        "intake": {"reads": "english", "preparer": True},
    }  # fmt: skip


def _marry(people: list[dict[str, Any]]) -> None:
    for one, other in ((people[0], people[1]), (people[1], people[0])):
        one["marital_status"] = "married"
        one["marriages"] = [
            {"spouse": other["id"], "date": "2021-06-12", "city": "Exampleton", "country": "US"}
        ]


def filings(
    kind: case_types.CaseType, roles: list[str], number: int, today: datetime.date, complete: bool
) -> list[dict[str, Any]]:
    """The forms the case type suggests; a general case files a change of address and a photo ID."""
    library = Library.shipped()
    rows = kind.rest.get("filings") or [{"form": "AR-11", "for": roles[0]}]
    found = []
    for row in rows:
        if row.get("when_relationship") not in (None, "spouse"):
            continue
        filing = {key: value for key, value in row.items() if key != "when_relationship"}
        if filing["for"] not in roles:
            continue
        others = {role: role for role in roles if role != filing["for"]}
        known = _roles_of(str(filing["form"]), library)
        filing["roles"] = {role: who for role, who in others.items() if role in known}
        edition = _edition(str(filing["form"]), library)
        if complete and edition:
            filing["edition_checked"] = {
                "edition": edition, "date": str(today), "by": "Tomás Ejemplo", "note": NOTE,
            }  # fmt: skip
        found.append(filing)
    return found


def _roles_of(form: str, library: Library) -> Mapping[str, Any]:
    try:
        return library.form(library.form_id(form)).get("roles") or {}
    except NotInLibrary:
        return {}


def _edition(form: str, library: Library) -> str:
    try:
        editions = library.editions(library.form_id(form))
    except NotInLibrary:
        return ""
    return editions[-1] if editions else ""


def evidence(
    kind: case_types.CaseType, number: int, complete: bool, papers: Mapping[str, str]
) -> list[dict[str, Any]]:
    """The checklist, partly answered with made-up papers, partly waived."""
    rows = []
    for place, row in enumerate(kind.rest.get("evidence") or []):
        item: dict[str, Any] = {"id": row["key"], "label": row["label"], "for": row["for"]}
        paper = next((name for word, name in PAPERS if word in row["key"]), "")
        if paper and (complete or (number + place) % 3 == 0):
            item |= {"files": [papers[paper]], "status": "received"}
            if paper == "certificate" and "birth" in row["key"]:
                item |= {"translation": papers["translation"], "certificate": papers["translator"]}
        elif complete or (number + place) % 7 == 0:
            item |= {"status": "waived", "waived_because": "Does not apply to this family."}
        rows.append(item)
    return rows
