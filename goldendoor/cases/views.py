"""The search box of the top bar: cases, people, pages, rules, things to do."""

from urllib.parse import urlsplit

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from goldendoor.foundation import palette
from goldendoor.foundation.web import needs

MOST_LETTERS = 200


@needs("cases.view")
def search(request: HttpRequest) -> HttpResponse:
    """A page of hits, or for htmx only the list below the box."""
    # POST keeps a name out of the address, and so out of logs and the browser's history.
    text = request.POST.get("q", "").strip()[:MOST_LETTERS]
    partial = bool(getattr(request, "htmx", False))
    here = urlsplit(request.headers.get("HX-Current-URL", "")).path if partial else ""
    asked = palette.Asked(text, here)
    context = {
        "q": text,
        "groups": palette.groups(request.access, asked),  # type: ignore[attr-defined]
    }
    return render(request, "cases/search.html#hits" if partial else "cases/search.html", context)
