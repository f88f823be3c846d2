"""Consequences that case-type tables may name under `then`."""

from datetime import date, timedelta
from typing import Any

from goldendoor.cases import actions, queries
from goldendoor.cases.models import Case, Filing
from goldendoor.foundation.access import Access
from goldendoor.foundation.registries import effects


@effects.register("cases.add_task")
def add_task(case: Case, argument: Any, context: dict, access: Access, today: date) -> None:
    """`{title: …, in_days: 30}`: something to do that many calendar days from today.

    May have `kind`, `priority` and `waiting_on` too.
    """
    due_date = today + timedelta(days=int(argument.get("in_days", 0)))
    more = {key: argument[key] for key in ("kind", "priority", "waiting_on") if key in argument}
    context["task"] = actions.add_task(
        access=access, case=case, title=argument["title"], due_date=due_date, **more
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


@effects.register("cases.prepare_filings_again")
def prepare_filings_again(
    case: Case, argument: Any, context: dict, access: Access, today: date
) -> None:
    """What was returned without a receipt is prepared anew; its mailing stays in the history."""
    again = {
        "status": Filing.Status.WANTED,
        "mailed_date": None,
        "delivered_date": None,
        "receipt_expected_date": None,
        "courier": "",
        "tracking_number": "",
    }
    for filing in queries.filings(access, case):
        sent = filing.status in (Filing.Status.MAILED, Filing.Status.DELIVERED)
        if sent and not filing.receipt_number:
            actions.change_filing(access=access, filing=filing, changes=again)
