"""What drafts add to the time line of a case: handed in, approved."""

from typing import Any

from goldendoor.audit import queries as audit
from goldendoor.cases.models import Case
from goldendoor.foundation.access import Access
from goldendoor.foundation.registries import timelines
from goldendoor.foundation.timeline import Line, Mark

SOURCE = "practice_drafting.drafts"


@timelines.register(SOURCE)
def drafts(
    access: Access, case: Case, *, before: Mark | None, kinds: frozenset[str] | None, size: int
) -> list[Line]:
    """When a draft was begun, handed in, approved: never its title, which may be privileged."""
    if kinds is not None and "mail" not in kinds:
        return []
    return audit.lines(
        access,
        subject_kind="case",
        subject_ids=[case.public_id],
        actions=("draft.begun", "draft.asked", "draft.approved"),
        tell=_tell,
        source=SOURCE,
        before=before,
        kinds=kinds,
        size=size,
    )


def _tell(_: str, action: str, details: dict[str, Any]) -> tuple[str, str]:
    number = f"version {details['version']}" if details.get("version") else ""
    return "mail", str(details.get("kind") or number)
