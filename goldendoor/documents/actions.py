"""Taking in and arranging documents and evidence."""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import PurePosixPath
from typing import Any, BinaryIO

from django.core.files.base import File
from django.db import transaction

from goldendoor.audit import actions as audit
from goldendoor.cases.models import Case
from goldendoor.documents import queries, reading
from goldendoor.documents.models import Document, EvidenceItem
from goldendoor.foundation import registries, uploads
from goldendoor.foundation.access import Access
from goldendoor.foundation.errors import NotAllowed
from goldendoor.foundation.models import change
from goldendoor.kernel import clock
from goldendoor.kernel.errors import BadInput
from goldendoor.people.models import Person

CHANGEABLE = {
    "title", "kind", "person", "included", "exhibit_label", "translation_of", "certificate",
    "compartment", "data",
}  # fmt: skip
EVIDENCE_CHANGEABLE = {"label", "status", "waived_because", "asked_date", "person", "data"}


@transaction.atomic
def upload(
    *,
    access: Access,
    case: Case | None,
    file: BinaryIO,
    filename: str,
    person: Person | None = None,
    kind: str = "",
    title: str = "",
    compartment: str = "",
    declared_size: int | None = None,
    evidence_item: EvidenceItem | None = None,
    data: Mapping[str, Any] | None = None,
) -> Document:
    """Keep a file, checked by content and size, encrypted. Raises BadInput naming the file.

    With `evidence_item` that row counts as received. A file cut off half-way leaves nothing behind.
    """
    registries.demand("documents.change", access)
    _may_hang_on(access, case, person, compartment)
    columns = _taken_in(file, filename, declared_size)
    document = Document(
        organisation_id=access.organisation_id,
        case=case,
        person=person,
        kind=kind,
        title=(title.strip() or PurePosixPath(columns["filename"]).stem)[:200],
        compartment=compartment,
        position=_next_position(case),
        data=dict(data or {}),
        **columns,
    )
    with _stored(document, file):
        document.save()
        _record(access, document, "document.uploaded", _told(document))
        if evidence_item is not None:
            link_evidence(access=access, item=evidence_item, document=document)
    return document


@transaction.atomic
def replace(
    *,
    access: Access,
    document: Document,
    file: BinaryIO,
    filename: str,
    declared_size: int | None = None,
    version: int | None = None,
) -> Document:
    """Put a better scan in place of a file; the old content stays until the change is committed."""
    registries.demand("documents.change", access, document)
    columns = _taken_in(file, filename, declared_size)
    old_name, old_digest, storage = str(document.file.name), document.sha256, document.file.storage
    fresh = Document(organisation_id=document.organisation_id, **columns)
    with _stored(fresh, file):
        change(document, version=version, changes={**columns, "file": fresh.file.name})
        _record(access, document, "document.replaced", {"old": old_digest, **_told(document)})
    transaction.on_commit(lambda: storage.delete(old_name))
    return document


@transaction.atomic
def change_document(
    *, access: Access, document: Document, changes: Mapping[str, Any], version: int | None = None
) -> Document:
    """Rename, leave out, label, describe. Raises NotAllowed, BadInput, Conflict."""
    registries.demand("documents.change", access, document)
    if unknown := set(changes) - CHANGEABLE:
        raise BadInput(f"A document has no changeable {', '.join(sorted(unknown))}.")
    _may_name(access, changes.get("person"))
    if changes.get("translation_of") is not None:
        registries.demand("documents.change", access, changes["translation_of"])
    if "title" in changes and not str(changes["title"]).strip():
        raise BadInput("A document needs a title.")
    _open(access, changes.get("compartment") or "")
    told = change(document, version=version, changes=dict(changes), what=f"“{document}”")
    if told:
        plain = {field: [_plain(value) for value in pair] for field, pair in told.items()}
        _record(access, document, "document.changed", {"changes": plain})
    return document


