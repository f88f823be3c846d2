"""Base page, components and static files; no models."""
