"""What court filings add to the time line of a case: begun, filed."""

from typing import Any

from goldendoor.audit import queries as audit
from goldendoor.cases.models import Case
from goldendoor.foundation.access import Access
from goldendoor.foundation.registries import timelines
from goldendoor.foundation.timeline import Line, Mark

SOURCE = "practice_court_filings.filings"


@timelines.register(SOURCE)
def filings(
    access: Access, case: Case, *, before: Mark | None, kinds: frozenset[str] | None, size: int
) -> list[Line]:
    """When a filing was begun and filed."""
    if kinds is not None and "mail" not in kinds:
        return []
    return audit.lines(
        access,
        subject_kind="case",
        subject_ids=[case.public_id],
        actions=("court_filing.begun", "court_filing.filed"),
        tell=_tell,
        source=SOURCE,
        before=before,
        kinds=kinds,
        size=size,
    )


def _tell(_: str, action: str, details: dict[str, Any]) -> tuple[str, str]:
    return "mail", str(details.get("day") or "")
