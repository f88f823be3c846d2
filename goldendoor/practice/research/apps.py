"""App registration."""

from django.apps import AppConfig


class ResearchConfig(AppConfig):
    """Research on the practice desk."""

    name = "goldendoor.practice.research"
    label = "practice_research"
