"""App registration."""

from django.apps import AppConfig


class ReviewsConfig(AppConfig):
    """Final reviews of the practice desk."""

    name = "goldendoor.practice.reviews"
    label = "practice_reviews"
