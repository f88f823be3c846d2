"""The Django app of this folder."""

from django.apps import AppConfig


class CasesApp(AppConfig):
    """Cases."""

    name = "goldendoor.cases"
    label = "cases"
