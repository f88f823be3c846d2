"""Addresses of this feature, within those of the desk."""

from django.urls import path

from goldendoor.practice.hearings import views
from goldendoor.practice.hearings.views import beside

CASE = "cases/<slug:public_id>/hearings/"
HEARING = f"{CASE}<slug:hearing_id>/"
urlpatterns = [
    path("hearings/", views.hearings, name="hearings"),
    path(CASE, views.of_case, name="case_hearings"),
    path(f"{CASE}new/", views.new, name="new_hearing"),
    path(f"{CASE}witnesses/", beside.witness, name="new_witness"),
    path(f"{CASE}witnesses/<slug:witness_id>/", beside.witness, name="witness"),
    path(
        f"{CASE}witnesses/<slug:witness_id>/remove/", beside.remove_witness, name="remove_witness"
    ),
    path(HEARING, views.hearing, name="hearing"),
    path(f"{HEARING}change/", views.change, name="change_hearing"),
    path(f"{HEARING}move/", views.move, name="move_hearing"),
    path(f"{HEARING}outcome/", views.outcome, name="hearing_outcome"),
    path(f"{HEARING}cancel/", views.cancel, name="cancel_hearing"),
    path(f"{HEARING}prepare/", beside.prepare, name="prepare_hearing"),
    path(f"{HEARING}filing-days/", beside.filing_days, name="hearing_filing_days"),
    path(f"{HEARING}exhibits/", beside.exhibits, name="hearing_exhibits"),
    path(f"{HEARING}exhibits.pdf", beside.exhibits_pdf, name="hearing_exhibits_pdf"),
]
