"""Reading documents and the checklist; everything goes through the access filter."""

from typing import Any

from django.core.files.base import File
from django.db.models import QuerySet

from goldendoor.cases.models import Case
from goldendoor.cases.queries import access_for_case
from goldendoor.documents.models import Document, EvidenceItem
from goldendoor.foundation.access import Access


def get(access: Access, public_id: str) -> Document:
    """The document of this public id; raises NotFound."""
    return Document.objects.select_related("case", "person").one(access, public_id)


def of_case(access: Access, case: Case, *, included_only: bool = False) -> list[Document]:
    """The documents of a case in packet order."""
    found = visible(access_for_case(access, case)).filter(case=case)
    if included_only:
        found = found.filter(included=True)
    return list(found.select_related("person", "translation_of").order_by("position", "id"))


def visible(access: Access) -> QuerySet[Any]:
    """Documents this access may see, removed ones apart."""
    return Document.objects.visible_to(access).filter(removed_at__isnull=True)


def content(document: Document) -> File:
    """The plain content, opened for reading; the caller closes it."""
    return document.file.storage.open(str(document.file.name), "rb")


def checklist(
    access: Access, case: Case, papers: list[Document] | None = None
) -> list[EvidenceItem]:
    """The evidence rows of a case in order, with their visible documents in `found_documents`.

    `papers` are the documents of the case where they were read already.
    """
    narrowed = access_for_case(access, case)
    items = list(
        EvidenceItem.objects.visible_to(narrowed)
        .filter(case=case)
        .select_related("person")
        .order_by("position", "id")
    )
    papers = of_case(access, case) if papers is None else papers
    documents = {document.pk: document for document in papers}
    links = EvidenceItem.documents.through.objects.filter(evidenceitem__in=items)
    by_item: dict[int, list[Document]] = {}
    linked = links.values_list("evidenceitem_id", "document_id") if items and papers else ()
    for item_id, document_id in linked:
        if document_id in documents:
            by_item.setdefault(item_id, []).append(documents[document_id])
    for item in items:
        item.found_documents = by_item.get(item.pk, [])
    return items


def evidence_item(access: Access, public_id: str) -> EvidenceItem:
    """One row of a checklist; raises NotFound."""
    return EvidenceItem.objects.select_related("case", "person").one(access, public_id)


def received_count(access: Access, case: Case) -> tuple[int, int]:
    """(settled, all) rows of the checklist, for “31/34”."""
    return settled_of(checklist(access, case))


def settled_of(rows: list[EvidenceItem]) -> tuple[int, int]:
    """(settled, all) of these rows."""
    settled = {EvidenceItem.Status.RECEIVED, EvidenceItem.Status.WAIVED}
    return sum(row.status in settled for row in rows), len(rows)
