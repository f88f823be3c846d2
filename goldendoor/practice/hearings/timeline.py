"""What hearings and practice interviews add to the time line of a case, asked for at once."""

from typing import Any

from goldendoor.audit import queries as audit
from goldendoor.cases.models import Case
from goldendoor.foundation.access import Access
from goldendoor.foundation.registries import timelines
from goldendoor.foundation.timeline import Line, Mark

SOURCE = "practice_hearings.history"
TOLD = (
    "hearing.set",
    "hearing.moved",
    "hearing.cancelled",
    "hearing.outcome_recorded",
    "hearing.witness_added",
    "hearing.exhibits_listed",
    # By the name of the entry: `practice/mock_interviews` records it.
    "mock_interview.finished",
)


@timelines.register(SOURCE)
def history(
    access: Access, case: Case, *, before: Mark | None, kinds: frozenset[str] | None, size: int
) -> list[Line]:
    """What happened to the hearings of the case."""
    if kinds is not None and "case" not in kinds:
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
    if action == "mock_interview.finished":
        return "case", f"{details.get('set', '')}: {details.get('percent', 0)} %"
    parts = [details.get("hearing"), details.get("held_date"), details.get("outcome")]
    return "case", ", ".join(str(one) for one in parts if one)
