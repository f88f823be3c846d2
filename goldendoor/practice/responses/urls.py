"""Addresses of this feature, within those of the desk."""

from django.urls import path

from goldendoor.practice.responses import views

ANSWER = "answers/<slug:response_id>/"
ITEM = "answers/items/<slug:item_id>/"
urlpatterns = [
    path("answers/", views.responses, name="responses"),
    path("cases/<slug:public_id>/answers/new/", views.start, name="start_response"),
    path(ITEM, views.item, name="response_item"),
    path(f"{ITEM}versions/", views.versions, name="response_versions"),
    path(f"{ITEM}step/<slug:verb>/", views.item_step, name="response_item_step"),
    path(ANSWER, views.response, name="response"),
    path(f"{ANSWER}add/", views.add_items, name="add_response_items"),
    path(f"{ANSWER}settings/", views.settings, name="response_settings"),
    path(f"{ANSWER}build/", views.build, name="build_response"),
    path(f"{ANSWER}sent/", views.sent, name="response_sent"),
    path(f"{ANSWER}drop/", views.drop, name="drop_response"),
]
