"""Witnesses and exhibits."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.db import transaction

from goldendoor.cases.models import Case
from goldendoor.documents import queries as documents
from goldendoor.foundation import registries
from goldendoor.foundation.access import Access
from goldendoor.foundation.models import change
from goldendoor.kernel.errors import BadInput
from goldendoor.practice.hearings.actions.recording import kept, locked, record, told
from goldendoor.practice.hearings.models import Exhibit, Hearing, Witness

CHANGEABLE = ("person", "name", "kind", "about", "contact", "language", "availability",
              "affidavit", "subpoena", "hearing")  # fmt: skip
TEXTS = ("name", "about", "contact", "language")
CHOICES = {
    "kind": Witness.Kind, "availability": Witness.Availability, "affidavit": Witness.Affidavit,
    "subpoena": Witness.Subpoena,
}  # fmt: skip


@transaction.atomic
def add_witness(*, access: Access, case: Case, data: Mapping[str, Any]) -> Witness:
    """Somebody who testifies, a person of the files or a name. Raises BadInput, NotAllowed."""
    registries.demand("practice_hearings.change", access, case)
    columns = _columns(data, case)
    if not (columns.get("name") or columns.get("person")):
        raise BadInput("Choose a person of the case or write a name.")
    row = Witness.objects.create(organisation_id=access.organisation_id, case=case, **columns)
    record(access, case, "hearing.witness_added", row.hearing, {"kind": row.kind})
    return row


@transaction.atomic
def change_witness(
    *, access: Access, witness: Witness, data: Mapping[str, Any], version: int | None = None
) -> Witness:
    """What is known of a witness. Raises Conflict, BadInput."""
    registries.demand("practice_hearings.change", access, witness.case)
    columns = _columns(data, witness.case)
    named = columns.get("name", witness.name) or columns.get("person", witness.person)
    if not named:
        raise BadInput("Choose a person of the case or write a name.")
    changed = change(witness, version=version, changes=columns, what=f"What is known of {witness}")
    if changed:
        payload = {"changes": told(changed)}
        record(access, witness.case, "hearing.witness_changed", witness.hearing, payload)
    return witness


@transaction.atomic
def remove_witness(*, access: Access, witness: Witness) -> None:
    """Off the list: they will not testify."""
    registries.demand("practice_hearings.change", access, witness.case)
    record(access, witness.case, "hearing.witness_removed", witness.hearing, {"kind": witness.kind})
    witness.delete()


@transaction.atomic
def list_exhibits(
    *, access: Access, hearing: Hearing, documents_in_order: Sequence[str]
) -> list[Exhibit]:
    """The whole list of exhibits, by public ids of documents of the case, in the order of tabs."""
    found = locked(access, hearing)
    papers = {one.public_id: one for one in documents.of_case(access, found.case)}
    wanted = list(dict.fromkeys(documents_in_order))
    if set(wanted) - set(papers):
        raise BadInput("A document of the list is no longer in the case. Open the page again.")
    Exhibit.objects.filter(hearing=found).delete()
    rows = [
        Exhibit.objects.create(
            organisation_id=access.organisation_id,
            hearing=found,
            document=papers[one],
            position=place,
        )
        for place, one in enumerate(wanted)
    ]
    record(access, found.case, "hearing.exhibits_listed", found, {"exhibits": len(rows)})
    return rows


def _columns(data: Mapping[str, Any], case: Case) -> dict[str, Any]:
    found: dict[str, Any] = {
        key: kept(value) if key in TEXTS else value
        for key, value in data.items()
        if key in CHANGEABLE
    }
    for key, choices in CHOICES.items():
        if key in found and found[key] not in choices.values:
            raise BadInput("Choose from the list.")
    hearing, person = found.get("hearing"), found.get("person")
    if hearing is not None and hearing.case_id != case.pk:
        raise BadInput("This hearing belongs to another case.")
    if person is not None and person.organisation_id != case.organisation_id:
        raise BadInput("Choose a person of this case.")
    if len(found.get("language", "")) > 60:
        raise BadInput("The language may have at most 60 characters.")
    return found
