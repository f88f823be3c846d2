"""Who may see and change cases."""

from typing import Any

from goldendoor.cases.models import PRIVILEGED_ROLES
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


@policies.register("cases.release")
def release(access: Access, case: Any) -> Answer:
    """Staff end a hold; volunteers ask them."""
    allowed = change(access, case)
    if not allowed or access.has(*OPENERS):
        return allowed
    return Deny("Volunteers cannot end a hold; ask a caseworker.")


@policies.register("cases.hand_over")
def hand_over(access: Access, case: Any) -> Answer:
    """Who has a case, or stands in for them, passes it on; so do those who answer for it."""
    allowed = change(access, case)
    if not allowed:
        return allowed
    if access.has(*PRIVILEGED_ROLES):
        return Allow("Owners, attorneys and accredited representatives pass cases on.")
    if case is None or case.assigned_to_id in access.acts_for:
        return Allow("Who has a case may pass it on.")
    return Deny("This case is with somebody else; ask them or an owner to pass it on.")


@policies.register("cases.waive_privilege")
def waive_privilege(access: Access, case: Any) -> Answer:
    """Opening a privileged note is for those who answer for the case."""
    allowed = change(access, case)
    if not allowed or access.has(*PRIVILEGED_ROLES):
        return allowed
    return Deny("Only an owner, attorney or accredited representative may open a privileged note.")
