"""The Django app of this folder."""

from django.apps import AppConfig


class DeadlinesApp(AppConfig):
    """Deadlines."""

    name = "goldendoor.deadlines"
    label = "deadlines"
