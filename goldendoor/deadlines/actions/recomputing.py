"""After a change of law: which deadlines would move, and moving them once somebody confirms.

The rows of one rule with the same facts and days are one group: it is computed once, and SQL does
the rest for all its rows, so that a million deadlines take seconds.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.db import connection, transaction
from django.db.models import Count, Min, QuerySet

from goldendoor.audit import actions as audit
from goldendoor.deadlines import computing
from goldendoor.deadlines.models import Batch, Deadline, Outcome, Proposal
from goldendoor.foundation import encryption, registries
from goldendoor.foundation.access import Access
from goldendoor.kernel import canonical, clock
from goldendoor.kernel.errors import BadInput
from goldendoor.law.library import Library

AT_ONCE = 500
RESULT_PLACE = "deadlines.deadline.result"
DAYS = (
    "computed_date", "safe_date", "opens_date", "version_from", "looked_from", "looked_to",
)  # fmt: skip

# Rows of a group are found by the same columns when a batch is made and when it is confirmed: what
# changed in between is another group, and stays as it is.
_SAME_GROUP = (
    "d.organisation_id = b.organisation_id AND d.state = 'open' "
    "AND d.rule_id = o.rule_id AND d.facts_key = o.facts_key "
) + " ".join(f"AND d.{name} IS NOT DISTINCT FROM o.{name}" for name in DAYS)
_RULE_DATE = "COALESCE(o.new_safe_date, o.new_computed_date)"
_NEW_DATE = f"""
    CASE WHEN {_RULE_DATE} IS NULL OR d.printed_date IS NULL THEN {_RULE_DATE}
         WHEN (d.printed_date < {_RULE_DATE}) <> d.is_opening THEN d.printed_date
         ELSE {_RULE_DATE} END
"""
_PROPOSE = f"""
INSERT INTO deadlines_proposal
    (organisation_id, batch_id, deadline_id, outcome_id, old_date, new_date, state)
SELECT d.organisation_id, b.id, d.id, o.id, d.working_date, {_NEW_DATE}, 'waiting'
FROM deadlines_batch b
JOIN deadlines_outcome o ON o.batch_id = b.id
JOIN deadlines_deadline d ON {_SAME_GROUP}
WHERE b.id = %s
"""  # noqa: S608 (no value of anybody is in it)
_APPLY = f"""
UPDATE deadlines_deadline AS d
SET {", ".join(f"{name} = o.new_{name}" for name in DAYS)},
    result = o.new_result, working_date = {_NEW_DATE}, recomputed_in_id = b.id,
    version = d.version + 1
FROM deadlines_batch b
JOIN deadlines_proposal p ON p.batch_id = b.id
JOIN deadlines_outcome o ON o.id = p.outcome_id, cases_case c
WHERE d.id = p.deadline_id AND c.id = d.case_id AND b.id = %s AND p.state = 'waiting'
  AND p.new_date IS NOT NULL AND {_SAME_GROUP} AND {{visible}}
"""  # noqa: S608
_MARK = """
UPDATE deadlines_proposal
SET state = 'applied', new_date = d.working_date
FROM deadlines_deadline d
WHERE d.id = deadlines_proposal.deadline_id AND d.recomputed_in_id = deadlines_proposal.batch_id
  AND deadlines_proposal.batch_id = %s AND deadlines_proposal.state = 'waiting'
