"""Addresses of this feature, within those of the desk."""

from django.urls import path

from goldendoor.practice.research import views

NOTE = "<slug:note_id>/"
urlpatterns = [
    path("", views.research, name="research"),
    path("new/", views.write, name="write_research"),
    path("citations/", views.citations, name="citations"),
    path("citation/", views.citation, name="citation"),
    path(NOTE, views.note, name="research_note"),
    path(f"{NOTE}change/", views.rewrite, name="rewrite_research"),
    path(f"{NOTE}step/<slug:verb>/", views.step, name="research_step"),
]
