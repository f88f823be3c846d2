"""Who may approve what is written."""

from typing import Any

from goldendoor.foundation.access import Access
from goldendoor.foundation.registries import Allow, Answer, Deny, policies

APPROVERS = ("attorney", "accredited_representative")
TEMPLATE_WRITERS = ("owner", "attorney", "accredited_representative", "caseworker", "paralegal")
PARTIAL = "partial_accreditation"
NO_COURT = (
    "Partial accreditation is for the immigration agency only (8 CFR 1292.1(a)(4)): an attorney "
    "or a fully accredited representative approves what goes to court."
)


@policies.register("drafting.approve")
def approve(access: Access, draft: Any) -> Answer:
    """Attorneys and accredited representatives; the partially accredited nothing for court."""
    if not access.has(*APPROVERS):
        return Deny("An attorney or accredited representative approves what is written.")
    for_court = draft is not None and draft.is_for_court
    if for_court and access.has(PARTIAL) and not access.has("attorney"):
        return Deny(NO_COURT)
    return Allow("Attorneys and accredited representatives approve what is written.")


@policies.register("drafting.change_templates")
def change_templates(access: Access, template: Any) -> Answer:
    """Staff write the office's templates."""
    if template is not None and template.organisation_id != access.organisation_id:
        return Deny("This template belongs to another office.")
    if access.has(*TEMPLATE_WRITERS):
        return Allow("Staff write the office's templates.")
    return Deny("Volunteers and readers use templates but do not change them.")
