"""What the office uses and how it bills."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db import transaction

from goldendoor.audit import actions as audit
from goldendoor.foundation import registries
from goldendoor.foundation.access import Access
from goldendoor.foundation.models import change
from goldendoor.kernel.errors import BadInput
from goldendoor.practice.billing import rules
from goldendoor.practice.billing.models import OfficeMoney

CHANGEABLE = {
    "switches", "rounding_minutes", "currency", "invoice_prefix", "usual_rate_cents", "rates",
    "scale",
}  # fmt: skip
MOST_STEP = 60


@transaction.atomic
def set_up(
    *, access: Access, changes: Mapping[str, Any], version: int | None = None
) -> OfficeMoney:
    """Change the office's money settings. Raises NotAllowed, BadInput, Conflict."""
    registries.demand("billing.set_up", access)
    if unknown := set(changes) - CHANGEABLE:
        raise BadInput(f"The office has no setting {', '.join(sorted(unknown))}.")
    _check(changes)
    row, _ = OfficeMoney.objects.get_or_create(organisation_id=access.organisation_id)
    told = change(row, version=version, changes=dict(changes), what=str(row))
    if told:
        audit.record(
            access=access, subject_kind="organisation", subject_id=str(access.organisation_id),
            action="billing.set_up", payload={"changes": told},
        )  # fmt: skip
    return row


def _check(changes: Mapping[str, Any]) -> None:
    if set(changes.get("switches") or {}) - set(rules.SWITCHES):
        raise BadInput("There is no such switch.")
    if not 1 <= changes.get("rounding_minutes", 1) <= MOST_STEP:
        raise BadInput(f"Time is rounded to steps of 1 to {MOST_STEP} minutes.")
    currency = changes.get("currency", "USD")
    if not (
        len(currency) == 3 and currency.isascii() and currency.isalpha() and currency.isupper()
    ):
        raise BadInput("A currency has three letters, such as USD.")
