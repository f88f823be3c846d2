"""Who may see and change cases."""

from typing import Any

from goldendoor.foundation.access import Access
from goldendoor.foundation.registries import Allow, Answer, Deny, policies

WRITERS = ("owner", "attorney", "accredited_representative", "caseworker", "paralegal", "volunteer")
OPENERS = ("owner", "attorney", "accredited_representative", "caseworker", "paralegal")


@policies.register("cases.view")
def view(access: Access, case: Any) -> Answer:
    """Everyone in the office, compartments apart (the access filter sees to those)."""
    return Allow("Members of the office see its cases.")


@policies.register("cases.open")
def open_case(access: Access, case: Any) -> Answer:
    """Staff open cases."""
    if access.has(*OPENERS):
        return Allow("Staff open cases.")
    return Deny("Volunteers and readers cannot open a case; ask a caseworker.")


@policies.register("cases.change")
def change(access: Access, case: Any) -> Answer:
    """Everyone but readers, in their own office and in compartments open to them."""
    if case is not None and case.organisation_id != access.organisation_id:
        return Deny("This case belongs to another office.")
    if case is not None and not access.opens(case.compartment):
        return Deny("This case is not open to you.")
    if access.has(*WRITERS):
        return Allow("Staff and volunteers work on cases.")
    return Deny("Readers may look but not change anything.")
