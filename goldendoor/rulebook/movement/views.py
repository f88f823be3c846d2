"""The visa bulletin, and a priority date in it. The date is posted, drawn and forgotten."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from goldendoor.foundation.web import needs
from goldendoor.kernel import clock
from goldendoor.law import bulletin
from goldendoor.law.library import Library, LibraryError
from goldendoor.rulebook.movement import page
from goldendoor.rulebook.sections import tabs


@needs("rulebook.read")
def movement(request: HttpRequest) -> HttpResponse:
    """Movement of a category; `?category=EB2&column=india` chooses, a POST brings a date."""
    library = Library.shipped()
    posted = request.POST.dict() if request.method == "POST" else _chosen(request)
    try:
        bulletins = bulletin.load(library)
    except LibraryError:
        context = {"tabs": tabs("bulletin"), "missing": True}
        return render(request, "rulebook/bulletin.html", context)
    context = page.of_bulletin(library, bulletins, posted, clock.today())
    context["tabs"] = tabs("bulletin")
    is_part = request.headers.get("HX-Target") == "movement"
    return render(request, f"rulebook/bulletin.html{'#answer' if is_part else ''}", context)


def _chosen(request: HttpRequest) -> dict[str, str]:
    return {key: request.GET[key] for key in page.FIRST if key in request.GET}
