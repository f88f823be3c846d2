"""Addresses of this feature, within those of the desk."""

from django.urls import path

from goldendoor.practice.drafting import views

urlpatterns = [
    path("cases/<slug:public_id>/letters/", views.of_case, name="case_letters"),
]
