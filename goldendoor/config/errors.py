"""Pages for when something went wrong: what happened, and what to do now."""

import errno
import logging
import sys
from collections.abc import Iterator
from typing import Any

from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.db import DataError, OperationalError
from django.http import HttpRequest, HttpResponse, UnreadablePostError
from django.shortcuts import render
from django.template import engines, loader

from goldendoor.foundation.encryption import Undecipherable
from goldendoor.foundation.errors import Conflict
from goldendoor.pdf.errors import PdfError

# Drawn without a database or a session: either may be what failed.
UNUSUAL = """{% extends "ui/document.html" %}{% load static %}
{% block title %}{{ heading }} · Golden Door{% endblock %}
{% block body %}<div class="gd-entrance">
<header><a class="gd-brand" href="/">
<img src="{% static 'goldendoor/logo.svg' %}" alt="">Golden Door</a></header>
<main id="main" class="gd-stack"><p class="gd-soft">Error {{ status }}</p><h1>{{ heading }}</h1>
<p data-reason>{{ reason }}</p><p>{{ what_now }}</p>
<p><a class="usa-button" href="/">Go to the start page</a></p></main></div>{% endblock %}"""
NOTHING_CHANGED = "What was being done just now was not carried out; what was saved before is safe."
AGAIN = "Go back and send it again. What you typed is still in the form."
OPERATOR = "Tell whoever runs this installation."
LOCKED = ("locked", "deadlock", "could not serialize", "busy")


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
    if isinstance(exception, RequestDataTooBig | TooManyFieldsSent | TooManyFilesSent):
        reason = "This form holds more than can be taken at once. Nothing was changed."
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


def unusual(request: HttpRequest, exception: BaseException | None) -> HttpResponse | None:
    """The page for what our code cannot help: a full disk, a busy database, an upload cut off, a
    value no database holds, a file that does not open. None for anything else."""
    for error in _with_causes(exception):
        told = _told(error)
        if told is not None:
            status, heading, reason, what_now = told
            if status >= 500:
                logging.getLogger("goldendoor").error("%s: %s", heading, type(error).__name__)
            return _drawn(request, status=status, heading=heading, reason=reason, what_now=what_now)
    return None


def _with_causes(error: BaseException | None) -> Iterator[BaseException]:
    while error is not None:
        yield error
        error = error.__cause__ or error.__context__


def _told(error: BaseException) -> tuple[int, str, str, str] | None:
    """(status, heading, reason, what now) of an error that has words of its own."""
    text = str(error).lower()
    if isinstance(error, UnreadablePostError):
        return 400, "Cut off half-way", f"Only a part of it arrived. {NOTHING_CHANGED}", AGAIN
    if isinstance(error, OSError) and error.errno in (errno.ENOSPC, errno.EDQUOT):
        return 507, "The disk is full", NOTHING_CHANGED, OPERATOR
    if isinstance(error, OperationalError):
        if "full" in text or "no space" in text:
            return 507, "The disk is full", NOTHING_CHANGED, OPERATOR
        if any(word in text for word in LOCKED):
            return 503, "Busy just now", f"Others are saving too. {NOTHING_CHANGED}", AGAIN
        return 503, "The database does not answer", NOTHING_CHANGED, OPERATOR
    if isinstance(error, PdfError):
        return 400, "This cannot be used", str(error), AGAIN
    if isinstance(error, Undecipherable):
        reason = "What is stored was altered, or the key it was written with is missing."
        return 500, "This cannot be read", reason, OPERATOR
    refused = "nul (0x00)" in text or ("exceeds the limit" in text and "digits" in text)
    if isinstance(error, DataError) or (isinstance(error, ValueError) and refused):
        reason = "A value is too long, or holds characters or numbers that cannot be kept."
        return 400, "This cannot be used", f"{reason} {NOTHING_CHANGED}", AGAIN
    return None


def _drawn(request: HttpRequest, **context: Any) -> HttpResponse:
    page = engines["django"].from_string(UNUSUAL).render(context)
    response = HttpResponse(page, status=context["status"])
    if context["status"] == 503:
        response["Retry-After"] = "5"
    if getattr(request, "htmx", False):
        response["HX-Retarget"] = "body"
        response["HX-Reswap"] = "innerHTML"
    return response


def server_error(request: HttpRequest) -> HttpResponse:
    """500, drawn without a database or a session, since either may be what failed."""
    told = unusual(request, sys.exc_info()[1])
    if told is not None:
        return told
    return HttpResponse(loader.render_to_string("ui/errors/500.html"), status=500)
