"""The search box: cases by number, title or name; people by name or number."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from goldendoor.cases import queries
from goldendoor.foundation.web import needs
from goldendoor.people import queries as people


@needs("cases.view")
def search(request: HttpRequest) -> HttpResponse:
    """A page of hits, or for htmx only the list below the box."""
    # POST keeps a name out of the address, and so out of logs and the browser's history.
    text = request.POST.get("q", "").strip()
    access = request.access  # type: ignore[attr-defined]
    context = {
        "q": text,
        "cases": queries.search(access, text) if text else [],
        "people": people.search(access, text, limit=8) if text else [],
    }
    partial = bool(getattr(request, "htmx", False))
    return render(request, "cases/search.html#hits" if partial else "cases/search.html", context)
