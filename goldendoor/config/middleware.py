"""Turns the errors of our apps into pages a person can read."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from goldendoor.config import errors
from goldendoor.foundation.errors import Conflict, NotAllowed
from goldendoor.kernel.errors import BadInput


class ReadableErrors:
    """NotAllowed → 403 with its reason, Conflict → 409 with both versions, BadInput → 400; a full
    disk, a busy database and the like each with their own words."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """The page for `exception`, or None when there are no words for it."""
        if isinstance(exception, NotAllowed):
            return errors.forbidden(request, exception)
        if isinstance(exception, Conflict):
            return errors.conflict(request, exception)
        if isinstance(exception, BadInput):
            refusal = BadInput(str(exception))
            refusal.reason = str(exception)  # type: ignore[attr-defined]
            return errors.bad_request(request, refusal)
        return errors.unusual(request, exception)
