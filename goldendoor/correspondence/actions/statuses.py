"""What the agency says of receipts: kept when it changes, with its answer as it came.

Asking without news changes no history: only when it was asked, and when it is asked again.
"""

from __future__ import annotations

import random
from datetime import date, datetime, timedelta
from http import HTTPStatus
from typing import Any

from django.db import transaction

from goldendoor.audit import actions as audit
from goldendoor.cases.models import Filing
from goldendoor.correspondence import silence
from goldendoor.correspondence.case_status import pasted
from goldendoor.correspondence.case_status.answers import Status
from goldendoor.correspondence.case_status.client import Answer
from goldendoor.correspondence.models import AskingDay, CaseStatus
from goldendoor.foundation import registries
from goldendoor.foundation.access import Access
from goldendoor.foundation.models import change
from goldendoor.kernel import clock
from goldendoor.kernel.errors import BadInput
from goldendoor.law.library import Library

PROBLEM_LETTERS = 300


@transaction.atomic
def track(*, access: Access, filing: Filing) -> CaseStatus:
    """Watch the receipt of a form from now on; watched already, nothing changes."""
    registries.demand("cases.change", access, filing.case)
    if not filing.receipt_number:
        raise BadInput("The form has no receipt number yet.")
    row, fresh = CaseStatus.objects.get_or_create(
        organisation_id=access.organisation_id,
        filing=filing,
        defaults={
            "case": filing.case,
            "next_at": clock.now(),
            "moved_date": filing.mailed_date or clock.today(),
        },
    )
    if fresh:
        _record(access, row, "case.agency_status_watched", {"form": filing.form_id})
    return row


@transaction.atomic
def record_answer(
    *, access: Access, status: CaseStatus, answer: Answer, now: datetime, library: Library
) -> bool:
    """What came for a receipt; whether it is news. The raw answer is kept either way."""
    registries.demand("cases.change", access, status.case)
    told = silence.entry(library)
    changes: dict[str, Any] = {"asked_at": now, "raw": answer.raw or status.raw}
    if answer.status is None:
        unknown = answer.code == HTTPStatus.NOT_FOUND
        days = told["ask_again_after_unknown_days" if unknown else "ask_every_days"]
        changes |= {"problem": answer.problem[:PROBLEM_LETTERS], "next_at": _later(now, days)}
        if answer.code == HTTPStatus.UNPROCESSABLE_ENTITY:
            changes["next_at"] = None  # the number is wrong; asking again is useless
        change(status, version=None, changes=changes)
        return False
    changes |= {"problem": "", "next_at": _later(now, told["ask_every_days"]), "pasted": False}
    return _keep(access, status, answer.status, changes, now)


@transaction.atomic
def record_pasted(
    *, access: Access, filing: Filing, text: str, now: datetime, library: Library
) -> CaseStatus:
    """What the agency's page says, pasted by a person. Raises BadInput where it says none."""
    row = track(access=access, filing=filing)
    said = pasted.read(text, filing.receipt_number, library)
    changes: dict[str, Any] = {"asked_at": now, "raw": text, "problem": "", "pasted": True}
    _keep(access, row, said, changes, now)
    return row


def _keep(
    access: Access, status: CaseStatus, said: Status, changes: dict[str, Any], now: datetime
) -> bool:
    before = status.said or {}
    same_receipt = before.get("receipt_number") == said.receipt_number
    fresh = _plain(said)
    news = not same_receipt or any(before.get(name) != fresh[name] for name in _SAID)
    if not news:
        change(status, version=None, changes=changes)
        return False
    moved = said.modified_date or now.date()
    known = status.moved_date
    changes |= {"said": fresh, "changed_at": now, "moved_date": max(moved, known or moved)}
    change(status, version=None, changes=changes)
    told = {"form": status.filing.form_id, "title": [before.get("title", ""), said.title]}
    _record(access, status, "case.agency_status_changed", told)
    return True


_SAID = ("title", "text", "modified_date")


def _plain(said: Status) -> dict[str, Any]:
    return {
        "receipt_number": said.receipt_number,
        "form": said.form,
        "title": said.title,
        "text": said.text,
        "title_es": said.title_es,
        "text_es": said.text_es,
        "modified_date": said.modified_date.isoformat() if said.modified_date else None,
        "history": [
            [one.date.isoformat() if one.date else None, one.text, one.text_es]
            for one in said.history
        ],
    }


@transaction.atomic
def note_movement(*, access: Access, filing: Filing, day: date) -> CaseStatus:
    """Something came from the agency about a form: it is not silent."""
    row = track(access=access, filing=filing)
    changes: dict[str, Any] = {}
    if row.moved_date is None or row.moved_date < day:
        changes["moved_date"] = day
    if row.next_at is None:
        changes["next_at"] = clock.now()  # the number that nobody knew was put right
    change(row, version=None, changes=changes)
    return row


@transaction.atomic
def ask_soon(*, access: Access, status: CaseStatus) -> CaseStatus:
    """Ask in the next round, within the limits."""
    registries.demand("cases.change", access, status.case)
    change(status, version=None, changes={"next_at": clock.now()})
    return status


@transaction.atomic
def count_request(*, access: Access, day: date, spent: int) -> None:
    """What the office has spent of its budget of a day."""
    registries.demand("correspondence.take_in", access)
    AskingDay.objects.update_or_create(
        organisation_id=access.organisation_id, day=day, defaults={"spent": spent, "problem": ""}
    )


@transaction.atomic
def record_trouble(*, access: Access, day: date, problem: str) -> None:
    """Why asking stopped, for the page that says how the service stands."""
    registries.demand("correspondence.take_in", access)
    AskingDay.objects.update_or_create(
        organisation_id=access.organisation_id,
        day=day,
        defaults={"problem": problem[:PROBLEM_LETTERS]},
    )


def _later(now: datetime, days: float) -> datetime:
    """In so many days, never for all receipts at once."""
    return now + timedelta(days=days) * (0.75 + 0.5 * random.random())  # noqa: S311 (no secret)


def _record(access: Access, row: CaseStatus, action: str, payload: dict[str, Any]) -> None:
    person = row.filing.person
    audit.record(
        access=access,
        subject_kind="case",
        subject_id=row.case.public_id,
        action=action,
        payload={**payload, "filing": row.filing.public_id},
        compartment=row.case.compartment or (person.compartment if person else ""),
    )
