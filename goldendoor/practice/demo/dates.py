"""The deadlines of the demo office: by rule, with the facts of notices that are made up."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any

from goldendoor.cases.models import Case
from goldendoor.deadlines import actions as deadlines
from goldendoor.foundation.access import Access

MAILED = {"service": "mail", "channel": "paper"}
# By type of case: (rule, facts; a number is that many days from today, printed day or none).
RULES: dict[str, list[tuple[str, dict[str, Any], int | None]]] = {
    "practice.us.family-adjustment": [
        ("us.rfe", {"served_date": -81, "form": "I-485", "days_on_notice": 84, **MAILED}, 4),
        ("us.noid", {"served_date": -12, **MAILED}, None),
        ("us.rfe", {"served_date": -30, "form": "I-130", "days_on_notice": 60, **MAILED}, 33),
    ],
    "practice.us.naturalization": [
        ("us.n400-120", {"exam_date": -95}, None),
        ("us.n336", {"served_date": -26, "service": "mail"}, None),
        ("us.n400-early", {"resident_since_date": -1700, "track_years": 5}, None),
    ],
    "practice.us.asylum": [
        ("us.asy-1yr", {"last_arrival_date": -349}, None),
        ("us.asy-clock", {"i589_receipt_date": -140, "stops": []}, None),
        ("us.bia-appeal", {"decision_date": -20, "decision_kind": "oral"}, None),
    ],
    "practice.us.remove-conditions": [
        ("us.i751", {"resident_since_date": -702}, None),
        ("us.i751", {"resident_since_date": -650}, None),
    ],
    "practice.us.relative-petition": [
        ("us.i290b", {"served_date": -24, "service": "mail", "filing_kind": "appeal"}, None),
        ("us.rfe", {"served_date": -66, "form": "I-130", "days_on_notice": 84, **MAILED}, 21),
    ],
    "practice.us.green-card-renewal": [("us.ar11", {"moved_date": -3, "form": "AR-11"}, None)],
    "practice.us.work-permit": [
        ("us.rfe", {"served_date": -9, "form": "I-765", "days_on_notice": 30, **MAILED}, 24)
    ],
    "practice.general": [("us.ar11", {"moved_date": -8, "form": "AR-11"}, None)],
}
OWN = ("Call the clerk about the hearing date", "Ask the translator for the certificate")
LINES = (("F2A", "mexico"), ("F3", "philippines"), ("F4", "india"), ("F1", "all_other_areas"))
EVERY = 3  # of that many cases one has no deadline yet


def give(case: Case, number: int, staff: Mapping[str, Access], today: datetime.date) -> None:
    """Deadlines as a case of this kind and stage would have them."""
    kinds = RULES.get(case.type_id, [])
    rare = len(kinds) == 1 and number % 4
    if case.stage == "intake" or not kinds or number % EVERY == 1 or rare:
        return
    worker, lead = staff["caseworker"], staff["accredited_representative"]
    rule_id, facts, printed = kinds[number // len(RULES) % len(kinds)]
    started = deadlines.start(
        access=worker,
        case=case,
        rule_id=rule_id,
        facts={name: _fact(name, value, today) for name, value in facts.items()},
        today=today,
        printed_date=None if printed is None else _on(today, printed),
    )
    if case.stage == "closed":
        day = min(today, started.working_date)
        deadlines.satisfy(
            access=lead, deadline=started, satisfied_date=day, today=today,
            reason="Sent by Pretend Express, tracking number ZZ0000000001.",
        )  # fmt: skip
    elif number % 7 == 0:
        deadlines.start(
            access=worker, case=case, today=today, label=OWN[number % len(OWN)],
            due_date=_on(today, number % 19),
        )  # fmt: skip
    if case.type_id == "practice.us.relative-petition":
        category, column = LINES[number // len(RULES) % len(LINES)]
        deadlines.record_priority_date(
            access=worker, case=case, category=category, chargeability=column,
            priority_date=datetime.date(2006 + number % 18, 1 + number % 12, 15),
        )  # fmt: skip


def _fact(name: str, value: Any, today: datetime.date) -> Any:
    return _on(today, value) if name.endswith("_date") else value


def _on(today: datetime.date, days: int) -> datetime.date:
    return today + datetime.timedelta(days=days)
