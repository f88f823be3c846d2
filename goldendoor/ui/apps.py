"""The Django app of this folder."""

from django.apps import AppConfig


class UiApp(AppConfig):
    """Templates and static files."""

    name = "goldendoor.ui"
    label = "ui"
