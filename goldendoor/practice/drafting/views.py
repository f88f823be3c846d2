"""Letters of a case."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from goldendoor.cases import queries as cases
from goldendoor.foundation.web import needs
from goldendoor.practice.caseload import frame


@needs("cases.view")
def of_case(request: HttpRequest, public_id: str) -> HttpResponse:
    """Everything that is written in the case."""
    access = request.access  # type: ignore[attr-defined]
    case = cases.get(access, public_id)
    context = frame.of_case(request, case, "letters")
    return render(request, "practice/drafting/of_case.html", context)
