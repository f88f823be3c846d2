"""Conditions that case-type tables may name under `only_if`."""

from datetime import date

from goldendoor.cases.models import Case
from goldendoor.deadlines.models import Deadline
from goldendoor.foundation.registries import Allow, Answer, Deny, guards


@guards.register("deadlines.none_open")
def none_open(case: Case, today: date) -> Answer:
    """No deadline by statute or regulation is open."""
    rows = case.deadlines.filter(state=Deadline.State.OPEN, kind__in=Deadline.BINDING)
    waiting = list(rows.order_by("working_date", "id")[:4])
    if not waiting:
        return Allow("No deadline is open.")
    labels = ", ".join(one.label for one in waiting)
    return Deny(f"Still open: {labels}. Satisfy or correct them first.")
