"""Pages that belong to no desk."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from goldendoor.foundation.web import needs
from goldendoor.ui import gallery as gallery_samples


@needs("public")
def gallery(request: HttpRequest) -> HttpResponse:
    """Every component in every state, for contributors: in debug mode or for staff."""
    if not (settings.DEBUG or getattr(request.user, "is_staff", False)):
        raise Http404
    return render(request, "ui/gallery.html", gallery_samples.context())


@needs("signed_in")
def start(request: HttpRequest) -> HttpResponse:
    """With no desk installed the profile is the only page there is."""
    return redirect("profile")
