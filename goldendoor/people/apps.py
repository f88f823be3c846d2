"""The Django app of this folder."""

from django.apps import AppConfig


class PeopleApp(AppConfig):
    """Persons."""

    name = "goldendoor.people"
    label = "people"
