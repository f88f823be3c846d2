"""Loads what apps register: policies, guards, effects, words, time lines, dues, search."""

import importlib
import importlib.util

from django.apps import AppConfig, apps

REGISTERING_MODULES = (
    "policies", "guards", "effects", "audit_words", "timeline", "due", "handovers",
    "palette",
)  # fmt: skip


class ConfigApp(AppConfig):
    """The last app to be ready."""

    name = "goldendoor.config"
    label = "config"

    def ready(self) -> None:
        """Import every app's registering modules, so that a table may name what they offer."""
        for app in apps.get_app_configs():
            if not app.name.startswith("goldendoor."):
                continue
            for module in REGISTERING_MODULES:
                name = f"{app.name}.{module}"
                if importlib.util.find_spec(name) is not None:
                    importlib.import_module(name)
