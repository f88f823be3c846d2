"""Addresses of this feature, within those of the desk."""

from django.urls import path

from goldendoor.practice.notices import views

urlpatterns = [
    path("notices/", views.notices, name="notices"),
    path("notices/upload/", views.upload, name="upload_notices"),
    path("notices/<slug:notice_id>/", views.notice, name="notice"),
    path("notices/<slug:notice_id>/page-<int:number>.png", views.picture, name="notice_picture"),
    path("notices/<slug:notice_id>/aside/", views.set_aside, name="set_notice_aside"),
    path("cases/<slug:public_id>/notices/", views.of_case, name="case_notices"),
    path("cases/<slug:public_id>/notices/<slug:filing_id>/", views.status, name="agency_status"),
]
