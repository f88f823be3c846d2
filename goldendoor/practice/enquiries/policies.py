"""Who may take in, who may sign."""

from typing import Any

from goldendoor.foundation.access import Access
from goldendoor.foundation.registries import Allow, Answer, Deny, policies

WRITERS = ("owner", "attorney", "accredited_representative", "caseworker", "paralegal", "volunteer")
SIGNERS = ("attorney", "accredited_representative")
PARTIAL = "partial_accreditation"
NO_COURT = (
    "Partial accreditation is for the immigration agency only (8 CFR 1292.1(a)(4)): an attorney "
    "or a fully accredited representative signs what leads to court."
)


@policies.register("enquiries.view")
def view(access: Access, enquiry: Any) -> Answer:
    """Everyone in the office, compartments apart (the access filter sees to those)."""
    return Allow("Members of the office see its enquiries.")


@policies.register("enquiries.change")
def change(access: Access, enquiry: Any) -> Answer:
    """Everyone but readers, in their own office and in compartments open to them."""
    if enquiry is not None and enquiry.organisation_id != access.organisation_id:
        return Deny("This enquiry belongs to another office.")
    if enquiry is not None and not access.opens(enquiry.compartment):
        return Deny("This enquiry is not open to you.")
    if access.has(*WRITERS):
        return Allow("Staff and volunteers take in enquiries.")
    return Deny("Readers may look but not change anything.")


@policies.register("enquiries.sign_consultation")
def sign_consultation(access: Access, consultation: Any) -> Answer:
    """Attorneys and the accredited; the partially accredited not what leads to court."""
    if not access.has(*SIGNERS):
        return Deny("Only an attorney or an accredited representative signs a consultation.")
    bound_for_court = consultation is not None and consultation.is_for_court
    if bound_for_court and access.has(PARTIAL) and not access.has("attorney"):
        return Deny(NO_COURT)
    return Allow("Attorneys and accredited representatives sign consultations.")
