"""Reading companies and the season; through the access filter, but for a contact's own company."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Q, QuerySet

from goldendoor.cases import case_types
from goldendoor.foundation.access import Access
from goldendoor.foundation.errors import NotFound
from goldendoor.law.library import Library, LibraryError
from goldendoor.practice.billing import queries as billing
from goldendoor.practice.employers import rules
from goldendoor.practice.employers.models import (
    AccessFile,
    Contact,
    Employee,
    Employer,
    Import,
    Registrant,
    Season,
    Worksite,
)
from goldendoor.practice.employers.policies import CONTACT

FOLDER, EXPIRIES, ACCESS_FILE = "employers", "us.expiries", "us.public-access-file"
CAP_RULE, CASE_TYPE = "us.h1b-cap", "practice.us.h-1b"


def is_on(access: Access) -> bool:
    """Whether the office works for employers."""
    return billing.is_on(access, "employers")


def employers(access: Access) -> list[Employer]:
    """Companies by name, with how many people each has."""
    found = list(Employer.objects.visible_to(access).order_by("name")[:500])
    rows = Employee.objects.visible_to(access).filter(left_date__isnull=True)
    many = Counter(rows.values_list("employer_id", flat=True))
    for one in found:
        one.many = many[one.pk]
    return found


def employer(access: Access, public_id: str) -> Employer:
    """One company; raises NotFound."""
    return Employer.objects.select_related("person").one(access, public_id)


def worksites(access: Access, found: Employer) -> list[Worksite]:
    """Where its people work."""
    return list(Worksite.objects.visible_to(access).filter(employer=found).order_by("label"))


def contacts(access: Access, found: Employer) -> list[Contact]:
    """Who speaks for it now."""
    rows = Contact.objects.visible_to(access).filter(employer=found, ended_date__isnull=True)
    return list(rows.select_related("user").order_by("id"))


def contact(access: Access, public_id: str) -> Contact:
    """One contact; raises NotFound."""
    return Contact.objects.select_related("employer", "user").one(access, public_id)


def employees(access: Access, found: Employer | None = None) -> QuerySet[Employee]:
    """People who work there, the next to expire first."""
    rows = Employee.objects.visible_to(access).filter(left_date__isnull=True)
    rows = rows if found is None else rows.filter(employer=found)
    rows = rows.select_related("employer", "worksite", "case", "person")
    return rows.order_by("next_expiry_date", "id")


def employee(access: Access, public_id: str) -> Employee:
    """One employee; raises NotFound."""
    rows = Employee.objects.select_related("employer", "worksite", "case", "person")
    return rows.one(access, public_id)


# ── the library ──────────────────────────────────────────────────────────────────────────────


def expiry_kinds(library: Library) -> list[Mapping[str, Any]]:
    """What expires: key, label, days before which it is near, whether a contact sees it."""
    return list(library.load(FOLDER, f"{EXPIRIES}.yaml")["kinds"])


def access_file_list(library: Library) -> Mapping[str, Any]:
    """The public access file: its items and rules."""
    found: Mapping[str, Any] = library.load(FOLDER, f"{ACCESS_FILE}.yaml")
    return found


def problems(library: Library) -> Iterator[str]:
    """A sentence for everything wrong with the lists of this feature in the library."""
    for name, part in ((EXPIRIES, "kinds"), (ACCESS_FILE, "items")):
        try:
            entry = library.load(FOLDER, f"{name}.yaml")
            rows = entry[part]
        except (LibraryError, KeyError, TypeError):
            yield f"{FOLDER}/{name}: is not there, or lacks {part}."
            continue
        yield from (f"{FOLDER}/{name}: {text}" for text in _faults(entry, rows, library))


def _faults(entry: Mapping[str, Any], rows: Any, library: Library) -> Iterator[str]:
    if not isinstance(entry.get("last_checked"), datetime.date):
        yield "last_checked is no day."
    if not (entry.get("source") or {}).get("href"):
        yield "has no source."
    for key, many in Counter(str(row.get("key")) for row in rows).items():
        if many > 1 or not key.isidentifier():
            yield f"the key {key} stands twice or is none."
    named = [entry.get("due_rule"), entry.get("keep_rule"), *(row.get("rule") for row in rows)]
    for rule in filter(None, named):
        if rule not in library.ids("rules"):
            yield f"names an unknown rule: {rule}."
    yield from (f"{row.get('key')} has no label." for row in rows if not row.get("label"))


@dataclass(frozen=True)
class Window:
    """The dates of a season as the law engine's data has them; None where not known."""

    registration: str = ""
    filing: str = ""
    fee_cents: int | None = None
    certainty: str = "unknown"
    reference: str = ""


