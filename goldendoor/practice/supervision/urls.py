"""Addresses of this feature, within those of the desk."""

from django.urls import path

from goldendoor.practice.supervision import views
from goldendoor.practice.supervision.views import beside

CASE = "cases/<slug:public_id>/supervision/"
urlpatterns = [
    path("team/", views.team, name="team"),
    path("team/mentors/", views.name_mentor, name="name_mentor"),
    path("team/mentors/<slug:pair_id>/end/", views.end_mentor, name="end_mentor"),
    path("team/training/", views.training, name="training"),
    path("team/training/<slug:entry_id>/remove/", views.remove_training, name="remove_training"),
    path(CASE, beside.of_case, name="supervision"),
    path(f"{CASE}comment/", beside.comment, name="supervision_comment"),
    path(f"{CASE}comment/<slug:remark_id>/<slug:verb>/", beside.remark, name="supervision_remark"),
    path(f"{CASE}ask/<slug:task_id>/", beside.ask, name="ask_approval"),
    path(f"{CASE}approvals/<slug:approval_id>/", beside.decide, name="decide_approval"),
]
