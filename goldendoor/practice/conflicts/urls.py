"""Addresses of this feature, within those of the desk."""

from django.urls import path

from goldendoor.practice.conflicts import views

urlpatterns = [
    path("", views.checks, name="conflict_checks"),
    path("new/", views.new, name="new_conflict_check"),
    path("<slug:check_id>/", views.check, name="conflict_check"),
    path("<slug:check_id>/decide/", views.decide, name="decide_conflict"),
]
