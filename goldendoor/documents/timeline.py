"""What documents add to the time line of a case: taken in, replaced, changed, removed."""

from django.utils import timezone

from goldendoor.audit import words
from goldendoor.audit.models import Entry
from goldendoor.cases.models import Case
from goldendoor.documents.models import Document
from goldendoor.foundation.access import Access
from goldendoor.foundation.registries import timelines
from goldendoor.foundation.timeline import Line, Mark, older

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
    entries = Entry.objects.visible_to(access).filter(
        subject_kind="document", subject_id__in=list(titles), action__in=TOLD
    )
    return [
        Line(
            mark=Mark(entry.at, SOURCE, entry.pk),
            kind="document",
            day=timezone.localdate(entry.at),
            words=words.say(entry.action),
            who=entry.actor_label,
            text=titles[entry.subject_id],
            about=entry.subject_id,
        )
        for entry in older(entries, SOURCE, before, at="at", size=size)
    ]
