"""Whose case it is: who may have it, and passing a caseload on."""

from collections.abc import Sequence
from typing import Any

from django.db import transaction
from django.db.models import F

from goldendoor.accounts import queries as accounts
from goldendoor.accounts.models import User
from goldendoor.cases.actions import many, recording
from goldendoor.cases.models import Case, Task
from goldendoor.foundation import registries
from goldendoor.foundation.access import Access
from goldendoor.foundation.errors import NotAllowed
from goldendoor.foundation.models import change
from goldendoor.kernel.errors import BadInput


def need_able(access: Access, case: Case, user: Any) -> None:
    """Raise BadInput unless this person belongs to the office, NotAllowed where the case is closed
    to them."""
    _need_open(case, user, _access_of(access, user))


def _access_of(access: Access, user: Any) -> Access:
    theirs = accounts.access_for(user, organisation_id=access.organisation_id)
    if theirs is None:
        raise BadInput(f"{user} does not belong to this office.")
    return theirs


def _need_open(case: Case, user: Any, theirs: Access) -> None:
    if not theirs.opens(case.compartment):
        raise NotAllowed(f"This case is not open to {user}; an owner can open it to them.")


def hand_over(
    *,
    access: Access,
    public_ids: Sequence[str],
    to: User,
    reason: str,
    idempotency_key: str | None = None,
) -> list[many.Result]:
    """Pass cases on with their open tasks; one entry in the history of each, with the reason.

    At most 500 at once; what is refused is told case by case and the others are passed on. Open
    tasks of third persons stay with them. Other apps pass on what is theirs (`handovers`).
    """
    why = recording.said(reason, "The reason", 500)
    theirs = _access_of(access, to)

    def one(case: Case) -> None:
        registries.demand("cases.hand_over", access, case)
        _need_open(case, to, theirs)
        _hand_over(access, case, to, why)

    request = {"to": to.pk, "reason": why}
    return many.each(access, public_ids, one, "cases.hand_over", request, idempotency_key)


@transaction.atomic
def _hand_over(access: Access, case: Case, to: User, reason: str) -> None:
    before = case.assigned_to
    if before == to:
        raise BadInput(f"{case.number} is with {to} already.")
    change(case, version=None, changes={"assigned_to": to}, what=str(case))
    if before is not None:
        theirs = Task.objects.filter(case=case, done_at__isnull=True, assigned_to=before)
        theirs.update(assigned_to=to, version=F("version") + 1)
    for name in registries.handovers:
        registries.handovers.get(name)(access, case, before.pk if before else None, to)
    payload = {"from": str(before) if before else None, "to": str(to), "reason": reason}
    recording.record(access, case, "case.handed_over", payload)
    recording.touch(case)
