"""The list of rules, what changed when, the page of a rule."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from goldendoor.foundation.web import needs


@needs("rulebook.read")
def home(request: HttpRequest) -> HttpResponse:
    """Rules by area, found by word, id or citation."""
    return render(request, "rulebook/home.html")
