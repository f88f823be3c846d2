"""Final reviews and their comments. What reviewers write is encrypted."""

from typing import ClassVar

from django.conf import settings
from django.db import models

from goldendoor.cases.models import Case, OfCase
from goldendoor.foundation.fields import EncryptedJSONField, EncryptedTextField
from goldendoor.kernel import clock


class Review(OfCase):
    """One look at a case. `checklist` is kept as it was when the review began:
    `[{"key", "label", "help", "group"}]`; `answers` is `{key: {"says": ok | problem | none,
    "note": text}}`. `alone_because` is said where the reviewer also prepared the case."""

    class State(models.TextChoices):
        OPEN = "open", "Under review"
        SIGNED = "signed", "Signed"
        REPLACED = "replaced", "Replaced by a new look"

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="+")
    number = models.PositiveIntegerField()
    state = models.CharField(max_length=20, choices=State.choices, default=State.OPEN)
    checklist = models.JSONField(default=list)
    answers = EncryptedJSONField(default=dict)
    started_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    started_by_label = models.CharField(max_length=200)
    started_at = models.DateTimeField(default=clock.now)
    signed_by_label = models.CharField(max_length=200, blank=True)
    signed_at = models.DateTimeField(null=True, blank=True)
    alone_because = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["case", "number"], name="reviews_one_of_a_number"),
            models.UniqueConstraint(
                fields=["case"], condition=models.Q(state="open"), name="reviews_one_open"
            ),
        ]
        indexes = [
            models.Index(fields=["organisation_id", "case", "-number"], name="reviews_of_case"),
            models.Index(
                fields=["organisation_id", "started_by"],
                condition=models.Q(state="open"),
                name="reviews_open_by_person",
            ),
        ]

    def __str__(self) -> str:
        return f"Final review {self.number}"


class Comment(OfCase):
    """Something to settle. `about_id` is the public id of a form or document, or the key of a
    question; empty where the comment is about the item itself."""

    class About(models.TextChoices):
        ITEM = "item", "The whole case"
        FORM = "form", "Form"
        QUESTION = "question", "Question"
        DOCUMENT = "document", "Document"

    compartment_paths: ClassVar[tuple[str, ...]] = ("review__case__compartment",)

    review = models.ForeignKey(Review, on_delete=models.CASCADE, related_name="comments")
    item = models.CharField(max_length=60)
    about = models.CharField(max_length=20, choices=About.choices, default=About.ITEM)
    about_id = models.CharField(max_length=300, blank=True)
    text = EncryptedTextField()
    author_label = models.CharField(max_length=200)
    resolved_at = models.DateTimeField(null=True, blank=True)
    resolved_by_label = models.CharField(max_length=200, blank=True)
    resolution = EncryptedTextField(default="")

    class Meta:
        ordering = ["created_at", "id"]
        indexes = [
            models.Index(fields=["organisation_id", "review", "id"], name="reviews_comments")
        ]

    def __str__(self) -> str:
        return f"Comment on {self.item}"
