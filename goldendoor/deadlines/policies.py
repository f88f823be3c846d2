"""Who may see, change and recompute deadlines."""

from typing import Any

from goldendoor.foundation.access import Access
from goldendoor.foundation.registries import Allow, Answer, Deny, policies

WRITERS = ("owner", "attorney", "accredited_representative", "caseworker", "paralegal", "volunteer")
RECOMPUTERS = ("owner", "attorney", "accredited_representative", "caseworker", "paralegal")
DECIDERS = ("owner", "attorney", "accredited_representative")


@policies.register("deadlines.view")
def view(access: Access, subject: Any) -> Answer:
    """Everyone in the office, compartments apart (the access filter sees to those)."""
    return Allow("Members of the office see its deadlines.")


@policies.register("deadlines.change")
def change(access: Access, case: Any) -> Answer:
    """Everyone but readers, in their own office and in compartments open to them."""
    if case is not None and case.organisation_id != access.organisation_id:
        return Deny("This case belongs to another office.")
    if case is not None and not access.opens(case.compartment):
        return Deny("This case is not open to you.")
    if access.has(*WRITERS):
        return Allow("Staff and volunteers keep the deadlines of cases.")
    return Deny("Readers may look but not change anything.")


@policies.register("deadlines.recompute")
def recompute(access: Access, subject: Any) -> Answer:
    """Staff may ask what a change of law would move; nothing moves by asking."""
    if access.has(*RECOMPUTERS):
        return Allow("Staff see what a change of law moves.")
    return Deny("Ask a caseworker to recompute the deadlines.")


@policies.register("deadlines.confirm")
def confirm(access: Access, batch: Any) -> Answer:
    """Moving the dates of many cases at once is for those who answer for them."""
    if batch is not None and batch.organisation_id != access.organisation_id:
        return Deny("This belongs to another office.")
    if access.has(*DECIDERS):
        return Allow("Owners, attorneys and accredited representatives confirm moved dates.")
    return Deny("Moved dates are confirmed by an owner, attorney or accredited representative.")
