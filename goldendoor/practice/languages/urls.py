"""Addresses of this feature, within those of the desk."""

from django.urls import path

from goldendoor.practice.languages import views

CASE = "cases/<slug:public_id>/languages/"
JOB = f"{CASE}<slug:job_id>/"
ROSTER = "languages/interpreters/"
ONE = f"{ROSTER}<slug:interpreter_id>/"
urlpatterns = [
    path("languages/", views.languages, name="languages"),
    path("languages/book/", views.book, name="book_interpreter"),
    path("languages/bookings/<slug:booking_id>/", views.booking, name="booking"),
    path(f"{ROSTER}new/", views.interpreter_form, name="new_interpreter"),
    path(ONE, views.interpreter, name="interpreter"),
    path(f"{ONE}change/", views.interpreter_form, name="change_interpreter"),
    path(f"{ONE}knows/", views.tie, name="tie_interpreter"),
    path(f"{ONE}agreement.pdf", views.agreement, name="interpreter_agreement"),
    path(CASE, views.of_case, name="case_languages"),
    path(f"{CASE}translate/", views.new_job, name="new_translation"),
    path(f"{CASE}book/", views.book, name="book_for_case"),
    path(JOB, views.job, name="translation"),
    path(f"{JOB}change/", views.change_job, name="change_translation"),
    path(f"{JOB}certificate.pdf", views.certificate, name="translation_certificate"),
    path(f"{JOB}<slug:verb>/", views.step, name="translation_step"),
]
