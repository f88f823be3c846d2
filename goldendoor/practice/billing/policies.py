"""Who sees and changes money."""

from typing import Any

from goldendoor.foundation.access import Access
from goldendoor.foundation.registries import Allow, Answer, Deny, policies

STAFF = ("owner", "attorney", "accredited_representative", "caseworker", "paralegal")
LEADS = ("owner", "attorney", "accredited_representative")


def in_office(access: Access, subject: Any, because: str) -> Answer:
    """Yes because of this, but for a record of another office."""
    if subject is not None and subject.organisation_id != access.organisation_id:
        return Deny("This belongs to another office.")
    return Allow(because)


@policies.register("billing.view")
def view(access: Access, subject: Any) -> Answer:
    """Staff see time, fees and invoices."""
    if access.has(*STAFF):
        return in_office(access, subject, "Staff see the money of cases.")
    return Deny("The money of cases is for the staff of the office.")


@policies.register("billing.record")
def record(access: Access, subject: Any) -> Answer:
    """Staff record time, expenses and payments, and write invoices."""
    if access.has(*STAFF):
        return in_office(access, subject, "Staff record time and money.")
    return Deny("Ask somebody of the staff to record this.")


@policies.register("billing.agree")
def agree(access: Access, subject: Any) -> Answer:
    """Who answers for cases agrees on fees, voids invoices and takes payments back."""
    if access.has(*LEADS):
        return in_office(access, subject, "Who answers for cases agrees on fees.")
    return Deny("Only an owner, attorney or accredited representative may do this.")


@policies.register("billing.set_up")
def set_up(access: Access, subject: Any) -> Answer:
    """Owners say what the office uses, how it rounds and what an hour costs."""
    if access.has("owner"):
        return Allow("Owners set the office's money up.")
    return Deny("Only an owner of the office may change this.")
