"""Who may read and erase history."""

from typing import Any

from goldendoor.foundation.access import Access
from goldendoor.foundation.registries import Allow, Answer, Deny, policies


@policies.register("audit.view")
def view(access: Access, subject: Any) -> Answer:
    """Everyone in the office may read the history of what they may see."""
    return Allow("Members of the office see the history of what they see.")


@policies.register("audit.erase")
def erase(access: Access, entry: Any) -> Answer:
    """Only the owner, and only in their own organisation."""
    if entry is not None and entry.organisation_id != access.organisation_id:
        return Deny("This entry belongs to another organisation.")
    if entry is not None and not access.opens(entry.compartment):
        return Deny("This entry tells of a compartment that is not open to you.")
    if access.has("owner"):
        return Allow("Owners answer for legal erasure.")
    return Deny("Only an owner of the office may erase details from the history.")
