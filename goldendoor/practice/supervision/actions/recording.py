"""What actions of this feature share."""

from __future__ import annotations

from typing import Any

from goldendoor.audit import actions as audit
from goldendoor.cases.models import Case
from goldendoor.foundation.access import Access
from goldendoor.foundation.errors import NotAllowed
from goldendoor.kernel.errors import BadInput

LONGEST = 5000


def said(text: str, missing: str) -> str:
    """A text that must be there; raises BadInput with what is missing."""
    text = text.replace("\0", "").strip()[:LONGEST]
    if not text:
        raise BadInput(missing)
    return text


def user_of(access: Access) -> int:
    """Who acts; raises NotAllowed for the installation itself."""
    if access.user_id is None:
        raise NotAllowed("A person does this, not the installation.")
    return access.user_id


def record(access: Access, case: Case, action: str, payload: dict[str, Any]) -> None:
    """One entry in the chain of the case."""
    audit.record(
        access=access,
        subject_kind="case",
        subject_id=case.public_id,
        action=action,
        payload=payload,
        compartment=case.compartment,
    )
