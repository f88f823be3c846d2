"""The search box of the top bar, which every desk shares."""

from django.urls import path

from goldendoor.cases import views

urlpatterns = [path("", views.search, name="search")]
