"""The Django app of this folder."""

from django.apps import AppConfig


class CorrespondenceApp(AppConfig):
    """What comes in and goes out."""

    name = "goldendoor.correspondence"
    label = "correspondence"
