"""The Django app of this folder."""

from django.apps import AppConfig


class AuditApp(AppConfig):
    """The history."""

    name = "goldendoor.audit"
    label = "audit"
