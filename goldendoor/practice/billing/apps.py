"""App registration."""

from django.apps import AppConfig


class BillingConfig(AppConfig):
    """Time, expenses and invoices of the practice desk."""

    name = "goldendoor.practice.billing"
    label = "practice_billing"
