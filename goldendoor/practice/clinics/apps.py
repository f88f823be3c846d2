"""App registration."""

from django.apps import AppConfig


class ClinicsConfig(AppConfig):
    """Clinic days of the practice desk."""

    name = "goldendoor.practice.clinics"
    label = "practice_clinics"
