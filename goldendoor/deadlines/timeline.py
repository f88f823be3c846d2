"""What deadlines add to the time line of a case."""

from typing import Any

from goldendoor.audit import queries as audit
from goldendoor.cases.models import Case
from goldendoor.foundation.access import Access
from goldendoor.foundation.registries import timelines
from goldendoor.foundation.timeline import Line, Mark

SOURCE = "deadlines.history"
TOLD = (
    "deadline.started",
    "deadline.printed_date_recorded",
    "deadline.satisfied",
    "deadline.corrected",
    "deadline.cancelled",
    "deadline.reassigned",
    "case.priority_date_recorded",
    "case.priority_date_ended",
)


@timelines.register(SOURCE)
def history(
    access: Access, case: Case, *, before: Mark | None, kinds: frozenset[str] | None, size: int
) -> list[Line]:
    """What was done to the deadlines of the case, each by its label."""
    if kinds is not None and "deadline" not in kinds:
        return []
    return audit.lines(
        access,
        subject_kind="case",
        subject_ids=[case.public_id],
        actions=TOLD,
        tell=_tell,
        source=SOURCE,
        before=before,
        kinds=kinds,
        size=size,
    )


def _tell(_: str, action: str, details: dict[str, Any]) -> tuple[str, str]:
    return "deadline", str(details.get("deadline") or details.get("place") or "")
