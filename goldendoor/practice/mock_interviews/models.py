"""Practice sessions and links for practice on a phone. What a client said is encrypted."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from goldendoor.cases.models import Case, OfCase
from goldendoor.foundation.fields import EncryptedJSONField, EncryptedTextField
from goldendoor.kernel import clock
from goldendoor.people.models import Person


class Session(OfCase):
    """One sitting. `questions` is `rules.Question` as JSON, as drawn; `answers` is
    `{key: {"score", "note"}}`; `mark` the pass mark of a civics test, or empty."""

    class State(models.TextChoices):
        GOING = "going", "Going on"
        FINISHED = "finished", "Finished"

    class Language(models.TextChoices):
        ENGLISH = "en", "English"
        SPANISH = "es", "Spanish"

    compartment_paths: ClassVar[tuple[str, ...]] = ("case__compartment", "person__compartment")

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="+")
    person = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    set_id = models.CharField(max_length=80)
    label = models.CharField(max_length=200)
    language = models.CharField(max_length=5, choices=Language.choices, default="en")
    questions = models.JSONField(default=list)
    mark = models.JSONField(default=dict)
    answers = EncryptedJSONField(default=dict)
    seconds = models.PositiveIntegerField(default=0)
    state = models.CharField(max_length=20, choices=State.choices, default=State.GOING)
    held_date = models.DateField()
    held_by_label = models.CharField(max_length=200)
    comment = EncryptedTextField(default="")

    class Meta:
        ordering = ["held_date", "id"]
        indexes = [
            models.Index(fields=["organisation_id", "case", "held_date"], name="mock_of_case")
        ]

    def __str__(self) -> str:
        return self.label


class PhoneLink(OfCase):
    """An address at which a client practises civics without signing in, until a day."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="+")
    table_id = models.CharField(max_length=80)
    only_65_20 = models.BooleanField(default=False)
    expires_date = models.DateField()
    revoked_at = models.DateTimeField(null=True, blank=True)
    made_by_label = models.CharField(max_length=200)
    made_at = models.DateTimeField(default=clock.now)

    class Meta:
        indexes = [models.Index(fields=["organisation_id", "case"], name="mock_links")]

    def __str__(self) -> str:
        return f"Practice until {self.expires_date}"
