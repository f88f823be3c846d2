"""Who may read and change documents."""

from typing import Any

from goldendoor.foundation.access import Access
from goldendoor.foundation.registries import Allow, Answer, Deny, policies

WRITERS = ("owner", "attorney", "accredited_representative", "caseworker", "paralegal", "volunteer")


@policies.register("documents.view")
def view(access: Access, document: Any) -> Answer:
    """Everyone in the office, compartments apart (the access filter sees to those)."""
    return Allow("Members of the office read its documents.")


@policies.register("documents.change")
def change(access: Access, document: Any) -> Answer:
    """Everyone but readers, in their own office and in compartments open to them."""
    if document is not None and document.organisation_id != access.organisation_id:
        return Deny("This document belongs to another office.")
    if document is not None and not all(access.opens(one) for one in _compartments(document)):
        return Deny("This document is not open to you.")
    if access.has(*WRITERS):
        return Allow("Staff and volunteers handle documents.")
    return Deny("Readers may look but not change anything.")


def _compartments(document: Any) -> list[str]:
    """Its own, that of its case and that of the person it is of."""
    holders = (document, getattr(document, "case", None), getattr(document, "person", None))
    return [getattr(holder, "compartment", "") for holder in holders]
