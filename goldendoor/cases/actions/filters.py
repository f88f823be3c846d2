"""Saved filters: a person's own lists."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction

from goldendoor.audit import actions as audit
from goldendoor.cases import queries
from goldendoor.cases.actions import recording
from goldendoor.cases.models import SavedFilter
from goldendoor.foundation import registries
from goldendoor.foundation.access import Access
from goldendoor.foundation.models import change
from goldendoor.kernel.errors import BadInput
from goldendoor.people.rules import check_storable

MOST_FILTERS = 50
LONGEST_NAME = 80


@transaction.atomic
def save_filter(*, access: Access, name: str, query: Mapping[str, Any]) -> SavedFilter:
    """Keep a list of cases under a name; the same name again keeps the newer list.

    `query` is what `queries.caseload` takes. Raises BadInput for an unknown key.
    """
    registries.demand("cases.view", access)
    if access.user_id is None:
        raise BadInput("Only somebody who is signed in has filters.")
    name = recording.said(name, "The name", LONGEST_NAME)
    queries.check_filters(query)
    check_storable("query", dict(query))
    mine = SavedFilter.objects.visible_to(access)
    row = mine.filter(name=name).first()
    if row is None:
        if mine.count() >= MOST_FILTERS:
            raise BadInput(f"You have {MOST_FILTERS} filters; delete one first.")
        row = SavedFilter.objects.create(
            organisation_id=access.organisation_id,
            user_id=access.user_id,
            name=name,
            query=dict(query),
        )
    elif not change(row, version=None, changes={"query": dict(query)}, what=f"“{name}”"):
        return row
    _tell(access, "filter.saved", row)
    return row


@transaction.atomic
def rename_filter(
    *, access: Access, saved: SavedFilter, name: str, version: int | None = None
) -> SavedFilter:
    """Another name. Raises NotFound for somebody else's, BadInput for a name in use."""
    row = SavedFilter.objects.one(access, saved.public_id)
    name = recording.said(name, "The name", LONGEST_NAME)
    if SavedFilter.objects.visible_to(access).filter(name=name).exclude(pk=row.pk).exists():
        raise BadInput(f"You have a filter called “{name}” already.")
    if change(row, version=version, changes={"name": name}, what=f"“{row}”"):
        _tell(access, "filter.renamed", row)
    return row


@transaction.atomic
def delete_filter(*, access: Access, saved: SavedFilter) -> None:
    """Forget a filter. Raises NotFound for somebody else's."""
    row = SavedFilter.objects.one(access, saved.public_id)
    _tell(access, "filter.deleted", row)
    row.delete()


def _tell(access: Access, action: str, row: SavedFilter) -> None:
    audit.record(
        access=access,
        subject_kind="user",
        subject_id=str(access.user_id),
        action=action,
        # Neither name nor query: both may hold the name of a client.
        payload={"filter": row.public_id},
    )
