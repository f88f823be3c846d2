"""What supervision adds to the time line of a case."""

from typing import Any

from goldendoor.audit import queries as audit
from goldendoor.cases.models import Case
from goldendoor.foundation.access import Access
from goldendoor.foundation.registries import timelines
from goldendoor.foundation.timeline import Line, Mark

SOURCE = "practice_supervision.history"
TOLD = (
    "supervision.approval_asked",
    "supervision.approved",
    "supervision.sent_back",
    "supervision.commented",
)


@timelines.register(SOURCE)
def history(
    access: Access, case: Case, *, before: Mark | None, kinds: frozenset[str] | None, size: int
) -> list[Line]:
    """Approvals asked and given, comments."""
    if kinds is not None and "task" not in kinds:
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
    return "task", str(details.get("task") or details.get("about") or "")