def window(fiscal_year: int, library: Library) -> Window:
    """Registration and filing windows of a cap year; empty texts when the library has none."""
    rule = library.rule(CAP_RULE)
    for version in rule["versions"]:
        if version.get("applies_to") == fiscal_year:
            opens, closes = version["registration_opens_at"], version["registration_closes_at"]
            zone = version["time_zone"]
            return Window(
                f"{opens} to {closes} ({zone})".replace("T", " "),
                f"{version['filing_opens']} to {version['filing_closes']}",
                int(version["fee_cents"]), str(rule["certainty"]),
                str(rule["reference"][0]["title"]),
            )  # fmt: skip
    return Window()


# ── the season ───────────────────────────────────────────────────────────────────────────────


def seasons(access: Access) -> list[Season]:
    """Seasons, the latest first."""
    return list(Season.objects.visible_to(access).order_by("-fiscal_year"))


def season(access: Access, public_id: str) -> Season:
    """One season; raises NotFound."""
    return Season.objects.one(access, public_id)


def registrants(access: Access, found: Season, employer_id: str = "") -> list[Registrant]:
    """People on the board, of one company or all, in the order they came."""
    rows = Registrant.objects.visible_to(access).filter(season=found)
    rows = rows.filter(employer__public_id=employer_id) if employer_id else rows
    return list(rows.select_related("employer", "case").order_by("id"))


def registrant(access: Access, public_id: str) -> Registrant:
    """One registrant; raises NotFound."""
    rows = Registrant.objects.select_related("employer", "season", "case")
    return rows.one(access, public_id)


@dataclass
class Column:
    """A column of the board."""

    state: str
    label: str
    rows: list[Registrant] = field(default_factory=list)


def board(access: Access, found: Season, employer_id: str = "") -> list[Column]:
    """The columns by state, with doubles marked on each registrant (`.doubles`)."""
    rows = registrants(access, found, employer_id)
    labels = dict(Registrant.State.choices)
    columns = {state: Column(state, str(labels[state])) for state in rules.BOARD}
    seen = twins(found)
    for one in rows:
        one.doubles = _twins_of(one, seen)  # type: ignore[misc]
        if one.state in columns:
            columns[one.state].rows.append(one)
    return list(columns.values())


Keys = dict[str, set[tuple[int, int]]]


def twins(found: Season) -> Keys:
    """Fingerprint → (registrant, employer) of the whole season, walled ones too; no names."""
    rows = Registrant.objects.filter(organisation_id=found.organisation_id, season=found).exclude(
        state=Registrant.State.WITHDRAWN
    )
    index: Keys = {}
    for pk, company, passport, name in rows.values_list(
        "pk", "employer_id", "passport_key", "name_key"
    ):
        for key in filter(None, (passport, name)):
            index.setdefault(key, set()).add((pk, company))
    return index


def _twins_of(one: Registrant, index: Keys) -> dict[str, int]:
    hits: set[tuple[int, int]] = set()
    for key in filter(None, (one.passport_key, one.name_key)):
        hits |= index.get(key, set())
    hits = {hit for hit in hits if hit[0] != one.pk}
    here = {hit for hit in hits if hit[1] == one.employer_id}
    return {"here": 0 if one.not_double_because else len(here), "elsewhere": len(hits - here)}


@dataclass(frozen=True)
class Twin:
    """Who may be the same person; `registrant` is None where the matter is walled off."""

    registrant: Registrant | None
    by: str


def likely_same(access: Access, one: Registrant) -> list[Twin]:
    """Registrants of the season that may be the same person, walled ones without their names."""
    same = Q(pk__in=[])
    if one.passport_key:
        same |= Q(passport_key=one.passport_key)
    if one.name_key:
        same |= Q(name_key=one.name_key)
    rows = Registrant.objects.filter(same, organisation_id=one.organisation_id, season=one.season)
    rows = rows.exclude(pk=one.pk).exclude(state=Registrant.State.WITHDRAWN)
    seen = {row.pk: row for row in rows.visible_to(access).select_related("employer")}
    return [
        Twin(
            seen.get(pk),
            "passport" if key and key == one.passport_key else "name and date of birth",
        )
        for pk, key in rows.values_list("pk", "passport_key").order_by("pk")
    ]


def doubles_here(one: Registrant) -> int:
    """How many others of the same employer may be the same person, unless somebody said not."""
    return int(_twins_of(one, twins(one.season))["here"])


