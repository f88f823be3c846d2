"""Taking notices in, putting right what was read, confirming, setting aside."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any, BinaryIO

from django.db import transaction

from goldendoor.audit import actions as audit
from goldendoor.cases.models import Case, Filing
from goldendoor.correspondence import queries, rules
from goldendoor.correspondence.mailbox import Message
from goldendoor.correspondence.models import FetchedMail, IncomingNotice
from goldendoor.correspondence.reading import notices
from goldendoor.documents import actions as documents
from goldendoor.foundation import registries
from goldendoor.foundation.access import Access
from goldendoor.foundation.errors import NotAllowed
from goldendoor.foundation.models import change
from goldendoor.kernel import clock
from goldendoor.kernel.errors import BadInput
from goldendoor.law.library import Library

State = IncomingNotice.State
KIND = "notice"
BLOCK = 2**20
REASON_LETTERS = 2000
ADVICE_LETTERS = 300


@transaction.atomic
def take_in(
    *,
    access: Access,
    file: BinaryIO,
    filename: str,
    today: date,
    case: Case | None = None,
    compartment: str = "",
    source: str = IncomingNotice.Source.UPLOAD,
    declared_size: int | None = None,
) -> IncomingNotice:
    """Keep the paper; reading it comes after. The same file again gives the notice that is there.

    `case` is where it was dropped, to be confirmed like everything else. Raises BadInput naming
    the file; nothing is left behind then.
    """
    registries.demand("correspondence.take_in", access)
    if case is not None:
        registries.demand("cases.change", access, case)
    compartment = compartment or (case.compartment if case else "")
    if (known := queries.with_content(access, _digest(file))) is not None:
        return known
    told: dict[str, Any] = {"compartment": compartment, "declared_size": declared_size}
    document = documents.upload(
        access=access, case=None, file=file, filename=filename, kind=KIND, **told
    )
    notice = IncomingNotice.objects.create(
        organisation_id=access.organisation_id,
        document=document,
        case=case,
        source=source,
        arrived_date=today,
        compartment=compartment,
        taken_in_by_label=access.user_label,
    )
    _record(access, notice, "notice.taken_in", {"source": source, "sha256": document.sha256})
    return notice


def _digest(file: BinaryIO) -> str:
    digest = hashlib.sha256()
    file.seek(0)
    while block := file.read(BLOCK):
        digest.update(block)
    file.seek(0)
    return digest.hexdigest()


@transaction.atomic
def record_reading(
    *, access: Access, notice: IncomingNotice, reading: Mapping[str, Any]
) -> IncomingNotice:
    """What the machine read. A notice of a closed case goes behind its wall at once."""
    registries.demand("correspondence.take_in", access, notice)
    if notice.state != State.UNREAD:
        return notice
    numbers = [str(one["value"]) for one in reading.get("receipt_numbers") or ()]
    wall = notice.compartment or queries.walls_of_receipt(access.organisation_id, numbers)
    if wall != notice.compartment:
        access = replace(access, compartments=access.compartments | {wall})
        documents.change_document(
            access=access, document=notice.document, changes={"compartment": wall}
        )
    values = rules.plain(reading, {"id": reading.get("kind")})
    kind = str(reading.get("kind") or notices.UNKNOWN)
    changes = {
        "reading": dict(reading),
        "kind": kind,
        "state": State.TO_CONFIRM,
        "compartment": wall,
        "same_key": queries.same_key(access.organisation_id, values, kind),
    }
    change(notice, version=None, changes=changes)
    _record(access, notice, "notice.read", {"kind": kind, "doubts": reading.get("doubts", [])})
    return notice


@transaction.atomic
def record_unreadable(*, access: Access, notice: IncomingNotice, advice: str) -> IncomingNotice:
    """No words were found: a person types what it says. The paper itself stays."""
    registries.demand("correspondence.take_in", access, notice)
    if notice.state != State.UNREAD:
        return notice
    changes = {"state": State.UNREADABLE, "advice": advice[:ADVICE_LETTERS]}
    change(notice, version=None, changes=changes)
    _record(access, notice, "notice.unreadable", {})
    return notice


@transaction.atomic
def correct_reading(
    *,
    access: Access,
    notice: IncomingNotice,
    kind: str,
    typed: Mapping[str, str],
    library: Library,
    version: int | None = None,
) -> tuple[IncomingNotice, dict[str, str]]:
    """Put what a person typed in place of what was read; values that make no sense come back.

    What can be read is kept all the same, so nothing typed is lost. Raises Conflict.
    """
    registries.demand("correspondence.take_in", access, notice)
    _open(notice)
    entry = rules.kinds(library).get(kind, {"id": notices.UNKNOWN, "label": "Not recognized"})
    reading, wrong = rules.corrected(notice.reading, entry, typed)
    values = rules.plain(reading, entry)
    kind = str(entry["id"])
    changes: dict[str, Any] = {
        "reading": reading,
        "kind": kind,
        "same_key": queries.same_key(access.organisation_id, values, kind),
        "state": State.TO_CONFIRM,
    }
    before = {"kind": notice.kind, **rules.plain(notice.reading or {}, entry)}
    if change(notice, version=version, changes=changes, what=str(notice)):
        told = _differences(before, {"kind": kind, **values})
        _record(access, notice, "notice.corrected", {"changes": told})
    return notice, wrong


def _differences(before: Mapping[str, Any], now: Mapping[str, Any]) -> dict[str, list[Any]]:
    names = rules.unlike([*before, *now])
    pairs = {name: [before.get(name), now.get(name)] for name in names}
    return {name: pair for name, pair in pairs.items() if pair[0] != pair[1]}


@transaction.atomic
def record_mail(
    *, access: Access, message: Message, notices: int, left_out: int
) -> FetchedMail | None:
    """This message of the mailbox was taken in; None when it had been before."""
    registries.demand("correspondence.take_in", access)
    row, fresh = FetchedMail.objects.get_or_create(
        organisation_id=access.organisation_id,
        key=message.key,
        defaults={
            "uid": message.uid,
            "uid_validity": message.uid_validity,
            "notices": notices,
            "left_out": left_out,
        },
    )
    if not fresh:
        return None
    audit.record(
        access=access,
        subject_kind="mail",
        subject_id=row.public_id,
        action="mail.fetched",
        payload={"notices": notices, "left_out": left_out},
    )
    return row


@transaction.atomic
def confirm(
    *,
    access: Access,
    notice: IncomingNotice,
    case: Case,
    filing: Filing | None,
    title: str,
    outcome: Mapping[str, Any],
    version: int | None = None,
) -> IncomingNotice:
    """It belongs to this case and says what was put right; its paper is filed there.

    What follows from it (deadline, tasks) is started by the desk, in the same transaction;
    `outcome` tells of it. Raises NotAllowed, BadInput, Conflict.
    """
    registries.demand("correspondence.confirm", access, notice)
    registries.demand("cases.change", access, case)
    _open(notice)
    if notice.state == State.UNREAD:
        raise BadInput("It is still being read. Wait a moment.")
    if filing is not None and filing.case_id != case.pk:
        raise NotAllowed("The form belongs to another case.")
    person = filing.person if filing else None
    changes: dict[str, Any] = {
        "case": case,
        "filing": filing,
        "compartment": person.compartment if person else "",
        "state": State.CONFIRMED,
        "outcome": dict(outcome),
        **_decided(access),
    }
    change(notice, version=version, changes=changes, what=str(notice))
    paper: dict[str, Any] = {"kind": KIND, "title": title, "person": person}
    documents.file_to_case(access=access, document=notice.document, case=case, **paper)
    told = {"notice": title, "kind": notice.kind, "outcome": dict(outcome)}
    _record(access, notice, "notice.confirmed", told)
    _record_for_case(access, case, filing, {"notice": title, "notice_id": notice.public_id})
    return notice


@transaction.atomic
def set_aside(
    *, access: Access, notice: IncomingNotice, reason: str, version: int | None = None
) -> IncomingNotice:
    """It needs nothing (an advertisement, a copy): kept with the reason, out of the way."""
    registries.demand("correspondence.take_in", access, notice)
    _open(notice)
    text = reason.replace("\0", "").strip()[:REASON_LETTERS]
    if not text:
        raise BadInput("Say why nothing has to be done about it.")
    changes = {
        "state": State.SET_ASIDE,
        "reason": text,
        **_decided(access),
    }
    change(notice, version=version, changes=changes, what=str(notice))
    _record(access, notice, "notice.set_aside", {"reason": text})
    return notice


@transaction.atomic
def take_up_again(
    *, access: Access, notice: IncomingNotice, version: int | None = None
) -> IncomingNotice:
    """It was set aside by mistake."""
    registries.demand("correspondence.take_in", access, notice)
    if notice.state != State.SET_ASIDE:
        raise NotAllowed("Only what was set aside is taken up again.")
    state = State.TO_CONFIRM if notice.reading else State.UNREADABLE
    changes = {"state": state, "decided_at": None, "decided_by_label": ""}
    change(notice, version=version, changes=changes, what=str(notice))
    _record(access, notice, "notice.taken_up", {})
    return notice


def _decided(access: Access) -> dict[str, Any]:
    return {"decided_by_label": access.user_label, "decided_at": clock.now()}


def _open(notice: IncomingNotice) -> None:
    if not notice.is_open:
        raise NotAllowed(f"This notice is {notice.get_state_display().lower()} already.")


def _record(access: Access, notice: IncomingNotice, action: str, payload: dict[str, Any]) -> None:
    case = notice.case.compartment if notice.case else ""
    audit.record(
        access=access,
        subject_kind="notice",
        subject_id=notice.public_id,
        action=action,
        payload=payload,
        compartment=notice.compartment or case,
    )


def _record_for_case(
    access: Access, case: Case, filing: Filing | None, payload: dict[str, Any]
) -> None:
    person = filing.person.compartment if filing and filing.person else ""
    audit.record(
        access=access,
        subject_kind="case",
        subject_id=case.public_id,
        action="case.notice_confirmed",
        payload=payload,
        compartment=case.compartment or person,
    )
