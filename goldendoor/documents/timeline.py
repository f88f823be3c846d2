"""What documents add to the time line of a case: taken in, replaced, changed, removed."""

from typing import Any

from goldendoor.audit import queries as audit
from goldendoor.cases.models import Case
from goldendoor.documents.models import Document
from goldendoor.foundation.access import Access
from goldendoor.foundation.registries import timelines
from goldendoor.foundation.timeline import Line, Mark

SOURCE = "documents.files"
TOLD = ("document.uploaded", "document.replaced", "document.changed", "document.removed")


@timelines.register(SOURCE)
def files(
    access: Access, case: Case, *, before: Mark | None, kinds: frozenset[str] | None, size: int
) -> list[Line]:
    """Entries of the chains of the documents that may be seen, each with the document's title."""
    if kinds is not None and "document" not in kinds:
        return []
    rows = Document.objects.visible_to(access).filter(case=case)
    titles = dict(rows.values_list("public_id", "title"))

    def tell(subject_id: str, _: str, details: dict[str, Any]) -> tuple[str, str]:
        return "document", titles[subject_id]

    return audit.lines(
        access,
        subject_kind="document",
        subject_ids=titles,
        actions=TOLD,
        tell=tell,
        source=SOURCE,
        before=before,
        kinds=kinds,
        size=size,
    )
