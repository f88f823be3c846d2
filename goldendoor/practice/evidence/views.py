"""Evidence: the checklist with its files."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from goldendoor.cases import case_types
from goldendoor.cases import queries as cases
from goldendoor.cases.models import Case
from goldendoor.documents import actions as document_actions
from goldendoor.documents import queries as documents
from goldendoor.documents.models import EvidenceItem
from goldendoor.foundation.web import needs
from goldendoor.kernel.errors import BadInput
from goldendoor.practice.caseload import frame
from goldendoor.practice.evidence import actions


def _context(request: HttpRequest, case: Case) -> dict[str, Any]:
    access = request.access  # type: ignore[attr-defined]
    kind = case_types.get(case.type_id)
    said = {row["key"]: row.get("help", "") for row in kind.rest.get("evidence") or []}
    rows = documents.checklist(access, case)
    linked = {one.pk for row in rows for one in row.found_documents}
    loose = [one for one in documents.of_case(access, case) if one.pk not in linked]
    settled, count = documents.received_count(access, case)
    shown = [
        {"item": row, "help": said.get(row.key, ""), "out": row.data.get("included") is False}
        for row in rows
    ]
    return {
        **frame.of_case(request, case, "evidence"),
        "rows": shown,
        "loose": loose,
        "settled": settled,
        "count": count,
        "status": EvidenceItem.Status,
    }


@needs("documents.view")
def evidence(request: HttpRequest, public_id: str) -> HttpResponse:
    """The checklist."""
    access = request.access  # type: ignore[attr-defined]
    case = cases.get(access, public_id)
    return render(request, "practice/evidence.html", _context(request, case))


@frame.posted
@needs("documents.change")
def upload(request: HttpRequest, public_id: str) -> HttpResponse:
    """Take files in; what is wrong with one of them is said by its name."""
    access = request.access  # type: ignore[attr-defined]
    case = cases.get(access, public_id)
    files = request.FILES.getlist("file")
    if not files:
        raise BadInput("No file arrived. If it was cut off on its way, send it again.")
    wanted = request.POST.get("item", "")
    item = documents.evidence_item(access, wanted) if wanted else None
    declared = request.POST.get("declared_size", "")
    for file in files:
        actions.take_in(
            access=access,
            case=case,
            file=file,
            filename=file.name or "document",
            declared_size=int(declared) if declared.isdecimal() and len(files) == 1 else None,
            item=item,
            kind=request.POST.get("kind", ""),
        )
    if getattr(request, "htmx", False) or request.headers.get("HX-Request"):
        return render(request, "practice/evidence.html#checklist", _context(request, case))
    messages.success(request, f"{len(files)} in.")
    return redirect("practice:evidence", public_id)


@frame.posted
@needs("documents.change")
def item(request: HttpRequest, public_id: str, item_id: str) -> HttpResponse:
    """One row: ask for it, waive it, rename it, leave it out of the packet."""
    access = request.access  # type: ignore[attr-defined]
    row = documents.evidence_item(access, item_id)
    post = request.POST
    if "include" in post:
        data = {**row.data, "included": post["include"] == "1"}
        document_actions.change_evidence(access=access, item=row, changes={"data": data})
    else:
        actions.set_state(
            access=access,
            item=row,
            status=post.get("status", ""),
            because=post.get("because", ""),
            label=post.get("label", ""),
        )
    return _back(request, public_id, f"row-{item_id}")


@frame.posted
@needs("documents.change")
def order(request: HttpRequest, public_id: str) -> HttpResponse:
    """The order of the files, as dragged or moved by keys."""
    access = request.access  # type: ignore[attr-defined]
    case = cases.get(access, public_id)
    known = [one.public_id for one in documents.of_case(access, case)]
    wanted = [one for one in dict.fromkeys(request.POST.getlist("order")) if one in known]
    # Files that answer no row stand in no list of the page; they keep their order at the end.
    rest = [one for one in known if one not in wanted]
    document_actions.reorder(access=access, case=case, public_ids=[*wanted, *rest])
    return HttpResponse(status=204)


@frame.posted
@needs("documents.change")
def document(request: HttpRequest, document_id: str) -> HttpResponse:
    """Rename, leave out, call it a translation or certificate, or take it away."""
    access = request.access  # type: ignore[attr-defined]
    found = documents.get(access, document_id)
    post = request.POST
    version = frame.version_of(request)
    if found.case is None:
        raise Http404
    if "remove" in post:
        document_actions.remove(access=access, document=found, version=version)
        return _back(request, found.case.public_id)
    changes: dict[str, Any] = {}
    if post.get("title", "").strip():
        changes["title"] = post["title"].strip()
    if "kind" in post:
        kind = post["kind"]
        changes["kind"] = kind if kind in (actions.TRANSLATION, actions.CERTIFICATE) else ""
        rows = documents.checklist(access, found.case)
        mates = [one for row in rows if found in row.found_documents for one in row.found_documents]
        originals = [one for one in mates if not one.kind and one.pk != found.pk]
        changes["translation_of"] = originals[0] if changes["kind"] and originals else None
    if "include" in post:
        changes["included"] = post["include"] == "1"
    document_actions.change_document(
        access=access, document=found, changes=changes, version=version
    )
    return _back(request, found.case.public_id, f"doc-{document_id}")


@needs("documents.view")
def preview(request: HttpRequest, document_id: str) -> HttpResponse:
    """The file in the side panel, with what can be done to it."""
    access = request.access  # type: ignore[attr-defined]
    found = documents.get(access, document_id)
    partial = bool(getattr(request, "htmx", False))
    template = "practice/preview.html#body" if partial else "practice/preview.html"
    return render(request, template, {"document": found})


def _back(request: HttpRequest, public_id: str, anchor: str = "") -> HttpResponse:
    if request.headers.get("HX-Request"):
        access = request.access  # type: ignore[attr-defined]
        case = cases.get(access, public_id)
        return render(request, "practice/evidence.html#checklist", _context(request, case))
    address = reverse("practice:evidence", args=[public_id])
    return redirect(f"{address}#{anchor}" if anchor else address)
