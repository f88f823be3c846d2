"""Evidence: what the checklist's page changes."""

from __future__ import annotations

import hashlib
from typing import Any

from django.db import transaction

from goldendoor.cases.models import Case
from goldendoor.documents import actions as documents
from goldendoor.documents import queries as document_queries
from goldendoor.documents.models import Document, EvidenceItem
from goldendoor.foundation.access import Access
from goldendoor.kernel import clock, opaque

BLOCK = 2**20
OTHER = "other-"
TRANSLATION, CERTIFICATE = "translation", "certificate"


@transaction.atomic
def take_in(
    *,
    access: Access,
    case: Case,
    file: Any,
    filename: str,
    declared_size: int | None,
    item: EvidenceItem | None,
    kind: str = "",
) -> Document:
    """Keep a file for a row of the checklist; without one a row of its own is made for it.

    The same file again for the same row, or again without one, is the one that is there: a form
    sent twice adds nothing. Raises BadInput naming the file; nothing is left behind then.
    """
    digest = _digest(file)
    # Of two copies that arrive at once, the second waits and finds the first.
    Case.objects.select_for_update().one(access, case.public_id)
    known = _here_already(access, case, item, digest)
    if known is not None:
        return known
    if item is None:
        stem = filename.rsplit(".", 1)[0].replace("_", " ").replace("-", " ").strip()[:200]
        row = {"key": f"{OTHER}{opaque.new_id()[:8]}", "label": stem or "Other evidence"}
        rows = documents.set_checklist(access=access, case=case, rows=[row])
        item = next(one for one in rows if one.key == row["key"])
    return documents.upload(
        access=access,
        case=case,
        person=item.person,
        file=file,
        filename=filename,
        kind=kind if kind in (TRANSLATION, CERTIFICATE) else "",
        declared_size=declared_size,
        evidence_item=item,
    )


def _digest(file: Any) -> str:
    digest = hashlib.sha256()
    file.seek(0)
    while block := file.read(BLOCK):
        digest.update(block)
    file.seek(0)
    return digest.hexdigest()


def _here_already(
    access: Access, case: Case, item: EvidenceItem | None, digest: str
) -> Document | None:
    for row in document_queries.checklist(access, case):
        if row.pk == item.pk if item else row.key.startswith(OTHER):
            for one in row.found_documents:
                if one.sha256 == digest:
                    return one
    return None


@transaction.atomic
def set_state(
    *, access: Access, item: EvidenceItem, status: str, because: str = "", label: str = ""
) -> EvidenceItem:
    """Ask the client for it, waive it with a reason, need it again, or rename it."""
    changes: dict[str, Any] = {}
    if status:
        changes["status"] = status
        if status == EvidenceItem.Status.WAIVED:
            changes["waived_because"] = because.strip()
        if status == EvidenceItem.Status.ASKED:
            changes["asked_date"] = clock.today()
    if label.strip():
        changes["label"] = label.strip()[:300]
    return documents.change_evidence(access=access, item=item, changes=changes)
