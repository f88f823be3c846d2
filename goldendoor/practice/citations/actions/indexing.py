"""The index of one text. The saving of the text itself leaves the entry in the history."""

from __future__ import annotations

from django.db import transaction

from goldendoor.cases.models import Case
from goldendoor.foundation.access import Access
from goldendoor.practice.citations import rules
from goldendoor.practice.citations.models import Use


@transaction.atomic
def index(
    *, access: Access, source_kind: str, source_id: str, case: Case | None, text: str
) -> None:
    """Which citations stand in the present text; called by the action that has saved it."""
    wanted = {one.key: one for one in rules.distinct(text)}
    rows = Use.objects.filter(
        organisation_id=access.organisation_id, source_kind=source_kind, source_id=source_id
    )
    rows.exclude(key__in=wanted).delete()
    known = set(rows.values_list("key", flat=True))
    Use.objects.bulk_create(
        Use(
            organisation_id=access.organisation_id,
            key=one.key[:120],
            kind=one.kind,
            text=one.text[:300],
            source_kind=source_kind,
            source_id=source_id,
            case=case,
        )
        for one in wanted.values()
        if one.key not in known
    )
