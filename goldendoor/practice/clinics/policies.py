"""Who sets a clinic day up, who works at it."""

from typing import Any

from goldendoor.foundation.access import Access
from goldendoor.foundation.registries import Allow, Answer, Deny, policies

PLANNERS = ("owner", "attorney", "accredited_representative", "caseworker", "paralegal")


@policies.register("clinics.plan")
def plan(access: Access, clinic: Any) -> Answer:
    """Staff set clinic days up."""
    if access.has(*PLANNERS):
        return Allow("Staff set clinic days up.")
    return Deny("Ask somebody of the staff to set the clinic day up.")


@policies.register("clinics.work")
def work(access: Access, clinic: Any) -> Answer:
    """Staff and volunteers receive people and pass them on."""
    if access.has(*PLANNERS, "volunteer"):
        return Allow("Staff and volunteers work at a clinic day.")
    return Deny("Readers may look but not change anything.")
