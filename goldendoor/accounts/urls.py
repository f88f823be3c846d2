"""Addresses of sign-in and the profile."""

from django.urls import include, path

from goldendoor.accounts import views

urlpatterns = [
    path("", views.profile, name="profile"),
    path("", include("allauth.urls")),
]
