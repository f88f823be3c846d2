"""What correspondence adds to the time line of a case: notices of the agency."""

from typing import Any

from goldendoor.audit import queries as audit
from goldendoor.cases.models import Case
from goldendoor.foundation.access import Access
from goldendoor.foundation.registries import timelines
from goldendoor.foundation.timeline import Line, Mark

SOURCE = "correspondence.notices"


@timelines.register(SOURCE)
def notices(
    access: Access, case: Case, *, before: Mark | None, kinds: frozenset[str] | None, size: int
) -> list[Line]:
    """Notices that were confirmed for the case."""
    if kinds is not None and "mail" not in kinds:
        return []
    return audit.lines(
        access,
        subject_kind="case",
        subject_ids=[case.public_id],
        actions=("case.notice_confirmed", "case.agency_status_changed"),
        tell=_tell,
        source=SOURCE,
        before=before,
        kinds=kinds,
        size=size,
    )


def _tell(_: str, action: str, details: dict[str, Any]) -> tuple[str, str]:
    if "title" in details:  # a status: what the agency said before and says now
        return "mail", f"{str(details['form']).split('.', 1)[-1].upper()}: {details['title'][1]}"
    return "mail", str(details.get("kind") or details.get("notice") or "")