def import_of(access: Access, public_id: str) -> Import:
    """One spreadsheet; raises NotFound."""
    return Import.objects.select_related("employer", "season").one(access, public_id)


def open_imports(access: Access, found: Season) -> list[Import]:
    """Spreadsheets that are not taken over yet."""
    rows = Import.objects.visible_to(access).filter(season=found, finished_at__isnull=True)
    return list(rows.select_related("employer").order_by("-id")[:10])


# ── public access files ──────────────────────────────────────────────────────────────────────


def access_files(access: Access, found: Employer | None = None) -> list[AccessFile]:
    """Files, those not ready first."""
    rows = AccessFile.objects.visible_to(access).select_related("employer", "case")
    rows = rows if found is None else rows.filter(employer=found)
    return sorted(rows, key=lambda one: (one.ready_date is not None, one.due_date))


def access_file(access: Access, public_id: str) -> AccessFile:
    """One file; raises NotFound."""
    return AccessFile.objects.select_related("employer", "case").one(access, public_id)


def expiring(
    access: Access, today: datetime.date, library: Library, found: Employer | None = None
) -> list[tuple[Employee, str, bool]]:
    """Employees whose next date is near or past, with its label and whether it is past."""
    kinds = {one["key"]: one for one in expiry_kinds(library)}
    rows = []
    for one in employees(access, found).filter(next_expiry_date__isnull=False)[:500]:
        kind = kinds.get(one.next_expiry_kind)
        days = int(kind["days_before"]) if kind else 0
        if one.next_expiry_date and (one.next_expiry_date - today).days <= days:
            label = str(kind["label"]) if kind else one.next_expiry_kind
            rows.append((one, label, one.next_expiry_date < today))
    return rows


# ── what a contact of a company sees ─────────────────────────────────────────────────────────


@dataclass(frozen=True)
class Colleague:
    """An employee as their company's contact sees them: what it provided, and the case's stage."""

    name: str
    job: str
    worksite: str
    dates: list[tuple[str, str]]
    case_type: str = ""
    stage: str = ""


class Company:
    """Reads for one contact; a fresh look at who they are at each request.

    Their access shows no record through the filter, so every query here starts from the contact's
    own company and gives plain values, never a record. People in a compartment are left out.
    """

    def __init__(self, access: Access, public_id: str = "") -> None:
        rows = Contact.objects.filter(
            organisation_id=access.organisation_id, user_id__in=[access.user_id],
            ended_date__isnull=True,
        ).select_related("employer")  # fmt: skip
        self.companies = [one.employer for one in rows.order_by("employer__name")]
        if not access.has(CONTACT) or not self.companies:
            raise NotFound("There is no company for this person.")
        chosen = [one for one in self.companies if not public_id or one.public_id == public_id]
        if not chosen:
            raise NotFound("There is no such company.")
        self.employer = chosen[0]

    def people(self, library: Library) -> list[Colleague]:
        """Who works there, by name."""
        kinds = [one for one in expiry_kinds(library) if one["shared"]]
        rows = Employee.objects.filter(_open("person", "case"), employer=self.employer)
        rows = rows.filter(left_date__isnull=True).select_related("worksite", "case")
        found = []
        for one in rows:
            dates = [
                (str(kind["label"]), str(one.provided[kind["key"]]))
                for kind in kinds
                if one.provided.get(kind["key"])
            ]
            worksite = str(one.worksite or "")
            job = str(one.provided.get("job") or "")
            found.append(Colleague(one.name, job, worksite, dates, *_stage(one.case)))
        return sorted(found, key=lambda one: one.name.casefold())

    def registrants(self) -> list[tuple[str, str, str]]:
        """Name, season and state of whom the company wants to register."""
        rows = Registrant.objects.filter(_open("case"), employer=self.employer)
        rows = rows.select_related("season").order_by("-season__fiscal_year", "id")
        return [(one.name, str(one.season), one.get_state_display()) for one in rows]

    def files(self) -> list[tuple[str, datetime.date, datetime.date | None]]:
        """Its public access files: number, due day, ready day."""
        rows = AccessFile.objects.filter(_open("case"), employer=self.employer)
        return [(one.lca_number, one.due_date, one.ready_date) for one in rows.order_by("due_date")]


def _open(*paths: str) -> Q:
    found = Q()
    for path in paths:
        found &= Q(**{f"{path}__compartment": ""}) | Q(**{f"{path}__isnull": True})
    return found


def _stage(case: Any) -> tuple[str, str]:
    if case is None:
        return "", ""
    kind = case_types.get(case.type_id)
    return kind.label, kind.stage_labels.get(case.stage, case.stage)
