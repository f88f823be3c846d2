"""App registration."""

from django.apps import AppConfig


class HearingsConfig(AppConfig):
    """Hearings and interviews of the practice desk."""

    name = "goldendoor.practice.hearings"
    label = "practice_hearings"
