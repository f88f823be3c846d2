"""The Django app of this folder."""

from django.apps import AppConfig


class FoundationApp(AppConfig):
    """Base tables and registries."""

    name = "goldendoor.foundation"
    label = "foundation"

    def ready(self) -> None:
        """Lookups are known before any query."""
        from goldendoor.foundation import lookups  # noqa: F401
