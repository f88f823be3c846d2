"""The answer went out, or there will be none."""

from __future__ import annotations

import datetime

from django.db import transaction

from goldendoor.cases import actions as cases
from goldendoor.cases import case_types
from goldendoor.deadlines import actions as deadlines
from goldendoor.documents.models import Document
from goldendoor.foundation import idempotency
from goldendoor.foundation.access import Access
from goldendoor.foundation.errors import NotAllowed
from goldendoor.foundation.models import change
from goldendoor.kernel.errors import BadInput
from goldendoor.law.library import Library
from goldendoor.practice.responses import kinds, queries, rules
from goldendoor.practice.responses.actions import recording
from goldendoor.practice.responses.models import Response


@transaction.atomic
def record_sent(
    *,
    access: Access,
    response: Response,
    sent_date: datetime.date,
    how: str,
    today: datetime.date,
    library: Library,
    tracking_number: str = "",
    proof: Document | None = None,
    version: int | None = None,
    once: str | None = None,
) -> Response:
    """It was sent on that day: the case's own action is performed, the deadline satisfied.

    Raises BadInput while something stands in the way (items of a complete answer not ready, a day
    to come, no word on how), NotAllowed where the case's table refuses, Conflict.
    """

    def run() -> str:
        recording.demand(access, response)
        _check(access, response, sent_date, how, proof, today)
        entry = kinds.get(library, response.kind)
        number = tracking_number.strip()[:80]
        changes = {"sent_date": sent_date, "sent_how": how.strip()[:80], "tracking_number": number}
        changes |= {"state": "sent", "sent_by_label": access.user_label, "proof": proof}
        change(response, version=version, changes=changes, what="The answer")
        payload = {"kind": entry["short"], "how": how.strip(), "day": sent_date.isoformat()}
        recording.record(access, response, "response.sent", payload)
        _through_the_door(access, response, str(entry["sent_action"]), today)
        _satisfy(access, response, today)
        return response.public_id

    request = {"response": response.public_id, "day": sent_date.isoformat(), "how": how.strip()}
    idempotency.once(access=access, scope="responses.sent", key=once, request=request, run=run)
    return queries.get(access, response.public_id)


def _check(
    access: Access,
    response: Response,
    sent_date: datetime.date,
    how: str,
    proof: Document | None,
    today: datetime.date,
) -> None:
    items = queries.standings(queries.items(access, response))
    if wrong := rules.why_not_send(items, response.way):
        raise BadInput(wrong)
    if sent_date > today:
        raise BadInput("It cannot have been sent on a day to come.")
    if not how.strip():
        raise BadInput("Say how it was sent, such as the courier or “online account”.")
    if proof is not None and proof.case_id != response.case_id:
        raise NotAllowed("The document belongs to another case.")


def _through_the_door(
    access: Access, response: Response, action_name: str, today: datetime.date
) -> None:
    """The case's own action for “sent”, where its table has it at this stage."""
    case = response.case
    action = case_types.get(case.type_id).actions.get(action_name)
    if action is not None and case.stage in action.from_stages:
        cases.perform(access=access, case=case, action_name=action_name, today=today)


def _satisfy(access: Access, response: Response, today: datetime.date) -> None:
    deadline = response.deadline
    if deadline is None or not deadline.is_open or response.sent_date is None:
        return
    number = f", {response.tracking_number}" if response.tracking_number else ""
    deadlines.satisfy(
        access=access,
        deadline=deadline,
        satisfied_date=response.sent_date,
        today=today,
        reason=f"The answer was sent: {response.sent_how}{number}.",
        evidence=response.proof,
    )


@transaction.atomic
def drop(
    *, access: Access, response: Response, reason: str, version: int | None = None
) -> Response:
    """No answer by this office (withdrawn, another representative does it); its deadline stays.

    Raises BadInput without a reason.
    """
    recording.demand(access, response)
    why = recording.text(reason, "The reason", 2000)
    if not why:
        raise BadInput("Say why the notice is not answered.")
    changes = {"state": Response.State.DROPPED, "dropped_because": why}
    change(response, version=version, changes=changes, what="The answer")
    recording.record(access, response, "response.dropped", {})
    return response
