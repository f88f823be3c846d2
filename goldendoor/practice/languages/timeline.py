"""What translations and bookings add to the time line of a case."""

from typing import Any

from goldendoor.audit import queries as audit
from goldendoor.cases.models import Case
from goldendoor.foundation.access import Access
from goldendoor.foundation.registries import timelines
from goldendoor.foundation.timeline import Line, Mark

SOURCE = "practice_languages.history"
TOLD = (
    "translation.asked",
    "translation.returned",
    "translation.certified",
    "interpreter.booked",
)


@timelines.register(SOURCE)
def history(
    access: Access, case: Case, *, before: Mark | None, kinds: frozenset[str] | None, size: int
) -> list[Line]:
    """Translations asked for, returned and certified; interpreters booked."""
    if kinds is not None and "document" not in kinds:
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
    return "document", str(details.get("languages") or details.get("language") or "")
