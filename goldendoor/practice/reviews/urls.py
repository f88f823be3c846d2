"""Addresses of this feature, within those of the desk."""

from django.urls import path

from goldendoor.practice.reviews import views

REVIEW = "cases/<slug:public_id>/review/"
urlpatterns = [
    path(REVIEW, views.final_review, name="final_review"),
    path(f"{REVIEW}start/", views.start, name="start_review"),
    path(f"{REVIEW}<slug:review_id>/", views.earlier, name="earlier_review"),
    path(f"{REVIEW}<slug:review_id>/comment/", views.comment, name="review_comment"),
    path(f"{REVIEW}comments/<slug:comment_id>/<slug:verb>/", views.settle, name="settle_comment"),
]
