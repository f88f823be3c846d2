"""App registration."""

from django.apps import AppConfig


class RulebookConfig(AppConfig):
    """The law section."""

    name = "goldendoor.rulebook"
    label = "rulebook"
