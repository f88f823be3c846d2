"""App registration."""

from django.apps import AppConfig


class PracticeConfig(AppConfig):
    """The desk of representatives."""

    name = "goldendoor.practice"
    label = "practice"
