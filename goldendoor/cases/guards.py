"""Conditions that case-type tables may name under `only_if`."""

from datetime import date

from goldendoor.cases import queries
from goldendoor.cases.case_types import OPPOSING
from goldendoor.cases.models import Case
from goldendoor.foundation.registries import Allow, Answer, Deny, guards


@guards.register("cases.has_filing")
def has_filing(case: Case, today: date) -> Answer:
    """At least one form is wanted."""
    if case.filings.exists():
        return Allow("The case has a form to file.")
    return Deny("Choose at least one form first.")


@guards.register("cases.has_party")
def has_party(case: Case, today: date) -> Answer:
    """Somebody is in the case whom it works for: the other side alone does not count."""
    if case.parties.exclude(role=OPPOSING).exists():
        return Allow("The case has a person.")
    return Deny("Add the people of this case first.")


@guards.register("cases.not_held")
def not_held(case: Case, today: date) -> Answer:
    """No hold is in force today."""
    return queries.held(case, today)
