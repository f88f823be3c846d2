"""Who may write research."""

from typing import Any

from goldendoor.cases.models import PRIVILEGED_ROLES
from goldendoor.foundation import registries
from goldendoor.foundation.access import Access
from goldendoor.foundation.registries import Allow, Answer, Deny, policies

WRITERS = ("owner", "attorney", "accredited_representative", "caseworker", "paralegal", "volunteer")


@policies.register("research.view")
def view(access: Access, note: Any) -> Answer:
    """Everyone in the office, compartments and privilege apart (the access filter sees to it)."""
    return Allow("Members of the office see its research.")


@policies.register("research.change")
def change(access: Access, note: Any) -> Answer:
    """Everyone but readers; a note of a case as the case."""
    if note is not None and note.organisation_id != access.organisation_id:
        return Deny("This note belongs to another office.")
    if note is not None and note.case is not None:
        return registries.ask("cases.change", access, note.case)
    if access.has(*WRITERS):
        return Allow("Staff and volunteers write research.")
    return Deny("Readers may look but not change anything.")


@policies.register("research.open")
def open_note(access: Access, note: Any) -> Answer:
    """Ending the privilege of a note is for those who answer for the case."""
    allowed = change(access, note)
    if not allowed or access.has(*PRIVILEGED_ROLES):
        return allowed
    return Deny("Only an owner, attorney or accredited representative may open a privileged note.")
