"""Who may ask for a conflict check, and who decides."""

from typing import Any

from goldendoor.foundation.access import Access
from goldendoor.foundation.registries import Allow, Answer, Deny, policies

ASKERS = (
    "owner", "attorney", "accredited_representative", "caseworker", "paralegal", "volunteer",
    "conflicts_officer",
)  # fmt: skip
OFFICERS = ("owner", "conflicts_officer")


@policies.register("conflicts.ask")
def ask(access: Access, check: Any) -> Answer:
    """Staff and volunteers ask before they advise."""
    if access.has(*ASKERS):
        return Allow("Staff and volunteers ask for conflict checks.")
    return Deny("Readers may look but not change anything.")


@policies.register("conflicts.decide")
def decide(access: Access, check: Any) -> Answer:
    """The conflicts officers; without any, the owner is one."""
    if access.has(*OFFICERS):
        return Allow("The conflicts officer decides.")
    return Deny("Only the conflicts officer decides about conflicts.")
