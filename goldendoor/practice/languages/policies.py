"""Who keeps translations, the roster and bookings."""

from typing import Any

from goldendoor.foundation import registries
from goldendoor.foundation.access import Access
from goldendoor.foundation.registries import Allow, Answer, Deny, policies

KEEPERS = ("owner", "attorney", "accredited_representative", "caseworker", "paralegal")
READERS = (*KEEPERS, "volunteer", "reader", "conflicts_officer")


@policies.register("practice_languages.view")
def view(access: Access, subject: Any) -> Answer:
    """The office sees who interprets, and the bookings of cases open to it."""
    if access.has(*READERS):
        return Allow("The office sees its interpreters.")
    return Deny("The roster of interpreters is for the office.")


@policies.register("practice_languages.keep_roster")
def keep_roster(access: Access, subject: Any) -> Answer:
    """Staff keep the roster and book interpreters."""
    if access.has(*KEEPERS):
        return Allow("Staff keep the roster.")
    return Deny("Ask somebody of the staff to book an interpreter.")


@policies.register("practice_languages.translate")
def translate(access: Access, case: Any) -> Answer:
    """Whoever works on a case has its documents translated."""
    return registries.ask("cases.change", access, case)
