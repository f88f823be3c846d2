"""Addresses of this feature, within those of the desk."""

from django.urls import path

from goldendoor.practice.bundles import views

urlpatterns = [
    path("bundles/<slug:bundle_id>/", views.state, name="bundle"),
    path("bundles/<slug:bundle_id>/part-<int:number>.pdf", views.part, name="bundle_part"),
]
