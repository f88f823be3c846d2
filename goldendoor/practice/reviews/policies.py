"""Who may review, comment and resolve."""

from typing import Any

from goldendoor.foundation import registries
from goldendoor.foundation.access import Access
from goldendoor.foundation.registries import Answer, Deny, policies
from goldendoor.practice.reviews.rules import REVIEWERS


@policies.register("practice_reviews.review")
def review(access: Access, case: Any) -> Answer:
    """Staff review cases that they did not prepare."""
    allowed = registries.ask("cases.change", access, case)
    if not allowed or access.has(*REVIEWERS):
        return allowed
    return Deny("Volunteers and readers do not make final reviews; ask somebody of the staff.")
