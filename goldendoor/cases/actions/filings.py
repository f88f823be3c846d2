"""The forms of a case."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.db import transaction

from goldendoor.cases import queries
from goldendoor.cases.actions import recording
from goldendoor.cases.models import Case, Filing
from goldendoor.foundation import registries
from goldendoor.foundation.access import Access
from goldendoor.foundation.errors import NotAllowed, NotFound
from goldendoor.foundation.models import change
from goldendoor.foundation.registries import Deny
from goldendoor.kernel import clock
from goldendoor.kernel.errors import BadInput
from goldendoor.people.models import Person
from goldendoor.people.rules import check_storable

FILING_CHANGEABLE = {
    "edition", "data", "status", "person", "courier", "tracking_number", "mailed_date",
    "delivered_date", "receipt_expected_date", "receipt_number",
}  # fmt: skip

# What was sent and has no receipt yet.
AWAITING = (Filing.Status.MAILED, Filing.Status.DELIVERED)


@transaction.atomic
def add_filing(
    *,
    access: Access,
    case: Case,
    form_id: str,
    person: Person | None = None,
    edition: str = "",
    data: Mapping[str, Any] | None = None,
    position: int | None = None,
) -> Filing:
    """Want a form, for a person of the case or for the case as a whole."""
    registries.demand("cases.change", access, case)
    if person is not None and person.organisation_id != access.organisation_id:
        raise NotFound("There is no such person in this office.")
    if person is not None:
        registries.demand("people.change", access, person)
    check_storable("data", dict(data or {}))
    filing = Filing.objects.create(
        organisation_id=access.organisation_id,
        case=case,
        person=person,
        form_id=form_id,
        edition=edition,
        data=dict(data or {}),
        position=case.filings.count() if position is None else position,
    )
    payload = {"form": form_id, "person": person.public_id if person else None, "edition": edition}
    recording.record(access, case, "case.filing_added", payload, recording.compartment_of(person))
    recording.touch(case)
    return filing


@transaction.atomic
def change_filing(
    *, access: Access, filing: Filing, changes: Mapping[str, Any], version: int | None = None
) -> Filing:
    """Change edition, data (such as `edition_checked`), status, person or the mailing record."""
    case = filing.case
    registries.demand("cases.change", access, case)
    if unknown := set(changes) - FILING_CHANGEABLE:
        raise BadInput(f"A filing has no changeable {', '.join(sorted(unknown))}.")
    if changes.get("status", filing.status) not in Filing.Status.values:
        raise BadInput(f"“{changes['status']}” is no status of a filing.")
    check_storable("data", changes.get("data"))
    if changes.get("person") is not None:
        registries.demand("people.change", access, changes["person"])
    _not_mailed_while_held(case, filing, changes)
    before = recording.compartment_of(filing.person)
    columns = dict(changes)
    if columns.get("status", filing.status) not in AWAITING:
        columns["receipt_expected_date"] = None
    told = change(filing, version=version, changes=columns, what=f"The record of {filing}")
    if told:
        payload = {
            "form": filing.form_id,
            "filing": filing.public_id,
            "changes": recording.plain(told),
        }
        recording.record(
            access,
            case,
            "case.filing_changed",
            payload,
            before or recording.compartment_of(filing.person),
        )
        recording.touch(case)
    return filing


@transaction.atomic
def remove_filing(*, access: Access, filing: Filing) -> None:
    """Take a form out of the case; what was mailed stays."""
    registries.demand("cases.change", access, filing.case)
    if filing.mailed_date is not None:
        raise NotAllowed(f"{filing.form_id} was mailed; its record stays.")
    payload = {"form": filing.form_id, "edition": filing.edition, "data": filing.data}
    recording.record(
        access, filing.case, "case.filing_removed", payload, recording.compartment_of(filing.person)
    )
    filing.delete()
    recording.touch(filing.case)


@transaction.atomic
def reorder_filings(*, access: Access, case: Case, public_ids: Sequence[str]) -> list[Filing]:
    """Put the forms into this order; it must name each of them once."""
    registries.demand("cases.change", access, case)
    known = {filing.public_id: filing for filing in queries.filings(access, case)}
    if sorted(public_ids) != sorted(known):
        raise BadInput("The new order must name every form of the case once.")
    for position, public_id in enumerate(public_ids):
        Filing.objects.filter(pk=known[public_id].pk).update(position=position)
    recording.record(access, case, "case.filings_reordered", {"order": list(public_ids)})
    recording.touch(case)
    return queries.filings(access, case)


def _not_mailed_while_held(case: Case, filing: Filing, changes: Mapping[str, Any]) -> None:
    mails = changes.get("mailed_date") and filing.mailed_date is None
    mails = mails or (changes.get("status") == filing.Status.MAILED != filing.status)
    if mails:
        # Somebody may have put the hold on since this page was shown.
        case.refresh_from_db(fields=["is_held"])
        held = queries.held(case, clock.today())
        if isinstance(held, Deny):
            raise NotAllowed(held.reason)