@transaction.atomic
def file_to_case(
    *,
    access: Access,
    document: Document,
    case: Case,
    kind: str,
    title: str,
    person: Person | None = None,
    version: int | None = None,
) -> Document:
    """Put a paper that came in by itself to the case it belongs to; not into the packet.

    The compartment of its own is taken off: that of the case holds. Raises NotAllowed for a paper
    of another case.
    """
    registries.demand("documents.change", access, document)
    registries.demand("cases.change", access, case)
    _may_name(access, person)
    if document.case_id not in (None, case.pk):
        raise NotAllowed("The document belongs to another case.")
    changes = {"case": case, "kind": kind[:60], "title": title.strip()[:200] or document.title}
    changes["person"] = person or document.person
    if document.case_id is None:
        changes |= {"position": _next_position(case), "included": False, "compartment": ""}
    told = change(document, version=version, changes=changes, what=f"“{document}”")
    if told:
        plain = {field: [_plain(value) for value in pair] for field, pair in told.items()}
        _record(access, document, "document.changed", {"changes": plain})
    return document


def rename(
    *, access: Access, document: Document, title: str, version: int | None = None
) -> Document:
    """Give a document another title."""
    changes = {"title": title.strip()}
    return change_document(access=access, document=document, changes=changes, version=version)


def include(
    *, access: Access, document: Document, included: bool, version: int | None = None
) -> Document:
    """Take a document into the packet or leave it out."""
    changes = {"included": included}
    return change_document(access=access, document=document, changes=changes, version=version)


@transaction.atomic
def reorder(*, access: Access, case: Case, public_ids: Sequence[str]) -> list[Document]:
    """Put the documents into this order; those this person cannot see keep their places' ranks."""
    registries.demand("cases.change", access, case)
    known = {document.public_id: document for document in queries.of_case(access, case)}
    if sorted(public_ids) != sorted(known):
        raise BadInput("The new order must name every document of the case once.")
    for position, public_id in enumerate(public_ids):
        Document.objects.filter(pk=known[public_id].pk).update(position=position)
    _record_for_case(access, case, "document.reordered", {"order": list(public_ids)})
    return queries.of_case(access, case)


@transaction.atomic
def remove(*, access: Access, document: Document, version: int | None = None) -> None:
    """Take a document away from the case; its file is kept until the retention day."""
    registries.demand("documents.change", access, document)
    change(document, version=version, changes={"removed_at": clock.now(), "included": False})
    _record(access, document, "document.removed", {"title": document.title})


@transaction.atomic
def record_reading(*, access: Access, document: Document) -> None:
    """Reading a document leaves a trace in its history."""
    registries.demand("documents.view", access, document)
    _record(access, document, "document.read", {"purpose": access.purpose})


@transaction.atomic
def set_checklist(
    *, access: Access, case: Case, rows: Sequence[Mapping[str, Any]]
) -> list[EvidenceItem]:
    """Add the rows of a checklist that are not there yet, by `key` and `person`.

    A row is `{"key", "label", "person": Person | None, "data": {…}}`; known rows keep their state.
    """
    registries.demand("cases.change", access, case)
    added: list[EvidenceItem] = []
    start = case.evidence.count()
    for number, row in enumerate(rows):
        _may_name(access, row.get("person"))
        item, fresh = EvidenceItem.objects.get_or_create(
            organisation_id=access.organisation_id,
            case=case,
            key=row["key"],
            person=row.get("person"),
            defaults={
                "label": row["label"],
                "position": start + number,
                "data": dict(row.get("data") or {}),
            },
        )
        added += [item] if fresh else []
    for compartment in sorted({_of(item.person) for item in added}):
        listed = [item.key for item in added if _of(item.person) == compartment]
        _record_for_case(access, case, "evidence.listed", {"rows": listed}, compartment)
    return queries.checklist(access, case)


@transaction.atomic
def change_evidence(
    *, access: Access, item: EvidenceItem, changes: Mapping[str, Any], version: int | None = None
) -> EvidenceItem:
    """Ask for, waive (with a reason) or rename a row of the checklist."""
    registries.demand("cases.change", access, item.case)
    if unknown := set(changes) - EVIDENCE_CHANGEABLE:
        raise BadInput(f"A row of the checklist has no changeable {', '.join(sorted(unknown))}.")
    if changes.get("status", item.status) not in EvidenceItem.Status.values:
        raise BadInput(f"“{changes['status']}” is no state of evidence.")
    _may_name(access, changes.get("person"))
    before = _of(item.person)
    reason = changes.get("waived_because", item.waived_because)
    if changes.get("status") == EvidenceItem.Status.WAIVED and not str(reason).strip():
        raise BadInput("Say why this evidence is not needed.")
    told = change(item, version=version, changes=dict(changes), what=f"“{item}”")
    if told:
        plain = {field: [_plain(value) for value in pair] for field, pair in told.items()}
        payload = {"row": item.key, "changes": plain}
        closed = before or _of(item.person)
        _record_for_case(access, item.case, "evidence.changed", payload, closed)
    return item


