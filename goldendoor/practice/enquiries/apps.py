"""App registration."""

from django.apps import AppConfig


class EnquiriesConfig(AppConfig):
    """Enquiries of the practice desk."""

    name = "goldendoor.practice.enquiries"
    label = "practice_enquiries"
