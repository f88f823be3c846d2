"""Consequences that case-type tables may name under `then`."""

from datetime import date, timedelta
from typing import Any

from goldendoor.cases import actions, queries
from goldendoor.cases.models import Case, Filing
from goldendoor.foundation.access import Access
from goldendoor.foundation.registries import effects


@effects.register("cases.add_task")
def add_task(case: Case, argument: Any, context: dict, access: Access, today: date) -> None:
    """`{title: …, in_days: 30}`: something to do that many calendar days from today."""
    due_date = today + timedelta(days=int(argument.get("in_days", 0)))
    context["task"] = actions.add_task(
        access=access, case=case, title=argument["title"], due_date=due_date
    )


@effects.register("cases.set_filing_status")
def set_filing_status(
    case: Case, argument: Any, context: dict, access: Access, today: date
) -> None:
    """The status every filing of the case gets, unless it is further along already."""
    order = list(Filing.Status.values)
    for filing in queries.filings(access, case):
        if order.index(filing.status) < order.index(argument):
            actions.change_filing(access=access, filing=filing, changes={"status": argument})
