"""Addresses of the law section."""

from django.urls import path

from goldendoor.rulebook.browse import views as browse
from goldendoor.rulebook.movement import views as movement
from goldendoor.rulebook.what_if import views as what_if

app_name = "rulebook"
urlpatterns = [
    path("", browse.home, name="home"),
    path("changes/", browse.changes, name="changes"),
    path("what-if/", what_if.what_ifs, name="what_ifs"),
    path("what-if/<slug:what_if_id>/", what_if.what_if, name="what_if"),
    path("bulletin/", movement.movement, name="bulletin"),
    path("rules/<str:rule_id>/", browse.rule, name="rule"),
]
