"""The parts of the law section, as tabs."""

from __future__ import annotations

from typing import Any

from django.urls import NoReverseMatch, reverse

PARTS = (
    ("home", "Rules"),
    ("changes", "What changed when"),
    ("what_ifs", "What if"),
    ("bulletin", "Visa bulletin"),
)


def tabs(here: str) -> list[dict[str, Any]]:
    """Tabs whose pages exist, with the present one marked."""
    found = []
    for name, label in PARTS:
        try:
            address = reverse(f"rulebook:{name}")
        except NoReverseMatch:
            continue
        found.append({"label": label, "address": address, "here": name == here, "count": ""})
    return found
