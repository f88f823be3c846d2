"""When the agency's silence is longer than usual: receipts that have not come. Days are data."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from goldendoor.cases import queries as cases
from goldendoor.cases.models import Case, Filing
from goldendoor.correspondence import silence, status_queries
from goldendoor.correspondence.models import CaseStatus
from goldendoor.foundation.access import Access
from goldendoor.law.library import Library
from goldendoor.ui.templatetags.ui import day as in_words

MOST = 200
SENT = (Filing.Status.MAILED, Filing.Status.DELIVERED)


@dataclass(frozen=True)
class Overdue:
    """A form whose receipt should be here."""

    filing: Filing
    since: datetime.date
    mailed_days: int

    @property
    def case(self) -> Case:
        """Of which case."""
        return self.filing.case

    @property
    def form(self) -> str:
        """As people say it."""
        return silence.form_name(self.filing.form_id)


def overdue_receipts(
    access: Access, *, today: datetime.date, library: Library, case: Case | None = None
) -> list[Overdue]:
    """Forms sent so long ago that the receipt is overdue, the longest first."""
    told = silence.entry(library)
    asks = access if case is None else cases.access_for_case(access, case)
    rows = Filing.objects.visible_to(asks)
    rows = rows.filter(status__in=SENT, receipt_number="", mailed_date__isnull=False)
    rows = rows if case is None else rows.filter(case=case)
    found = []
    for filing in rows.select_related("case", "person").order_by("mailed_date", "id")[:MOST]:
        mailed = filing.mailed_date
        if mailed is None or not silence.expects_receipt(filing, told):
            continue
        since = mailed + datetime.timedelta(
            days=silence.days_for(told["receipt_days"], filing.form_id)
        )
        expected = filing.receipt_expected_date
        since = max(since, expected) if expected else since
        if since < today:
            found.append(Overdue(filing, since, (today - mailed).days))
    return found


@dataclass(frozen=True)
class Silent:
    """A receipt about which nothing has come for longer than usual, and why that is said."""

    status: CaseStatus
    since: datetime.date
    days: int
    because: tuple[str, ...]

    @property
    def case(self) -> Case:
        """Of which case."""
        return self.status.case

    @property
    def filing(self) -> Filing:
        """Of which form."""
        return self.status.filing

    @property
    def form(self) -> str:
        """As people say it."""
        return silence.form_name(self.status.filing.form_id)


def silent(
    access: Access, *, today: datetime.date, library: Library, case: Case | None = None
) -> list[Silent]:
    """Receipts that should have moved, the longest still first."""
    told = silence.entry(library)
    usual = told["silence_days"]
    first = status_queries.days_ago(today, min(usual.values()))
    found = []
    for row in status_queries.still_since(access, first, case):
        since, days = row.moved_date, silence.days_for(usual, row.filing.form_id)
        if since is None or row.case.stage in told["not_silent_at"]:
            continue
        if (today - since).days > days:
            found.append(Silent(row, since, (today - since).days, _because(row, since, days)))
    return found


def _because(row: CaseStatus, since: datetime.date, days: int) -> tuple[str, ...]:
    said = (row.said or {}).get("title")
    asked = f"asked last on {in_words(row.asked_at.date())}" if row.asked_at else "nobody has asked"
    return (
        f"Nothing has changed since {in_words(since)}: no status, no notice.",
        f"This office looks into {silence.form_name(row.filing.form_id)} after {days} days.",
        f"The agency says “{said}”, {asked}." if said else f"No status is known: {asked}.",
    )
