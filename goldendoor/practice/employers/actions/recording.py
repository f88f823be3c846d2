"""What every action of this feature does first and last."""

from __future__ import annotations

from typing import Any

from goldendoor.audit import actions as audit
from goldendoor.foundation import registries
from goldendoor.foundation.access import Access
from goldendoor.foundation.errors import NotAllowed
from goldendoor.foundation.models import Record
from goldendoor.practice.employers import queries
from goldendoor.practice.employers.models import Employer

OFF = "Employers are switched off for this office. An owner can switch them on under Money."


def may(access: Access, subject: Record | None = None, policy: str = "employers.change") -> None:
    """Raises NotAllowed unless the policy allows and the office works for employers."""
    registries.demand(policy, access, subject)
    if not queries.is_on(access):
        raise NotAllowed(OFF)


def record(
    access: Access,
    employer: Employer,
    action: str,
    payload: dict[str, Any],
    compartment: str = "",
) -> None:
    """One entry in the history of the company."""
    audit.record(
        access=access, subject_kind="employer", subject_id=employer.public_id, action=action,
        payload=payload, compartment=compartment,
    )  # fmt: skip
