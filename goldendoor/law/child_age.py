"""A child's age with the bulletin at hand: which month made a visa available, by which chart."""

from __future__ import annotations

import dataclasses
import datetime
from collections.abc import Mapping
from typing import Any

from goldendoor.law import availability, bulletin
from goldendoor.law.bulletin import Bulletins
from goldendoor.law.compute import compute
from goldendoor.law.library import Library
from goldendoor.law.results import NeedsFacts, Result, Step

RULE = "us.cspa"
FINAL, DESIGNATED = "final_action_dates", "dates_for_filing_or_final_as_designated"
FACTS = ("birth_date", "petition_received_date", "petition_approved_date", "is_married")


def child_age(
    facts: Mapping[str, Any],
    *,
    priority_date: datetime.date,
    category: str,
    column: str,
    filed_date: datetime.date,
    today: datetime.date,
    bulletins: Bulletins,
    library: Library,
) -> Result:
    """The rule `us.cspa` with the day of availability read from the bulletin.

    `facts` are birth_date, petition_received_date, petition_approved_date and is_married of the
    rule; `filed_date` is the day of filing (or of asking) that decides which chart controls. Where
    the agency's chart of the months is not held, the answer by Final Action Dates, the safe one,
    is given and the other stands among the alternatives. Raises NeedsFacts when the bulletins held
    never made the date current.
    """
    policy = compute(RULE, {"i485_filed_date": filed_date}, today, library)
    charts = [bulletin.FINAL_ACTION]
    if policy.value["controlling_chart"] == DESIGNATED:
        charts.append(bulletin.DATES_FOR_FILING)
    found = {}
    for chart in charts:
        day = availability.available_from(
            priority_date, category, column, bulletins, not_before=priority_date, chart=chart
        )
        if day is not None:
            asked = {name: facts[name] for name in FACTS if facts.get(name) is not None}
            found[chart] = compute(RULE, {**asked, "visa_available_date": day}, today, library)
    if not found:
        raise NeedsFacts(["visa_available_date"], RULE)
    chart = next(iter(found))
    return _joined(found, chart, policy, bulletins)


def _joined(
    found: Mapping[str, Result], chart: str, policy: Result, bulletins: Bulletins
) -> Result:
    result = found[chart]
    unsure = len(found) > 1 or policy.needs_review
    words = availability.CHART_WORDS[chart]
    month = result.value["age_counted_on"][:7]
    step = Step(
        f"By {words} the date is counted as current from {month} on; the last bulletin held is "
        f"of {bulletin.named(bulletins.end)}.",
        availability.CITATION,
    )
    others: list[Mapping[str, Any]] = [
        {"reading": f"by {availability.CHART_WORDS[name]}", **one.value}
        for name, one in found.items()
    ]
    return dataclasses.replace(
        result,
        value={**result.value, **policy.value},
        because=(*policy.because, step, *result.because),
        alternatives=tuple(others) if len(found) > 1 else (*policy.alternatives,),
        needs_review=result.needs_review or unsure,
    )
