"""App registration."""

from django.apps import AppConfig


class LanguagesConfig(AppConfig):
    """Translations and interpreters of the practice desk."""

    name = "goldendoor.practice.languages"
    label = "practice_languages"
