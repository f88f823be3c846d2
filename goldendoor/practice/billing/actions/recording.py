"""What every action of this feature does first and last."""

from __future__ import annotations

from typing import Any

from goldendoor.audit import actions as audit
from goldendoor.cases.models import Case
from goldendoor.foundation.access import Access
from goldendoor.foundation.errors import NotAllowed
from goldendoor.practice.billing import queries
from goldendoor.practice.billing.models import OfficeMoney

OFF = "Billing is switched off for this office. An owner can switch it on under Money."


def need_on(access: Access) -> OfficeMoney:
    """The office's settings; raises NotAllowed where billing is off."""
    office = queries.office(access)
    if not office.switches.get("billing", True):
        raise NotAllowed(OFF)
    return office


def me(access: Access) -> int:
    """Who acts; raises NotAllowed for the installation itself."""
    if access.user_id is None:
        raise NotAllowed("Only a person records time.")
    return access.user_id


def record(access: Access, case: Case, action: str, payload: dict[str, Any]) -> None:
    """One entry in the history of the case."""
    audit.record(
        access=access,
        subject_kind="case",
        subject_id=case.public_id,
        action=action,
        payload=payload,
        compartment=case.compartment,
    )
