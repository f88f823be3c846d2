"""App registration."""

from django.apps import AppConfig


class ConflictsConfig(AppConfig):
    """Conflict checks of the practice desk."""

    name = "goldendoor.practice.conflicts"
    label = "practice_conflicts"
