"""Sign-in itself is allauth's; ours is the profile page."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from goldendoor.accounts import queries
from goldendoor.foundation.web import needs


@needs("signed_in")
def profile(request: HttpRequest) -> HttpResponse:
    """Who I am here, how I sign in, what is open to me."""
    access = request.access  # type: ignore[attr-defined]
    context = {
        "second_factor": queries.has_second_factor(request.user),
        "compartments": queries.compartments(access) if access else [],
    }
    return render(request, "accounts/profile.html", context)
