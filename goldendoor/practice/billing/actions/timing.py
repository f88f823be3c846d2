"""Time entries, and the timer that makes them."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any

from django.db import transaction

from goldendoor.cases.models import Case
from goldendoor.foundation import idempotency, registries
from goldendoor.foundation.access import Access
from goldendoor.foundation.errors import NotAllowed
from goldendoor.foundation.models import change
from goldendoor.kernel import clock
from goldendoor.kernel.errors import BadInput
from goldendoor.practice.billing import queries, rules
from goldendoor.practice.billing.actions.recording import me, need_on, record
from goldendoor.practice.billing.models import Agreement, OfficeMoney, TimeEntry, Timer

MOST_MINUTES = 24 * 60
CHANGEABLE = {"activity", "text", "worked_date", "minutes", "is_billable", "rate_cents"}


def record_time(
    *,
    access: Access,
    case: Case,
    minutes: int,
    worked_date: datetime.date,
    activity: str = "other",
    text: str = "",
    is_billable: bool = True,
    rate_cents: int | None = None,
    once: str | None = None,
) -> TimeEntry:
    """An entry of this person's work, rounded by the office's rule; the same `once` makes one."""
    asked = [case.public_id, minutes, worked_date.isoformat(), activity, text]
    public_id = idempotency.once(
        access=access, scope="billing.record_time", key=once, request=asked,
        run=lambda: _record(
            access, case, minutes, worked_date, activity, text, is_billable, rate_cents
        ).public_id,
    )  # fmt: skip
    return queries.time_entry(access, public_id)


@transaction.atomic
def _record(
    access: Access,
    case: Case,
    minutes: int,
    worked_date: datetime.date,
    activity: str,
    text: str,
    is_billable: bool,
    rate_cents: int | None,
) -> TimeEntry:
    registries.demand("billing.record", access, case)
    registries.demand("cases.change", access, case)
    office = need_on(access)
    if activity not in TimeEntry.Activity.values:
        raise BadInput("Choose what was done.")
    rules.refuse_card(text)
    rate = _rate(access, case, office) if rate_cents is None else rate_cents
    entry = TimeEntry.objects.create(
        organisation_id=access.organisation_id,
        case=case,
        user_id=me(access),
        activity=activity,
        text=text.strip() or None,
        worked_date=worked_date,
        is_billable=is_billable,
        currency=office.currency,
        **_worth(minutes, rate, is_billable, office),
    )
    told = {"minutes": entry.billed_minutes, "cents": entry.amount_cents}
    record(access, case, "billing.time_recorded", {**told, "kind": entry.get_activity_display()})
    return entry


def _rate(access: Access, case: Case, office: OfficeMoney) -> int:
    """The hourly rate: that of the agreement, of the person, of the office. Flat fees bill none."""
    agreed = queries.agreement(access, case)
    if agreed is not None:
        return agreed.amount_cents if agreed.kind == Agreement.Kind.HOURLY else 0
    return int(office.rates.get(str(access.user_id), office.usual_rate_cents))


def _worth(minutes: int, rate: int, is_billable: bool, office: OfficeMoney) -> dict[str, int]:
    if not 1 <= minutes <= MOST_MINUTES:
        raise BadInput("Write the minutes of one day: 1 to 1,440.")
    if not 0 <= rate < rules.MOST_CENTS:
        raise BadInput("This rate is too large.")
    billed = rules.rounded(minutes, office.rounding_minutes)
    cents = rules.amount(billed, rate) if is_billable else 0
    return {
        "minutes": minutes, "billed_minutes": billed, "rate_cents": rate, "amount_cents": cents,
    }  # fmt: skip


@transaction.atomic
def change_time(
    *, access: Access, entry: TimeEntry, changes: Mapping[str, Any], version: int | None = None
) -> TimeEntry:
    """Correct an entry that is on no invoice. Raises NotAllowed, BadInput, Conflict."""
    office = _need_open(access, entry)
    if set(changes) - CHANGEABLE:
        raise BadInput("This cannot be changed in a time entry.")
    rules.refuse_card(changes.get("text"))
    data = dict(changes)
    billable = data.get("is_billable", entry.is_billable)
    rate = data.get("rate_cents", entry.rate_cents)
    data |= _worth(data.get("minutes", entry.minutes), rate, billable, office)
    told = change(entry, version=version, changes=data, what="This time entry")
    if told:
        told.pop("text", None)
        payload = {"changes": {key: [str(one) for one in pair] for key, pair in told.items()}}
        record(access, entry.case, "billing.time_changed", payload)
    return entry


@transaction.atomic
def remove_time(*, access: Access, entry: TimeEntry, version: int | None = None) -> TimeEntry:
    """Take a wrong entry out; it stays in the history. Raises NotAllowed on an invoice."""
    _need_open(access, entry)
    change(entry, version=version, changes={"removed_at": clock.now()}, what="This time entry")
    record(access, entry.case, "billing.time_removed", {"minutes": entry.billed_minutes})
    return entry


def _need_open(access: Access, entry: TimeEntry) -> OfficeMoney:
    registries.demand("billing.record", access, entry)
    if entry.user_id != access.user_id:
        registries.demand("billing.agree", access, entry)
    # Read anew and held: an invoice drawn up at the same moment waits, or is seen.
    held = TimeEntry.objects.select_for_update().one(access, entry.public_id)
    if held.invoice_id is not None:
        raise NotAllowed("This time is on an invoice. Void the invoice to change it.")
    return need_on(access)


@transaction.atomic
def start_timer(*, access: Access, case: Case, activity: str = "other") -> Timer:
    """Start this person's timer on a case. Raises BadInput while another runs."""
    registries.demand("billing.record", access, case)
    registries.demand("cases.change", access, case)
    need_on(access)
    if activity not in TimeEntry.Activity.values:
        raise BadInput("Choose what is done.")
    timer, fresh = Timer.objects.get_or_create(
        organisation_id=access.organisation_id,
        user_id=me(access),
        defaults={"case": case, "activity": activity},
    )
    if not fresh and timer.case_id != case.pk:
        raise BadInput("Your timer runs on another case. Stop it there first.")
    if fresh:
        record(access, case, "billing.timer_started", {})
    return timer


@transaction.atomic
def stop_timer(
    *, access: Access, case: Case, now: datetime.datetime, today: datetime.date, keep: bool = True
) -> TimeEntry | None:
    """Stop the timer; its minutes (at least one) become an entry, unless `keep` says no.

    A timer forgotten overnight counts at most the minutes of one day; correct the entry.
    """
    registries.demand("billing.record", access, case)
    rows = Timer.objects.select_for_update().filter(case=case, user_id=me(access))
    timer = rows.first()
    if timer is None:
        raise BadInput("No timer of yours runs on this case.")
    seconds = (now - timer.started_at).total_seconds()
    minutes = min(MOST_MINUTES, max(1, round(seconds / 60)))
    activity = timer.activity
    timer.delete()
    if not keep:
        record(access, case, "billing.timer_dropped", {"minutes": minutes})
        return None
    return record_time(
        access=access, case=case, minutes=minutes, worked_date=today, activity=activity
    )
