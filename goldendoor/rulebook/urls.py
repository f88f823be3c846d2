"""Addresses of the law section."""

from django.urls import path

from goldendoor.rulebook.browse import views as browse

app_name = "rulebook"
urlpatterns = [
    path("", browse.home, name="home"),
    path("changes/", browse.changes, name="changes"),
    path("rules/<str:rule_id>/", browse.rule, name="rule"),
]
