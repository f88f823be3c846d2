"""The Django app of this folder."""

from django.apps import AppConfig


class FoundationApp(AppConfig):
    """Base tables and registries."""

    name = "goldendoor.foundation"
    label = "foundation"
