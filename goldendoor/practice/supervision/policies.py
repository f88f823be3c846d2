"""Who names mentors, who approves, who comments."""

from typing import Any

from goldendoor.foundation import registries
from goldendoor.foundation.access import Access
from goldendoor.foundation.registries import Allow, Answer, Deny, policies
from goldendoor.practice.supervision.models import SENIORS

STAFF = (*SENIORS, "caseworker", "paralegal", "volunteer")


@policies.register("practice_supervision.view")
def view(access: Access, subject: Any) -> Answer:
    """Staff and volunteers see what waits for them."""
    if access.has(*STAFF):
        return Allow("Everyone who works here has a team.")
    return Deny("Readers have no team.")


@policies.register("practice_supervision.name_mentors")
def name_mentors(access: Access, subject: Any) -> Answer:
    """Who answers for cases says who guides whom, and what needs approval."""
    if access.has(*SENIORS):
        return Allow("Owners, attorneys and accredited representatives name mentors.")
    return Deny("Mentors are named by an owner, attorney or accredited representative.")


@policies.register("practice_supervision.comment")
def comment(access: Access, case: Any) -> Answer:
    """Whoever works on a case comments on its work and asks for approval."""
    return registries.ask("cases.change", access, case)
