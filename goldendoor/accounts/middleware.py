"""Puts `request.access` on every request, and asks for a second factor where required."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from goldendoor.accounts import queries

# Where one may still go while the second factor is missing.
OPEN_PATHS = ("/account/", "/static/", "/health/")
ORGANISATION_KEY = "organisation_id"


class AccessMiddleware:
    """`request.access` is the frozen Access of who is signed in, or None."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.access = None  # type: ignore[attr-defined]
        if request.user.is_authenticated:
            chosen = request.session.get(ORGANISATION_KEY)
            request.access = queries.access_for(  # type: ignore[attr-defined]
                request.user, organisation_id=chosen
            )
            if self._lacks_second_factor(request):
                return redirect("mfa_index")
            access = request.access  # type: ignore[attr-defined]
            if access is not None and not access.is_inside and request.path == "/":
                return redirect(settings.START_OUTSIDE)
        return self.get_response(request)

    def _lacks_second_factor(self, request: HttpRequest) -> bool:
        if not settings.REQUIRE_MFA or request.path.startswith(OPEN_PATHS):
            return False
        return not queries.has_second_factor(request.user)
