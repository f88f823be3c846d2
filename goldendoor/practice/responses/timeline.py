"""What answers add to the time line of a case: begun, sent, not answered."""

from typing import Any

from goldendoor.audit import queries as audit
from goldendoor.cases.models import Case
from goldendoor.foundation.access import Access
from goldendoor.foundation.registries import timelines
from goldendoor.foundation.timeline import Line, Mark

SOURCE = "practice_responses.answers"


@timelines.register(SOURCE)
def answers(
    access: Access, case: Case, *, before: Mark | None, kinds: frozenset[str] | None, size: int
) -> list[Line]:
    """When an answer was begun and sent, with what it answers and how it went."""
    if kinds is not None and "mail" not in kinds:
        return []
    return audit.lines(
        access,
        subject_kind="case",
        subject_ids=[case.public_id],
        actions=("response.started", "response.sent", "response.dropped"),
        tell=_tell,
        source=SOURCE,
        before=before,
        kinds=kinds,
        size=size,
    )


def _tell(_: str, action: str, details: dict[str, Any]) -> tuple[str, str]:
    return "mail", ", ".join(str(details[key]) for key in ("kind", "how") if details.get(key))
