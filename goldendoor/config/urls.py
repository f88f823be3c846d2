"""Every address of the product. Desks add theirs under their own prefix."""

import importlib.util

from django.conf import settings
from django.urls import URLPattern, URLResolver, include, path

from goldendoor.config import health, views

urlpatterns: list[URLPattern | URLResolver] = [
    path("health/", health.page, name="health"),
    path("gallery/", views.gallery, name="gallery"),
    path("account/", include("goldendoor.accounts.urls")),
    path("documents/", include("goldendoor.documents.urls")),
    path("search/", include("goldendoor.cases.urls")),
    path("law/", include("goldendoor.rulebook.urls")),
    path("deadlines/", include("goldendoor.deadlines.urls")),
]
if "goldendoor.practice" in settings.INSTALLED_APPS and importlib.util.find_spec(
    "goldendoor.practice.urls"
):
    urlpatterns += [path("", include("goldendoor.practice.urls"))]
else:
    urlpatterns += [path("", views.start, name="start")]

handler400 = "goldendoor.config.errors.bad_request"
handler403 = "goldendoor.config.errors.forbidden"
handler404 = "goldendoor.config.errors.not_found"
handler500 = "goldendoor.config.errors.server_error"
