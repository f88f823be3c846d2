"""What every action of this feature does first and last."""

from __future__ import annotations

from typing import Any

from goldendoor.audit import actions as audit
from goldendoor.foundation import registries
from goldendoor.foundation.access import Access
from goldendoor.foundation.errors import NotAllowed
from goldendoor.practice.enquiries.models import Enquiry


def locked(access: Access, enquiry: Enquiry) -> Enquiry:
    """The enquiry, held until the end of the transaction and allowed to be changed.

    Raises NotFound, NotAllowed (also when it is over).
    """
    found = Enquiry.objects.select_for_update().one(access, enquiry.public_id)
    registries.demand("enquiries.change", access, found)
    if found.is_decided:
        raise NotAllowed(f"This enquiry is closed: {found.get_state_display().lower()}.")
    return found


def record(access: Access, enquiry: Enquiry, action: str, payload: dict[str, Any]) -> None:
    """One entry in the history of the enquiry."""
    audit.record(
        access=access,
        subject_kind="enquiry",
        subject_id=enquiry.public_id,
        action=action,
        payload=payload,
        compartment=enquiry.compartment,
    )


def going(enquiry: Enquiry) -> dict[str, Any]:
    """The change of state that the first work on a new enquiry brings."""
    fresh = enquiry.state == Enquiry.State.NEW
    return {"state": Enquiry.State.WAITING} if fresh else {}
