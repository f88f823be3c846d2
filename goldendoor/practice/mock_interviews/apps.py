"""App registration."""

from django.apps import AppConfig


class MockInterviewsConfig(AppConfig):
    """Mock interviews of the practice desk."""

    name = "goldendoor.practice.mock_interviews"
    label = "practice_mock_interviews"
