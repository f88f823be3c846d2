"""What every page of a case shows around its content: title, stage, tabs."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from goldendoor.cases import case_types
from goldendoor.cases import queries as cases
from goldendoor.cases.models import Case
from goldendoor.documents import queries as documents

TABS = (
    ("case", "Overview", "practice:case"),
    ("questions", "Questions", "practice:questions"),
    ("forms", "Forms", "practice:forms"),
    ("evidence", "Evidence", "practice:evidence"),
    ("packet", "Packet", "practice:packet"),
)
SEEN = "cases_seen"


def of_case(request: HttpRequest, case: Case, here: str) -> dict[str, Any]:
    """Context of a page of the case; remembers that this person looked at it."""
    access = request.access  # type: ignore[attr-defined]
    _look(request, case)
    kind = case_types.get(case.type_id)
    settled, rows = documents.received_count(access, case)
    counts: dict[str, Any] = {"forms": len(cases.filings(access, case))}
    if rows:
        counts["evidence"] = f"{settled}/{rows}"
    tabs = [
        {
            "label": label,
            "address": reverse(name, args=[case.public_id]),
            "here": key == here,
            "count": counts.get(key),
        }
        for key, label, name in TABS
    ]
    return {
        "case": case,
        "kind": kind,
        "stage_label": kind.stage_labels.get(case.stage, case.stage),
        "tabs": tabs,
        "tab_label": next(label for key, label, _ in TABS if key == here),
    }


def _look(request: HttpRequest, case: Case) -> None:
    """Kept in the session only: what changed since is shown on Today."""
    seen = dict(request.session.get(SEEN, {}))
    stamp = case.updated_at.isoformat()
    if seen.get(case.public_id) != stamp:
        seen[case.public_id] = stamp
        # The newest hundred are enough to tell what is new.
        request.session[SEEN] = dict(list(seen.items())[-100:])
