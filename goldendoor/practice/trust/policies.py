"""Who sees and moves clients' money."""

from typing import Any

from goldendoor.foundation.access import Access
from goldendoor.foundation.registries import Answer, Deny, policies
from goldendoor.practice.billing.policies import LEADS, STAFF, in_office


@policies.register("trust.view")
def view(access: Access, subject: Any) -> Answer:
    """Staff see the trust ledgers of cases open to them."""
    if access.has(*STAFF):
        return in_office(access, subject, "Staff see clients' money.")
    return Deny("Clients' money is for the staff of the office.")


@policies.register("trust.receive")
def receive(access: Access, subject: Any) -> Answer:
    """Staff take deposits."""
    if access.has(*STAFF):
        return in_office(access, subject, "Staff take deposits.")
    return Deny("Ask somebody of the staff to take the deposit.")


@policies.register("trust.pay_out")
def pay_out(access: Access, subject: Any) -> Answer:
    """Who answers for cases pays out, transfers, reverses and reconciles."""
    if access.has(*LEADS):
        return in_office(access, subject, "Who answers for cases moves clients' money.")
    return Deny(
        "Only an owner, attorney or accredited representative pays clients' money out, reverses "
        "an entry or reconciles."
    )
