"""A bundle: how far it is, its parts, or why there is none."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from goldendoor.foundation.web import needs
from goldendoor.practice.bundles import queries
from goldendoor.practice.caseload import frame


@needs("cases.view")
def state(request: HttpRequest, bundle_id: str) -> HttpResponse:
    """Progress, or the finished papers, or every reason why there are none."""
    access = request.access  # type: ignore[attr-defined]
    found = queries.get(access, bundle_id)
    context = {
        **frame.of_case(request, found.case, "letters", "Papers put together"),
        "bundle": found,
        "parts": list(found.parts.all()),
        "late": queries.is_late(found),
        "notes": found.result.get("notes", []),
        "contents": found.result.get("contents", []),
    }
    partial = bool(getattr(request, "htmx", False))
    name = "practice/bundles/bundle.html#state" if partial else "practice/bundles/bundle.html"
    return render(request, name, context)


@needs("cases.view")
def part(request: HttpRequest, bundle_id: str, number: int) -> HttpResponse:
    """One part as a file."""
    access = request.access  # type: ignore[attr-defined]
    found = queries.get(access, bundle_id)
    kept = queries.part(access, found, number)
    name = f"{found.purpose}-{found.case.number}{'-DRAFT' if found.is_draft else ''}"
    if kept.of > 1:
        name += f"-part-{kept.number}-of-{kept.of}"
    response = HttpResponse(queries.content(kept), content_type="application/pdf")
    response["Content-Disposition"] = f'attachment; filename="{name}.pdf"'
    response["Cache-Control"] = "private, no-store"
    return response
