"""App registration."""

from django.apps import AppConfig


class NoticesConfig(AppConfig):
    """Incoming notices on the practice desk."""

    name = "goldendoor.practice.notices"
    label = "practice_notices"
