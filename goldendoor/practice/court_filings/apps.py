"""App registration."""

from django.apps import AppConfig


class CourtFilingsConfig(AppConfig):
    """Court filings on the practice desk."""

    name = "goldendoor.practice.court_filings"
    label = "practice_court_filings"
