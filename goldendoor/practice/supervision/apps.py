"""App registration."""

from django.apps import AppConfig


class SupervisionConfig(AppConfig):
    """Supervision on the practice desk."""

    name = "goldendoor.practice.supervision"
    label = "practice_supervision"
