"""App registration."""

from django.apps import AppConfig


class ResponsesConfig(AppConfig):
    """Answers to requests and notices on the practice desk."""

    name = "goldendoor.practice.responses"
    label = "practice_responses"
