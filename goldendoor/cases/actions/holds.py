"""Holds and flags: what stands beside the stage of a case."""

from datetime import date

from django.db import transaction

from goldendoor.cases import case_types
from goldendoor.cases.actions import recording
from goldendoor.cases.models import Case, Flag, Hold
from goldendoor.foundation import registries
from goldendoor.foundation.access import Access
from goldendoor.foundation.models import change
from goldendoor.kernel import clock
from goldendoor.kernel.errors import BadInput

LONGEST = 500


@transaction.atomic
def hold(
    *,
    access: Access,
    case: Case,
    reason: str,
    starts_date: date,
    ends_date: date | None = None,
) -> Hold:
    """Let a case rest: what its table marks `not_while_held` is refused with this reason.

    From one day to another (both included), or until somebody releases it. Several may stand at
    once. Raises NotAllowed, BadInput.
    """
    registries.demand("cases.change", access, case)
    if ends_date is not None and ends_date < starts_date:
        raise BadInput("The last day of the hold is before the first.")
    row = Hold.objects.create(
        organisation_id=access.organisation_id,
        case=case,
        reason=recording.said(reason, "The reason", LONGEST),
        placed_by_label=access.user_label,
        starts_date=starts_date,
        ends_date=ends_date,
    )
    case.is_held = True
    Case.objects.filter(pk=case.pk).update(is_held=True)
    payload = {
        "reason": row.reason,
        "from": starts_date.isoformat(),
        "to": ends_date.isoformat() if ends_date else None,
    }
    recording.record(access, case, "case.held", payload)
    recording.touch(case)
    return row


@transaction.atomic
def release(*, access: Access, hold: Hold, reason: str, version: int | None = None) -> Hold:
    """End a hold before its day, with the reason. Raises NotAllowed, BadInput, Conflict."""
    row = Hold.objects.select_related("case").one(access, hold.public_id)
    registries.demand("cases.release", access, row.case)
    if row.released_at is not None:
        return row
    why = recording.said(reason, "The reason", LONGEST)
    changes = {"released_at": clock.now(), "released_because": why}
    change(row, version=version, changes=changes, what="The hold")
    others = row.case.holds.filter(released_at__isnull=True).exists()
    Case.objects.filter(pk=row.case_id).update(is_held=others)
    payload = {"reason": row.reason, "because": why}
    recording.record(access, row.case, "case.hold_released", payload)
    recording.touch(row.case)
    return row


@transaction.atomic
def raise_flag(*, access: Access, case: Case, kind: str, note: str = "") -> Flag:
    """Mark a case out by a kind of `library/flags`; one of a kind stands at a time."""
    registries.demand("cases.change", access, case)
    kinds = case_types.flag_kinds()
    if kind not in kinds or kinds[kind].get("retired"):
        raise BadInput(f"“{kind}” is no flag; there are: {', '.join(sorted(kinds))}.")
    if len(note.strip()) > LONGEST:
        raise BadInput(f"A note on a flag may have at most {LONGEST} characters.")
    row, fresh = Flag.objects.get_or_create(
        organisation_id=access.organisation_id,
        case=case,
        kind=kind,
        cleared_at=None,
        defaults={"note": note.strip(), "raised_by_label": access.user_label},
    )
    if fresh:
        recording.record(access, case, "case.flag_raised", {"flag": kind, "note": row.note})
        recording.touch(case)
    return row


@transaction.atomic
def clear_flag(*, access: Access, flag: Flag, reason: str, version: int | None = None) -> Flag:
    """Take a flag off with the reason; that it stood stays. Raises BadInput, Conflict."""
    row = Flag.objects.select_related("case").one(access, flag.public_id)
    registries.demand("cases.change", access, row.case)
    if row.cleared_at is not None:
        return row
    why = recording.said(reason, "The reason", LONGEST)
    changes = {"cleared_at": clock.now(), "cleared_because": why}
    change(row, version=version, changes=changes, what="The flag")
    recording.record(access, row.case, "case.flag_cleared", {"flag": row.kind, "because": why})
    recording.touch(row.case)
    return row
