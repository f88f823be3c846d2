"""Who may read and take in correspondence."""

from typing import Any

from goldendoor.foundation.access import Access
from goldendoor.foundation.registries import Allow, Answer, Deny, policies

WRITERS = ("owner", "attorney", "accredited_representative", "caseworker", "paralegal", "volunteer")
CONFIRMERS = ("owner", "attorney", "accredited_representative", "caseworker", "paralegal")


@policies.register("correspondence.view")
def view(access: Access, notice: Any) -> Answer:
    """Everyone in the office, compartments apart (the access filter sees to those)."""
    return Allow("Members of the office read its mail.")


@policies.register("correspondence.take_in")
def take_in(access: Access, notice: Any) -> Answer:
    """Everyone but readers, in their own office and in compartments open to them."""
    return _may(access, notice, WRITERS, "Readers may look but not change anything.")


@policies.register("correspondence.confirm")
def confirm(access: Access, notice: Any) -> Answer:
    """Staff say what a notice means; volunteers take it in and correct what was read."""
    return _may(access, notice, CONFIRMERS, "Ask a caseworker to confirm this notice.")


def _may(access: Access, notice: Any, roles: tuple[str, ...], otherwise: str) -> Answer:
    if notice is not None and notice.organisation_id != access.organisation_id:
        return Deny("This notice belongs to another office.")
    if notice is not None and not all(access.opens(one) for one in _compartments(notice)):
        return Deny("This notice is not open to you.")
    if access.has(*roles):
        return Allow("Staff and volunteers handle the mail.")
    return Deny(otherwise)


def _compartments(notice: Any) -> list[str]:
    """Its own, and that of its case."""
    case = getattr(notice, "case", None)
    return [getattr(notice, "compartment", ""), getattr(case, "compartment", "")]
