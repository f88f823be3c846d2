"""What research adds to the time line of a case: notes written, memos linked."""

from typing import Any

from goldendoor.audit import queries as audit
from goldendoor.cases.models import Case
from goldendoor.foundation.access import Access
from goldendoor.foundation.registries import timelines
from goldendoor.foundation.timeline import Line, Mark

SOURCE = "practice_research.notes"


@timelines.register(SOURCE)
def notes(
    access: Access, case: Case, *, before: Mark | None, kinds: frozenset[str] | None, size: int
) -> list[Line]:
    """That a note was written or a memo linked: never a title, which may be privileged."""
    if kinds is not None and "note" not in kinds:
        return []
    return audit.lines(
        access,
        subject_kind="case",
        subject_ids=[case.public_id],
        actions=("research.written", "research.linked"),
        tell=_tell,
        source=SOURCE,
        before=before,
        kinds=kinds,
        size=size,
    )


def _tell(_: str, action: str, details: dict[str, Any]) -> tuple[str, str]:
    return "note", str(details.get("kind") or "")
