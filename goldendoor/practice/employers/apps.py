"""App registration."""

from django.apps import AppConfig


class EmployersConfig(AppConfig):
    """Companies of the practice desk."""

    name = "goldendoor.practice.employers"
    label = "practice_employers"