@transaction.atomic
def link_evidence(*, access: Access, item: EvidenceItem, document: Document) -> EvidenceItem:
    """This document answers this row, which counts as received."""
    registries.demand("cases.change", access, item.case)
    if document.case_id != item.case_id:
        raise NotAllowed("The document belongs to another case.")
    item.documents.add(document)
    change(item, version=None, changes={"status": EvidenceItem.Status.RECEIVED})
    payload = {"row": item.key, "document": document.public_id}
    closed = document.compartment or _of(document.person) or _of(item.person)
    _record_for_case(access, item.case, "evidence.changed", payload, closed)
    return item


def _taken_in(file: BinaryIO, filename: str, declared_size: int | None) -> dict[str, Any]:
    """Columns of a checked file: its kind, size, digest and, where it can be read, its pages."""
    digest, size = hashlib.sha256(), 0
    file.seek(0)
    while piece := file.read(1024 * 1024):
        digest.update(piece)
        size += len(piece)
    name = PurePosixPath(filename.replace("\\", "/").replace("\0", "")).name[:255] or "document"
    kind = uploads.check(file, name=name, size=size, declared_size=declared_size)
    return {
        "filename": name,
        "content_type": kind.content_type,
        "size": size,
        "sha256": digest.hexdigest(),
        "pages": reading.page_count(file, kind, name=name),
    }


@contextmanager
def _stored(document: Document, file: BinaryIO) -> Iterator[None]:
    """Encrypt the content; when what follows fails (a conflict, say) it is removed again."""
    file.seek(0)
    document.file.save(document.filename, File(file), save=False)
    try:
        yield
    except BaseException:
        document.file.storage.delete(str(document.file.name))
        raise


def _next_position(case: Case | None) -> int:
    if case is None:
        return 0
    last = case.documents.order_by("-position").values_list("position", flat=True).first()
    return 0 if last is None else last + 1


def _open(access: Access, compartment: str) -> None:
    if not access.opens(compartment):
        raise NotAllowed(f"The compartment “{compartment}” is not open to you.")


def _may_hang_on(
    access: Access, case: Case | None, person: Person | None, compartment: str
) -> None:
    if case is not None:
        registries.demand("cases.change", access, case)
    _may_name(access, person)
    _open(access, compartment)


def _may_name(access: Access, person: Person | None) -> None:
    """A document or row is put to somebody of this office whose file is open to this person."""
    if person is not None:
        registries.demand("people.change", access, person)


def _of(person: Person | None) -> str:
    """What is done for somebody closed is told only to those they are open to."""
    return person.compartment if person is not None else ""


def _plain(value: Any) -> Any:
    simple = isinstance(value, str | int | float | bool | list | dict) or value is None
    return value if simple else str(value)


def _told(document: Document) -> dict[str, Any]:
    return {"title": document.title, "sha256": document.sha256, "size": document.size}


def _record(access: Access, document: Document, action: str, payload: dict[str, Any]) -> None:
    case_compartment = document.case.compartment if document.case else ""
    audit.record(
        access=access,
        subject_kind="document",
        subject_id=document.public_id,
        action=action,
        payload={**payload, "case": document.case.public_id if document.case else None},
        compartment=document.compartment or _of(document.person) or case_compartment,
    )


def _record_for_case(
    access: Access, case: Case, action: str, payload: dict[str, Any], compartment: str = ""
) -> None:
    audit.record(
        access=access,
        subject_kind="case",
        subject_id=case.public_id,
        action=action,
        payload=payload,
        compartment=compartment or case.compartment,
    )
