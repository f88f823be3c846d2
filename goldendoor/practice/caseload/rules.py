"""What a new case is made of, worked out before anything is written. Pure."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from goldendoor.cases import case_types
from goldendoor.people.models import Person

NAME_IN_TITLE = 100
# How the roles of a case type are related, as the tie between the two people says it.
TIES = ("spouse", "parent", "child", "sibling")


@dataclass
class NewPerson:
    """Somebody for a role: a person of the office, or the names of a new one."""

    role: str
    person: Person | None = None
    family: str = ""
    given: str = ""
    middle: str = ""

    def named(self) -> bool:
        return self.person is not None or bool(self.family.strip() or self.given.strip())


@dataclass
class NewCase:
    """What the page “New case” asks."""

    type_id: str
    title: str = ""
    filing_date: datetime.date | None = None
    people: list[NewPerson] = field(default_factory=list)
    tie: str = ""
    # Keys `FORM:role`; empty: everything the case type suggests.
    forms: Sequence[str] = ()


def title_for(named: Sequence[NewPerson], label: str) -> str:
    """“Núñez, María: one-step family adjustment” of the first person."""
    first = named[0]
    if first.person is not None:
        who = str(first.person)
    else:
        who = ", ".join(part.strip() for part in (first.family, first.given) if part.strip())
    if len(who) > NAME_IN_TITLE:
        who = f"{who[: NAME_IN_TITLE - 1]}…"
    return f"{who}: {label}"[:200]


def suggested(kind: case_types.CaseType, tie: str) -> list[Mapping[str, Any]]:
    """The forms a case type suggests; some only for a certain tie. Each form once per role."""
    rows = kind.rest.get("filings") or []
    return [row for row in rows if row.get("when_relationship") in (None, tie)]


def form_key(row: Mapping[str, Any]) -> str:
    """`G-28:beneficiary`: a suggested form and the role it is for."""
    return f"{row['form']}:{row.get('for', '')}"
