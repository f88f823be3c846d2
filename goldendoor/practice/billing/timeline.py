"""What money adds to the time line of a case."""

from typing import Any

from goldendoor.audit import queries as audit
from goldendoor.cases.models import Case
from goldendoor.foundation.access import Access
from goldendoor.foundation.registries import timelines
from goldendoor.foundation.timeline import Line, Mark
from goldendoor.practice.billing import rules
from goldendoor.practice.billing.policies import STAFF

SOURCE = "billing.history"
ACTIONS = [
    "billing.agreed", "billing.time_recorded", "billing.expense_recorded", "billing.fees_expected",
    "billing.invoice_drawn_up", "billing.invoice_sent", "billing.invoice_voided",
    "billing.payment_recorded", "billing.payment_reversed",
]  # fmt: skip


@timelines.register(SOURCE)
def lines(
    access: Access, case: Case, *, before: Mark | None, kinds: frozenset[str] | None, size: int
) -> list[Line]:
    """Fees, time, invoices and payments; for staff."""
    if not access.has(*STAFF) or (kinds is not None and "money" not in kinds):
        return []
    return audit.lines(
        access, subject_kind="case", subject_ids=[case.public_id], actions=ACTIONS,
        tell=lambda _id, _action, told: ("money", details(told)),
        source=SOURCE, before=before, kinds=kinds, size=size,
    )  # fmt: skip


def details(told: dict[str, Any]) -> str:
    """“INV-1 · $450.00 · 1 h 30 min”, as far as known."""
    parts = [str(told[key]) for key in ("number", "kind", "state") if told.get(key)]
    if told.get("minutes"):
        parts.append(rules.spoken_minutes(int(told["minutes"])))
    if told.get("cents") is not None:
        parts.append(rules.shown(int(told["cents"]), str(told.get("currency", "USD"))))
    return " · ".join(parts)
