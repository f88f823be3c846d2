"""Pages for when something went wrong: what happened, and what to do now."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template import loader

from goldendoor.foundation.errors import Conflict


def _page(request: HttpRequest, status: int, **context: Any) -> HttpResponse:
    response = render(request, f"ui/errors/{status}.html", {"status": status, **context})
    response.status_code = status
    if getattr(request, "htmx", False):
        # A refused partial must not end up inside a small corner of the page.
        response["HX-Retarget"] = "#main"
        response["HX-Reswap"] = "innerHTML"
    return response


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """400: what we were given cannot be used."""
    reason = getattr(exception, "reason", "") or ""
    return _page(request, 400, reason=reason)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """403, with the reason of the policy that said no."""
    reason = getattr(exception, "reason", "") or ""
    return _page(request, 403, reason=reason)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """404: no such page, or not for this person; the two look the same on purpose."""
    return _page(request, 404)


def conflict(request: HttpRequest, exception: Conflict) -> HttpResponse:
    """409: someone else changed it first. Both versions are shown and nothing typed is lost."""
    typed = [
        (name, value)
        for name in request.POST
        if name not in {"csrfmiddlewaretoken", "version"}
        for value in request.POST.getlist(name)
    ]
    return _page(request, 409, conflict=exception, typed=typed)


def csrf(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403 when a form comes from elsewhere or is too old."""
    return _page(request, 403, reason="This form was opened too long ago. Go back and reload it.")


def server_error(request: HttpRequest) -> HttpResponse:
    """500, drawn without a database or a session, since either may be what failed."""
    return HttpResponse(loader.render_to_string("ui/errors/500.html"), status=500)
