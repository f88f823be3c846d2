"""Who works on employers, and what an employer's contact may open."""

from typing import Any

from goldendoor.foundation.access import Access
from goldendoor.foundation.registries import (
    Allow,
    Answer,
    Deny,
    open_to_outsiders,
    policies,
)
from goldendoor.practice.billing.policies import STAFF, in_office

CONTACT = "employer_contact"


@policies.register("employers.view")
def view(access: Access, subject: Any) -> Answer:
    """Staff see companies, their people and the season."""
    if access.has(*STAFF):
        return in_office(access, subject, "Staff see employers.")
    return Deny("Employers are for the staff of the office.")


@policies.register("employers.change")
def change(access: Access, subject: Any) -> Answer:
    """Staff keep companies, their people, the season and public access files."""
    if access.has(*STAFF):
        return in_office(access, subject, "Staff keep employers.")
    return Deny("Ask somebody of the staff to do this.")


@policies.register("employers.invite")
def invite(access: Access, subject: Any) -> Answer:
    """Owners let a company's contact sign in, and end it."""
    if access.has("owner"):
        return in_office(access, subject, "Owners let contacts sign in.")
    return Deny("Only an owner of the office lets a contact sign in.")


@policies.register("employers.own")
def own(access: Access, subject: Any) -> Answer:
    """An employer's contact sees their own company's people and how far each case is."""
    if access.has(CONTACT):
        return Allow("Contacts see their own company.")
    return Deny("This page is for an employer's contact.")


open_to_outsiders("employers.own")
