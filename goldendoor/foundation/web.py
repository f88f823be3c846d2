"""Every view names its policy; this is how."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase

from goldendoor.foundation import registries
from goldendoor.foundation.errors import NotAllowed, NotFound

View = Callable[..., HttpResponseBase]


def needs(policy: str) -> Callable[[View], View]:
    """Decorator of a view: refuse early unless `policy` allows this person, whatever the subject.

    Actions ask again with the subject. "public" needs no sign-in, "signed_in" no office. A record
    that cannot be seen is a 404.
    """

    def decorate(view: View) -> View:
        @wraps(view)
        def checked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if policy != "public" and not request.user.is_authenticated:
                return redirect_to_login(request.get_full_path())
            if policy not in {"public", "signed_in"}:
                access = getattr(request, "access", None)
                if access is None:
                    raise NotAllowed("You belong to no office yet. Ask its owner to add you.")
                registries.demand(policy, access)
            try:
                return view(request, *args, **kwargs)
            except NotFound as error:
                raise Http404 from error

        checked.policy = policy  # type: ignore[attr-defined]
        return checked

    return decorate
