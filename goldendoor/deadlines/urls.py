"""Addresses of deadlines that every desk shares: reasons, what moved, calendar feeds."""

from django.urls import path

from goldendoor.deadlines import views

app_name = "deadlines"
urlpatterns = [
    path("of-rule/<str:rule_id>/", views.of_rule, name="of_rule"),
    path("current/", views.current, name="current"),
    path("moved/", views.moved, name="moved"),
    path("moved/recompute/", views.recompute, name="recompute"),
    path("moved/<slug:batch_id>/", views.batch, name="batch"),
    path("moved/<slug:batch_id>/confirm/", views.confirm, name="confirm"),
    path("moved/<slug:batch_id>/discard/", views.discard, name="discard"),
    path("feeds/", views.feeds, name="feeds"),
    path("feeds/<slug:feed_id>/revoke/", views.revoke_feed, name="revoke_feed"),
    path("feeds/<str:token>.ics", views.feed, name="feed"),
    path("<slug:deadline_id>/why/", views.why, name="why"),
    path("<slug:deadline_id>/seen/", views.seen, name="seen"),
]