"""


@dataclass(frozen=True)
class Applied:
    """How many deadlines a confirmation moved, and how many it left since they changed."""

    moved: int = 0
    left: int = 0


@transaction.atomic
def recompute(
    *,
    access: Access,
    library: Library,
    today: datetime.date,
    rule_id: str = "",
    holiday: datetime.date | None = None,
) -> Batch:
    """Compute what is open anew and list what would move; changes no deadline.

    `rule_id`: only of this rule. `holiday`: only what depends on whether this day is open or
    closed. A list of the same width that still waits is replaced. Raises NotAllowed, BadInput for
    an unknown rule.
    """
    registries.demand("deadlines.recompute", access)
    if rule_id:
        computing.tracked(rule_id, library)
    batch = Batch.objects.create(
        organisation_id=access.organisation_id,
        rule_id=rule_id,
        holiday=holiday,
        reckoned_on_date=today,
        asked_by_label=access.user_label,
    )
    # The chain's head is locked by this, so two who recompute at once do so one after the other.
    _record(access, batch, "deadlines.recomputed", {})
    _supersede(batch)
    Outcome.objects.bulk_create(list(_outcomes(batch, today, library)), batch_size=AT_ONCE)
    with connection.cursor() as cursor:
        cursor.execute(_PROPOSE, [batch.pk])
        found = cursor.rowcount
    if not found:
        batch.state = Batch.State.NOTHING
        batch.save(update_fields=["state"])
    return batch


def _supersede(batch: Batch) -> None:
    earlier = Batch.objects.filter(
        organisation_id=batch.organisation_id,
        state=Batch.State.PROPOSED,
        rule_id=batch.rule_id,
        holiday=batch.holiday,
    ).exclude(pk=batch.pk)
    ids = list(earlier.values_list("pk", flat=True))
    waiting = Proposal.objects.filter(batch__in=ids, state=Proposal.State.WAITING)
    waiting._raw_delete(waiting.db)
    Batch.objects.filter(pk__in=ids).update(state=Batch.State.SUPERSEDED)


def _rows(batch: Batch) -> QuerySet[Deadline]:
    rows = Deadline.objects.filter(
        organisation_id=batch.organisation_id, state=Deadline.State.OPEN
    ).exclude(rule_id="")
    if batch.rule_id:
        rows = rows.filter(rule_id=batch.rule_id)
    if batch.holiday:
        rows = rows.filter(looked_from__lte=batch.holiday, looked_to__gte=batch.holiday)
    return rows


def _outcomes(batch: Batch, today: datetime.date, library: Library) -> Iterator[Outcome]:
    """One for each group whose days or reasons change, or which can no longer be computed."""
    groups = list(
        _rows(batch)
        .values("rule_id", "facts_key", *DAYS)
        .annotate(any_id=Min("id"), rows=Count("id"))
        .order_by("rule_id", "facts_key")
    )
    for start in range(0, len(groups), AT_ONCE):
        some = groups[start : start + AT_ONCE]
        ids = [one["any_id"] for one in some]
        kept = Deadline.objects.filter(pk__in=ids).values("pk", "facts", "result")
        stored = {one["pk"]: one for one in kept}
        for group in some:
            outcome = _outcome(batch, group, stored[group["any_id"]], today, library)
            if outcome is not None:
                yield outcome


def _outcome(
    batch: Batch,
    group: Mapping[str, Any],
    stored: Mapping[str, Any],
    today: datetime.date,
    library: Library,
) -> Outcome | None:
    same = {name: group[name] for name in ("rule_id", "facts_key", *DAYS)}
    try:
        found = computing.reckon(group["rule_id"], stored["facts"], today, library)
    except BadInput as error:
        return Outcome(batch=batch, problem=str(error), **same)
    unmoved = all(getattr(found, name) == group[name] for name in DAYS)
    if unmoved and computing.same_law(found.result, stored["result"] or {}):
        return None
    if found.rule_date is None:
        return Outcome(batch=batch, problem="The rule gives no date any more.", **same)
    return Outcome(
        batch=batch,
        **same,
        **{f"new_{name}": getattr(found, name) for name in DAYS},
        new_result=encryption.seal(canonical.text(found.result), RESULT_PLACE),
    )


@transaction.atomic
def confirm(*, access: Access, batch: Batch, reason: str) -> Applied:
    """Move the deadlines of a batch that this person may see; each to the day that was listed.

    What changed since is left and stays listed as left. A second confirmation finds nothing to do.
    Raises NotAllowed, BadInput without a reason.
    """
    registries.demand("deadlines.confirm", access, batch)
    if not reason.strip():
        raise BadInput("Say why the dates move, such as the order that closed the offices.")
    batch = Batch.objects.select_for_update().one(access, batch.public_id)
    if batch.state != Batch.State.PROPOSED:
        return Applied()
    moved = _apply(access, batch)
    mine = Proposal.objects.visible_to(access).filter(batch=batch, new_date__isnull=False)
    left = mine.filter(state=Proposal.State.WAITING).values("pk")
    left_count = Proposal.objects.filter(pk__in=left).update(state=Proposal.State.LEFT)
    if moved or left_count:
        told = {"reason": reason.strip(), "moved": moved, "left": left_count}
        _record(access, batch, "deadlines.batch_confirmed", told)
    _decide(access, batch, reason)
    return Applied(moved, left_count)


def _apply(access: Access, batch: Batch) -> int:
    visible, keys = "c.compartment = ''", sorted(access.compartments)
    if keys:
        visible = f"({visible} OR c.compartment IN ({', '.join(['%s'] * len(keys))}))"
    with connection.cursor() as cursor:
        cursor.execute(_APPLY.replace("{visible}", visible), [batch.pk, *keys])
        moved = cursor.rowcount
        cursor.execute(_MARK, [batch.pk])
    return moved


def _decide(access: Access, batch: Batch, reason: str) -> None:
    """Confirmed, unless some of it waits for those to whom its cases are open."""
    waiting = Proposal.objects.filter(batch=batch, state=Proposal.State.WAITING)
    done = not waiting.filter(new_date__isnull=False).exists()
    batch.state = Batch.State.CONFIRMED if done else Batch.State.PROPOSED
    batch.decided_by_label, batch.decided_at = access.user_label, clock.now()
    batch.reason = reason.strip()
    batch.version += 1
    batch.save()


@transaction.atomic
def discard(*, access: Access, batch: Batch, reason: str) -> Batch:
    """Nothing of it moves; the list stays as it was."""
    registries.demand("deadlines.confirm", access, batch)
    if not reason.strip():
        raise BadInput("Say why nothing is to move.")
    batch = Batch.objects.select_for_update().one(access, batch.public_id)
    if batch.state == Batch.State.PROPOSED:
        batch.state, batch.reason = Batch.State.DISCARDED, reason.strip()
        batch.decided_by_label, batch.decided_at = access.user_label, clock.now()
        batch.version += 1
        batch.save()
        _record(access, batch, "deadlines.batch_discarded", {"reason": batch.reason})
    return batch


def _record(access: Access, batch: Batch, action: str, payload: dict[str, Any]) -> None:
    holiday = batch.holiday.isoformat() if batch.holiday else ""
    audit.record(
        access=access,
        subject_kind="deadlines",
        subject_id=str(access.organisation_id),
        action=action,
        payload={"batch": batch.public_id, "rule": batch.rule_id, "holiday": holiday, **payload},
    )
