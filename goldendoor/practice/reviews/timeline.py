"""What final reviews and supervision add to the time line of a case, asked for at once."""

from typing import Any

from goldendoor.audit import queries as audit
from goldendoor.cases.models import Case
from goldendoor.foundation.access import Access
from goldendoor.foundation.registries import timelines
from goldendoor.foundation.timeline import Line, Mark

SOURCE = "practice_reviews.history"
# By the name of the entry: `practice/supervision` records those of its own.
KIND_OF = {
    "review.started": "stage",
    "review.signed": "stage",
    "review.commented": "stage",
    "review.comment_resolved": "stage",
    "supervision.approval_asked": "task",
    "supervision.approved": "task",
    "supervision.sent_back": "task",
    "supervision.commented": "task",
}


@timelines.register(SOURCE)
def history(
    access: Access, case: Case, *, before: Mark | None, kinds: frozenset[str] | None, size: int
) -> list[Line]:
    """Reviews begun and signed, approvals asked and given, comments."""
    actions = [name for name, kind in KIND_OF.items() if kinds is None or kind in kinds]
    if not actions:
        return []
    return audit.lines(
        access,
        subject_kind="case",
        subject_ids=[case.public_id],
        actions=actions,
        tell=_tell,
        source=SOURCE,
        before=before,
        kinds=kinds,
        size=size,
    )


def _tell(_: str, action: str, details: dict[str, Any]) -> tuple[str, str]:
    named = ("item", "task", "about", "alone")
    return KIND_OF[action], next((str(details[one]) for one in named if details.get(one)), "")
