"""Who may see and change persons."""

from typing import Any

from goldendoor.foundation.access import Access
from goldendoor.foundation.registries import Allow, Answer, Deny, policies

WRITERS = ("owner", "attorney", "accredited_representative", "caseworker", "paralegal", "volunteer")


@policies.register("people.view")
def view(access: Access, person: Any) -> Answer:
    """Everyone in the office; what is in a closed compartment does not come out of any query."""
    return Allow("Members of the office see its people.")


@policies.register("people.change")
def change(access: Access, person: Any) -> Answer:
    """Everyone but readers, in their own office and in compartments open to them."""
    if person is not None and person.organisation_id != access.organisation_id:
        return Deny("This person belongs to another office.")
    if person is not None and not access.opens(person.compartment):
        return Deny("This person's file is not open to you.")
    if access.has(*WRITERS):
        return Allow("Staff and volunteers record facts.")
    return Deny("Readers may look but not change anything.")
