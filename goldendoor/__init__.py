"""Golden Door: open, self-hosted case management for immigration."""

__version__ = "0.1.0"
