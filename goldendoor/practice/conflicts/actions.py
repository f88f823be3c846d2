"""Asking, and deciding."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, replace
from typing import Any, BinaryIO

from django.db import transaction

from goldendoor.audit import actions as audit
from goldendoor.documents import actions as documents
from goldendoor.documents.models import Document
from goldendoor.foundation import registries
from goldendoor.foundation.access import Access
from goldendoor.foundation.errors import NotAllowed
from goldendoor.foundation.models import change
from goldendoor.kernel import clock, opaque
from goldendoor.kernel.errors import BadInput
from goldendoor.practice.conflicts import queries, rules, searching
from goldendoor.practice.conflicts.models import AskedKey, AskedName, Check


@transaction.atomic
def ask(
    *,
    access: Access,
    people: Sequence[rules.Asked],
    compartment: str = "",
    repeats: Check | None = None,
) -> Check:
    """A check of these people against every name of the office. Raises NotAllowed, BadInput.

    With `repeats` it is the next of that check's thread, whose names are not held against it.
    """
    registries.demand("conflicts.ask", access)
    if not access.opens(compartment):
        raise NotAllowed(f"The compartment “{compartment}” is not open to you.")
    asked = rules.checked(people)
    thread = repeats.thread if repeats is not None else opaque.new_id()
    hits = searching.search(access, asked, thread=thread)
    digest = queries.digest(access, asked)
    refer = bool(hits) or rules.is_sampled(digest)
    check = Check.objects.create(
        organisation_id=access.organisation_id,
        thread=thread,
        asked=rules.to_json(asked),
        digest=digest,
        hits=[asdict(one) for one in hits],
        state=Check.State.REFERRED if refer else Check.State.CLEAR,
        asked_by_label=access.user_label,
        compartment=compartment,
    )
    _keep_names(access, check, asked)
    # What was found stays out of the entry: whoever asked may read it.
    _record(access, check, "conflicts.asked", {"people": len(asked)})
    return check


def _keep_names(access: Access, check: Check, asked: Sequence[rules.Asked]) -> None:
    """Later checks find these names, too."""
    names = [
        AskedName(
            organisation_id=access.organisation_id,
            check_asked=check,
            role=one.role,
            text=text,
            born=one.born or None,
        )
        for one in asked
        for text in one.names
    ]
    AskedName.objects.bulk_create(names)
    AskedKey.objects.bulk_create(
        AskedKey(organisation_id=access.organisation_id, key=key, asked_name=name)
        for name in names
        for key in searching.blind_keys(name.text, access.organisation_id)
    )


@transaction.atomic
def decide(
    *,
    access: Access,
    check: Check,
    decision: str,
    reason: str,
    file: BinaryIO | None = None,
    filename: str = "",
    version: int | None = None,
) -> Check:
    """No conflict, declined, or waived with the signed waiver.

    The reason is the officer's: whoever asked is told the decision only. Raises NotAllowed,
    BadInput (no reason, no waiver), Conflict when somebody else decided meanwhile.
    """
    registries.demand("conflicts.decide", access, check)
    if decision not in Check.DECIDED:
        raise BadInput("Choose what you decide: no conflict, a waiver, or that it is declined.")
    if not reason.strip():
        raise BadInput("Say why: the reason is kept with the check.")
    changes: dict[str, Any] = {
        "state": decision,
        "reason": reason.strip()[:5000],
        "decided_by_label": access.user_label,
        "decided_at": clock.now(),
    }
    if decision == Check.State.WAIVED:
        changes["waiver"] = _keep_waiver(access, check, file, filename)
    change(check, version=version, changes=changes, what=str(check))
    _record(access, check, "conflicts.decided", {"decision": decision})
    return check


def _keep_waiver(access: Access, check: Check, file: BinaryIO | None, filename: str) -> Document:
    if file is None:
        raise BadInput("A waiver counts only in writing: add the signed document.")
    return documents.upload(
        # Keeping the document is part of deciding, which was allowed before.
        access=replace(searching.as_officer(access), roles=access.roles | {"paralegal"}),
        case=None,
        file=file,
        filename=filename,
        kind="conflict waiver",
        title="Conflict waiver",
        compartment=check.compartment,
    )


@transaction.atomic
def record_reading(*, access: Access, check: Check) -> None:
    """The officer sees what others may not: that leaves a trace."""
    registries.demand("conflicts.decide", access, check)
    _record(access, check, "conflicts.read", {})


def _record(access: Access, check: Check, action: str, payload: dict[str, Any]) -> None:
    audit.record(
        access=access,
        subject_kind="conflict_check",
        subject_id=check.public_id,
        action=action,
        payload=payload,
        compartment=check.compartment,
    )
