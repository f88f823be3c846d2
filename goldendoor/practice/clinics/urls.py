"""Addresses of this feature, within those of the desk."""

from django.urls import path

from goldendoor.practice.clinics import views

ONE = "<slug:clinic_id>/"
VISIT = "visits/<slug:visit_id>/"
urlpatterns = [
    path("", views.clinics, name="clinics"),
    path("new/", views.plan, name="plan_clinic"),
    path(ONE, views.clinic, name="clinic"),
    path(f"{ONE}receive/", views.receive, name="receive_visit"),
    path(f"{ONE}helpers/", views.helper, name="clinic_helper"),
    path(f"{VISIT}agreement.pdf", views.agreement, name="clinic_agreement"),
    path(f"{VISIT}<slug:verb>/", views.step, name="visit_step"),
]
