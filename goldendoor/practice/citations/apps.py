"""App registration."""

from django.apps import AppConfig


class CitationsConfig(AppConfig):
    """Citations on the practice desk."""

    name = "goldendoor.practice.citations"
    label = "practice_citations"
