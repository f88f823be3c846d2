"""App registration."""

from django.apps import AppConfig


class BundlesConfig(AppConfig):
    """Bundles of papers on the practice desk."""

    name = "goldendoor.practice.bundles"
    label = "practice_bundles"
