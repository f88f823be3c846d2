"""Addresses of this feature, within those of the desk."""

from django.urls import path

from goldendoor.practice.mock_interviews import views

CASE = "cases/<slug:public_id>/practice/"
urlpatterns = [
    path(CASE, views.of_case, name="mock_interviews"),
    path(f"{CASE}start/", views.start, name="start_mock"),
    path(f"{CASE}phone/", views.make_link, name="make_phone_link"),
    path(f"{CASE}phone/<slug:link_id>/end/", views.revoke_link, name="revoke_phone_link"),
    path(f"{CASE}<slug:session_id>/", views.session, name="mock_session"),
    path(f"{CASE}<slug:session_id>/finish/", views.finish, name="finish_mock"),
    path("civics/<str:token>/", views.civics, name="civics"),
]
