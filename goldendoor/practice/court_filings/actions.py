"""Beginning, arranging, filing."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from typing import Any

from django.db import transaction

from goldendoor.audit import actions as audit
from goldendoor.cases.models import Case
from goldendoor.documents.models import Document
from goldendoor.foundation import idempotency, registries
from goldendoor.foundation.access import Access
from goldendoor.foundation.errors import NotAllowed
from goldendoor.foundation.models import change
from goldendoor.kernel.errors import BadInput
from goldendoor.practice.court_filings import queries
from goldendoor.practice.court_filings.models import CourtFiling, TabbedPaper
from goldendoor.practice.hearings import queries as hearings
from goldendoor.practice.hearings.models import Hearing

CHANGEABLE = {
    "title", "court", "place", "judge", "next_hearing", "custody", "proceedings", "note",
    "served_on", "served_address", "served_by", "served_date", "means",
}  # fmt: skip


@transaction.atomic
def begin(
    *,
    access: Access,
    case: Case,
    title: str,
    hearing: Hearing | None = None,
    once: str | None = None,
) -> CourtFiling:
    """A filing; with a hearing it takes over court, judge, day, custody and exhibits.

    Raises NotAllowed, BadInput.
    """
    registries.demand("cases.change", access, case)
    if not title.strip():
        raise BadInput("Give the filing its name, such as “Respondent's evidence”.")
    if hearing is not None and hearing.case_id != case.pk:
        raise NotAllowed("The hearing belongs to another case.")

    def run() -> str:
        filing = CourtFiling.objects.create(
            organisation_id=access.organisation_id,
            case=case,
            hearing=hearing,
            title=title.strip()[:300],
            begun_by_label=access.user_label,
            served_by=access.user_label,
            served_on="Office of the Principal Legal Advisor, ICE, DHS",
            **(_of_hearing(hearing) if hearing else {}),
        )
        kept = hearings.exhibits(access, hearing) if hearing else []
        _attach(access, filing, [one.document for one in kept])
        _record(access, filing, "court_filing.begun", {"papers": len(kept)})
        return filing.public_id

    request = {"case": case.public_id, "title": title.strip()}
    found = idempotency.once(
        access=access, scope="court_filings.begin", key=once, request=request, run=run
    )
    return queries.get(access, found)


def _of_hearing(hearing: Hearing) -> dict[str, Any]:
    custody = CourtFiling.Custody
    moment = f"{hearing.local:%B} {hearing.local.day}, {hearing.local.year} at {hearing.hour}"
    return {
        "place": hearing.place[:200],
        "judge": hearing.official,
        "next_hearing": moment,
        "custody": custody.DETAINED if hearing.is_detained else custody.NON_DETAINED,
    }


@transaction.atomic
def change_filing(
    *,
    access: Access,
    filing: CourtFiling,
    changes: Mapping[str, Any],
    version: int | None = None,
) -> CourtFiling:
    """Cover page and certificate of service. Raises BadInput, Conflict."""
    _demand(access, filing)
    if unknown := set(changes) - CHANGEABLE:
        raise BadInput(f"A filing has no changeable {', '.join(sorted(unknown))}.")
    if "title" in changes and not str(changes["title"]).strip():
        raise BadInput("The filing needs its name.")
    told = change(filing, version=version, changes=dict(changes), what="The court filing")
    if told:
        _record(access, filing, "court_filing.changed", {"fields": ", ".join(sorted(told))})
    return filing


@transaction.atomic
def attach(*, access: Access, filing: CourtFiling, documents: Sequence[Document]) -> None:
    """Put papers behind further tabs; what is there already stays once."""
    _demand(access, filing)
    if any(one.case_id != filing.case_id for one in documents):
        raise NotAllowed("That belongs to another case.")
    added = _attach(access, filing, documents)
    if added:
        _record(access, filing, "court_filing.arranged", {"added": added})


@transaction.atomic
def detach(*, access: Access, paper: TabbedPaper) -> None:
    """Take a paper from its tab; it stays in the case."""
    _demand(access, paper.filing)
    paper.delete()
    _renumber(queries.papers(access, paper.filing))
    _record(access, paper.filing, "court_filing.arranged", {"removed": 1})


@transaction.atomic
def move(*, access: Access, paper: TabbedPaper, by: int) -> None:
    """So many tabs further on, or back."""
    _demand(access, paper.filing)
    rows = queries.papers(access, paper.filing)
    place = next(n for n, row in enumerate(rows) if row.pk == paper.pk)
    moved = rows.pop(place)
    rows.insert(max(0, min(place + by, len(rows))), moved)
    _renumber(rows)
    _record(access, paper.filing, "court_filing.arranged", {"moved": 1})


@transaction.atomic
def record_filed(
    *,
    access: Access,
    filing: CourtFiling,
    filed_date: datetime.date,
    today: datetime.date,
    version: int | None = None,
) -> CourtFiling:
    """It was filed on that day. Raises BadInput while something is missing or for a day to come."""
    _demand(access, filing)
    if wrong := queries.missing(access, filing, queries.papers(access, filing)):
        raise BadInput(" ".join(wrong))
    if filed_date > today:
        raise BadInput("It cannot have been filed on a day to come.")
    changes = {"state": "filed", "filed_date": filed_date, "filed_by_label": access.user_label}
    change(filing, version=version, changes=changes, what="The court filing")
    _record(access, filing, "court_filing.filed", {"day": filed_date.isoformat()})
    return filing


def _demand(access: Access, filing: CourtFiling) -> None:
    registries.demand("cases.change", access, filing.case)
    if not filing.is_open:
        raise NotAllowed("It is filed and stays as it is.")


def _attach(access: Access, filing: CourtFiling, documents: Sequence[Document]) -> int:
    position, added = len(queries.papers(access, filing)), 0
    for document in documents:
        _, fresh = TabbedPaper.objects.get_or_create(
            organisation_id=access.organisation_id,
            filing=filing,
            document=document,
            defaults={"position": position + added + 1},
        )
        added += fresh
    return added


def _renumber(rows: Sequence[TabbedPaper]) -> None:
    for position, row in enumerate(rows, 1):
        if row.position != position:
            row.position = position
            row.save(update_fields=["position"])


def _record(access: Access, filing: CourtFiling, action: str, payload: dict[str, Any]) -> None:
    audit.record(
        access=access,
        subject_kind="case",
        subject_id=filing.case.public_id,
        action=action,
        payload={"filing": filing.public_id, **payload},
        compartment=filing.case.compartment,
    )
