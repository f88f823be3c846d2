"""Cases that belong together."""

from typing import Any

from django.db import transaction

from goldendoor.cases.actions import recording
from goldendoor.cases.models import Case, Link
from goldendoor.foundation import registries
from goldendoor.foundation.access import Access
from goldendoor.kernel.errors import BadInput


@transaction.atomic
def link_cases(*, access: Access, from_case: Case, to_case: Case, kind: str) -> Link:
    """Say how one case belongs to another (`from_case` is the appeal of `to_case`).

    The same tie is written once; “same family” holds both ways. Raises NotAllowed, BadInput.
    """
    for case in (from_case, to_case):
        registries.demand("cases.change", access, case)
    if kind not in Link.Kind.values:
        raise BadInput(f"“{kind}” is no tie between cases.")
    if from_case.pk == to_case.pk:
        raise BadInput("A case cannot be tied to itself.")
    both = [(from_case, to_case)]
    if kind == Link.Kind.SAME_FAMILY:
        both.append((to_case, from_case))
    for one, other in both:
        known = Link.objects.filter(from_case=one, to_case=other, kind=kind).first()
        if known is not None:
            return known
    row = Link.objects.create(
        organisation_id=access.organisation_id, from_case=from_case, to_case=to_case, kind=kind
    )
    _tell(access, row, "case.linked")
    return row


@transaction.atomic
def unlink_cases(*, access: Access, link: Link) -> None:
    """Take a tie away. Raises NotFound unless both cases may be seen."""
    row = Link.objects.select_related("from_case", "to_case").one(access, link.public_id)
    for case in (row.from_case, row.to_case):
        registries.demand("cases.change", access, case)
    _tell(access, row, "case.unlinked")
    row.delete()


def _tell(access: Access, row: Link, action: str) -> None:
    """Each case's history names the other only to those to whom both are open."""
    for own, other, side in (
        (row.from_case, row.to_case, "to"),
        (row.to_case, row.from_case, "from"),
    ):
        payload: dict[str, Any] = {"kind": row.kind, side: other.public_id}
        closed = {own.compartment, other.compartment} - {""}
        if len(closed) > 1:  # one entry has one compartment: then it tells the kind only
            payload, closed = {"kind": row.kind}, {own.compartment}
        recording.record(access, own, action, payload, next(iter(closed), ""))
        recording.touch(own)
