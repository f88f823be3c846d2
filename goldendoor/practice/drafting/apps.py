"""App registration."""

from django.apps import AppConfig


class DraftingConfig(AppConfig):
    """Drafts on the practice desk."""

    name = "goldendoor.practice.drafting"
    label = "practice_drafting"
