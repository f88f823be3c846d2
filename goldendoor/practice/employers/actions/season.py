"""The season: registrants, their way over the board, their cases; spreadsheets of them."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction

from goldendoor.audit import actions as audit
from goldendoor.cases import actions as cases
from goldendoor.cases import queries as case_queries
from goldendoor.cases.models import Case
from goldendoor.foundation.access import Access
from goldendoor.foundation.errors import NotAllowed
from goldendoor.foundation.models import change
from goldendoor.kernel import clock
from goldendoor.kernel.errors import BadInput
from goldendoor.people import actions as people
from goldendoor.practice.caseload import actions as caseload
from goldendoor.practice.caseload.rules import NewCase, NewPerson
from goldendoor.practice.employers import dry, naming, queries, rules, sheets
from goldendoor.practice.employers.actions.recording import may, record
from goldendoor.practice.employers.models import Employer, Import, Registrant, Season

FACTS = tuple(rules.FIELDS)


@transaction.atomic
def open_season(*, access: Access, fiscal_year: int) -> Season:
    """The season of a fiscal year; the one there is, if there is one."""
    may(access)
    if not 2020 <= fiscal_year <= 2099:
        raise BadInput("Write a fiscal year such as 2027.")
    season, fresh = Season.objects.get_or_create(
        organisation_id=access.organisation_id, fiscal_year=fiscal_year
    )
    if fresh:
        _tell(access, season, "employer.season_opened", {"fiscal_year": fiscal_year})
    return season


def _tell(access: Access, season: Season, action: str, payload: dict[str, Any]) -> None:
    audit.record(
        access=access, subject_kind="season", subject_id=season.public_id, action=action,
        payload=payload,
    )  # fmt: skip


@transaction.atomic
def add_registrant(
    *, access: Access, season: Season, employer: Employer, facts: Mapping[str, str]
) -> Registrant:
    """Somebody an employer wants to register. A likely double is shown, not refused."""
    may(access, employer)
    read = rules.read_row(1, facts, {name: name for name in FACTS}, clock.today())
    if read.problems:
        raise BadInput(" ".join(read.problems))
    return _add(access, season, employer, read.values)


def _add(
    access: Access, season: Season, employer: Employer, values: Mapping[str, str]
) -> Registrant:
    office = access.organisation_id
    made = Registrant.objects.create(
        organisation_id=office, season=season, employer=employer, name=naming.label(values),
        facts=dict(values), passport_key=naming.passport_key(values, office),
        name_key=naming.name_key(values, office),
    )  # fmt: skip
    record(access, employer, "employer.registrant_added", {"registrant": made.public_id})
    return made


@transaction.atomic
def change_registrant(
    *, access: Access, one: Registrant, facts: Mapping[str, str], version: int | None = None
) -> Registrant:
    """Correct the facts. Raises NotAllowed once registered, BadInput, Conflict."""
    may(access, one)
    if one.state not in (Registrant.State.GATHERING, Registrant.State.READY):
        raise NotAllowed("What was registered is not changed here.")
    read = rules.read_row(1, facts, {name: name for name in FACTS}, clock.today())
    if read.problems:
        raise BadInput(" ".join(read.problems))
    office = access.organisation_id
    changes = {
        "facts": read.values, "name": naming.label(read.values),
        "passport_key": naming.passport_key(read.values, office),
        "name_key": naming.name_key(read.values, office), "not_double_because": None,
    }  # fmt: skip
    if change(one, version=version, changes=changes, what=str(one)):
        _of(access, one, "employer.registrant_changed", {})
    return one


@transaction.atomic
def clear_double(*, access: Access, one: Registrant, reason: str) -> Registrant:
    """Somebody looked: the likely double of the same employer is another person."""
    may(access, one)
    if not reason.strip():
        raise BadInput("Say how you know that they are different people.")
    change(one, version=None, changes={"not_double_because": reason.strip()[:500]})
    _of(access, one, "employer.double_cleared", {})
    return one


@transaction.atomic
def move(
    *,
    access: Access,
    one: Registrant,
    to: str,
    today: datetime.date,
    receipt_number: str = "",
    version: int | None = None,
) -> Registrant:
    """To another column, and its case with it where the case's table allows.

    Raises NotAllowed with what stands against it, Conflict when somebody else was first.
    """
    may(access, one)
    stopped = rules.why_not_move(
        one.state, to, facts=one.facts, doubles=queries.doubles_here(one),
        has_case=one.case_id is not None,
    )  # fmt: skip
    if stopped:
        raise NotAllowed(f"{one}: {stopped}")
    changes: dict[str, Any] = {"state": to}
    if to == Registrant.State.RECEIPT:
        changes["receipt_number"] = receipt_number.strip()[:40]
    before = one.state
    change(one, version=version, changes=changes, what=str(one))
    _of(access, one, "employer.registrant_moved", {"from": before, "to": to})
    if one.case is not None and to in rules.CASE_ACTIONS:
        _follow(access, one.case, rules.CASE_ACTIONS[to], today)
    return one


def _follow(access: Access, case: Case, name: str, today: datetime.date) -> None:
    """The step of the case that goes with the move, where its table offers it."""
    offered = {
        offer.action.name
        for offer in case_queries.offers(access, case, today=today)
        if offer.answer
    }
    if name in offered:
        cases.perform(case=case, action_name=name, access=access, today=today)


@transaction.atomic
def open_case(*, access: Access, one: Registrant, today: datetime.date) -> Case:
    """The H-1B case of a registrant: employer and worker as its people.

    The case is brought to the stage of the board. The one it has, if it has one.
    """
    may(access, one)
    held = Registrant.objects.select_for_update().one(access, one.public_id)
    if held.case_id is not None:
        return case_queries.get(access, one.case.public_id if one.case else held.case.public_id)
    facts = held.facts
    data: dict[str, Any] = {
        "names": [{"kind": "legal", "family": facts["family"], "given": facts.get("given", "")}],
        "birth": {"date": facts["birth_date"]},
    }
    worker = people.add_person(access=access, data=data)
    wanted = NewCase(
        type_id=queries.CASE_TYPE,
        title=f"{held.name}: H-1B, {one.employer.name}"[:200],
        people=[NewPerson("employer", one.employer.person), NewPerson("worker", worker)],
    )
    case = caseload.open_case(access=access, wanted=wanted)
    change(one, version=None, changes={"case": case})
    _of(access, one, "employer.case_opened", {"case": case.number})
    if one.state not in (Registrant.State.GATHERING, Registrant.State.READY):
        _follow(access, case, "record_registration", today)
        case.refresh_from_db()
        if one.state != Registrant.State.REGISTERED:
            wanted_step = "not_selected" if one.state == "not_selected" else "selected"
            _follow(access, case, rules.CASE_ACTIONS[wanted_step], today)
    return case


@dataclass(frozen=True)
class Opened:
    """What became of one registrant among many."""

    name: str
    case: Case | None
    problem: str = ""


def open_cases(
    *, access: Access, season: Season, public_ids: Sequence[str], today: datetime.date
) -> list[Opened]:
    """Cases for many; each by itself, so that one that cannot be opened stops no other."""
    may(access)
    done = []
    for public_id in public_ids:
        one = queries.registrant(access, public_id)
        if one.season_id != season.pk:
            raise BadInput("Choose people of this season.")
        try:
            done.append(Opened(one.name, open_case(access=access, one=one, today=today)))
        except (BadInput, NotAllowed) as error:
            done.append(Opened(one.name, None, str(error)))
    return done


@transaction.atomic
def bring_sheet(
    *, access: Access, season: Season, employer: Employer, data: bytes, filename: str
) -> Import:
    """Keep a spreadsheet with a guess of its columns; nothing is taken over yet."""
    may(access, employer)
    columns, rows = sheets.read(data, filename)
    made = Import.objects.create(
        organisation_id=access.organisation_id, season=season, employer=employer,
        filename=filename[:200], columns=columns, rows=rows, mapping=rules.guess(columns),
        by_label=access.user_label,
    )  # fmt: skip
    record(access, employer, "employer.sheet_brought", {"rows": len(rows)})
    return made


@transaction.atomic
def take_sheet(
    *,
    access: Access,
    found: Import,
    mapping: Mapping[str, str],
    today: datetime.date,
    also: Sequence[int] = (),
    version: int | None = None,
) -> Import:
    """Good rows come onto the board; the others stay listed with their line numbers.

    `also` are lines of likely doubles that somebody looked at and wants as further people. A
    sheet is taken over once.
    """
    may(access, found.employer)
    held = Import.objects.select_for_update().one(access, found.public_id)
    if held.finished_at is not None:
        return held
    known = {name: column for name, column in mapping.items() if column in held.columns}
    for name in rules.NEEDED:
        if name not in known:
            raise BadInput(f"Say which column holds: {rules.FIELDS[name]}.")
    taken, left = 0, []
    for one in dry.run(access, found, known, today):
        if one.is_good or (one.read.line in also and not one.read.problems):
            _add(access, found.season, found.employer, one.read.values)
            taken += 1
        else:
            left.append({"line": one.read.line, "why": [*one.read.problems, one.already]})
    changes = {
        "mapping": known, "taken": taken, "left_out": left, "rows": [], "finished_at": clock.now(),
    }  # fmt: skip
    change(found, version=version, changes=changes, what=str(found))
    told = {"taken": taken, "left_out": len(left)}
    record(access, found.employer, "employer.sheet_taken", told)
    return found


def _of(access: Access, one: Registrant, action: str, payload: dict[str, Any]) -> None:
    compartment = one.case.compartment if one.case else ""
    told = {"registrant": one.public_id, **payload}
    record(access, one.employer, action, told, compartment)
