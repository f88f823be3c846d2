"""App registration."""

from django.apps import AppConfig


class TrustConfig(AppConfig):
    """Clients' money of the practice desk."""

    name = "goldendoor.practice.trust"
    label = "practice_trust"
