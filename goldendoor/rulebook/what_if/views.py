"""The list of what-ifs, and one of them. Facts are posted, computed and forgotten."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from goldendoor.foundation.web import needs
from goldendoor.kernel import clock
from goldendoor.law.library import Library
from goldendoor.rulebook.sections import tabs
from goldendoor.rulebook.what_if import page, queries


@needs("rulebook.read")
def what_ifs(request: HttpRequest) -> HttpResponse:
    """Everything one can try out."""
    found = queries.what_ifs(Library.shipped())
    return render(request, "rulebook/what_ifs.html", {"found": found, "tabs": tabs("what_ifs")})


@needs("rulebook.read")
def what_if(request: HttpRequest, what_if_id: str) -> HttpResponse:
    """One what-if; a POST brings facts, from its own form or from the page of a case."""
    library = Library.shipped()
    entry = queries.what_if(library, what_if_id)
    posted = request.POST.dict() if request.method == "POST" else page.examples(entry)
    context = {
        **page.of_what_if(entry, posted, clock.today(), library),
        "entry": entry,
        "example": request.method != "POST",
        "tabs": tabs("what_ifs"),
    }
    target = request.headers.get("HX-Target", "")
    part = {"moves": "#answer", "what-if": "#whole"}.get(target, "")
    return render(request, f"rulebook/what_if.html{part}", context)
