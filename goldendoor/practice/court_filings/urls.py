"""Addresses of this feature, within those of the desk."""

from django.urls import path

from goldendoor.practice.court_filings import views

FILING = "court-filings/<slug:filing_id>/"
urlpatterns = [
    path("cases/<slug:public_id>/court-filings/new/", views.begin, name="begin_court_filing"),
    path(FILING, views.filing, name="court_filing"),
    path(f"{FILING}cover/", views.cover, name="court_cover"),
    path(f"{FILING}papers/<slug:verb>/", views.papers, name="court_papers"),
    path(f"{FILING}build/", views.build, name="build_court_filing"),
    path(f"{FILING}filed/", views.filed, name="court_filed"),
]
