"""What case types may name: a signed final review that nothing has changed since."""

from datetime import date

from goldendoor.cases.models import Case
from goldendoor.foundation.registries import Answer, guards
from goldendoor.practice.reviews import queries


@guards.register("practice_reviews.reviewed")
def reviewed(case: Case, today: date) -> Answer:
    """A second person signed the final review, and answers and forms are as they were then."""
    return queries.answer_of(case)
