"""Translation jobs, the roster of interpreters, their ties and bookings."""

from __future__ import annotations

import datetime
from typing import ClassVar
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import models

from goldendoor.cases.models import Case, OfCase
from goldendoor.documents.models import Document
from goldendoor.foundation.fields import EncryptedTextField
from goldendoor.foundation.models import Record
from goldendoor.people.models import Person
from goldendoor.practice.hearings.models import Hearing


class Job(OfCase):
    """A document of a case to translate. `signed_*` is what the certificate says."""

    class State(models.TextChoices):
        ASKED = "asked", "To be translated"
        RETURNED = "returned", "Translation is here"
        CERTIFIED = "certified", "Certified"
        CANCELLED = "cancelled", "Cancelled"

    OPEN: ClassVar[tuple[str, ...]] = ("asked", "returned")

    compartment_paths: ClassVar[tuple[str, ...]] = (
        "case__compartment",
        "document__compartment",
        "document__person__compartment",
    )

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="+")
    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="+")
    from_language = models.CharField(max_length=60)
    to_language = models.CharField(max_length=60)
    translator = models.CharField(max_length=200, blank=True)
    translator_user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    due_date = models.DateField(null=True, blank=True)
    notes = EncryptedTextField(default="")
    state = models.CharField(max_length=20, choices=State.choices, default=State.ASKED)
    translation = models.ForeignKey(
        Document, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    certificate = models.ForeignKey(
        Document, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    signed_name = models.CharField(max_length=200, blank=True)
    signed_address = EncryptedTextField(default="")
    signed_date = models.DateField(null=True, blank=True)
    cancelled_because = EncryptedTextField(default="")

    class Meta:
        ordering = ["id"]
        indexes = [
            models.Index(fields=["organisation_id", "case", "id"], name="languages_jobs"),
            models.Index(
                fields=["organisation_id", "due_date", "id"],
                condition=models.Q(state__in=("asked", "returned")),
                name="languages_jobs_due",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.from_language} to {self.to_language}"


class Interpreter(Record):
    """Somebody who interprets. `languages` is a list of names; `weekdays` 0 to 6, [] for any."""

    class Kind(models.TextChoices):
        STAFF = "staff", "Staff"
        VOLUNTEER = "volunteer", "Volunteer"
        AGENCY = "agency", "Agency"

    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=20, choices=Kind.choices, default=Kind.VOLUNTEER)
    languages = models.JSONField(default=list)
    contact = EncryptedTextField(default="")
    agreement_date = models.DateField("confidentiality agreement signed on", null=True, blank=True)
    weekdays = models.JSONField(default=list)
    hours_from = models.TimeField(null=True, blank=True)
    hours_to = models.TimeField(null=True, blank=True)
    notes = EncryptedTextField(default="")
    is_retired = models.BooleanField(default=False)

    class Meta:
        ordering = ["name", "id"]
        indexes = [models.Index(fields=["organisation_id", "name"], name="languages_roster")]

    def __str__(self) -> str:
        return self.name


class Tie(Record):
    """Somebody an interpreter knows: for their cases the interpreter never interprets."""

    compartment_paths: ClassVar[tuple[str, ...]] = ("person__compartment",)

    interpreter = models.ForeignKey(Interpreter, on_delete=models.CASCADE, related_name="ties")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    why = EncryptedTextField(default="")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["interpreter", "person"], name="languages_one_tie")
        ]

    def __str__(self) -> str:
        return f"tie of {self.interpreter}"


class Booking(Record):
    """An interpreter for a time, in UTC, with the zone in which it was asked."""

    class About(models.TextChoices):
        HEARING = "hearing", "Hearing or interview"
        CONSULTATION = "consultation", "Consultation"
        OTHER = "other", "Something else"

    class State(models.TextChoices):
        BOOKED = "booked", "Asked"
        CONFIRMED = "confirmed", "Confirmed"
        DONE = "done", "Done"
        CANCELLED = "cancelled", "Cancelled"

    compartment_paths: ClassVar[tuple[str, ...]] = ("case__compartment",)

    interpreter = models.ForeignKey(Interpreter, on_delete=models.PROTECT, related_name="bookings")
    case = models.ForeignKey(
        Case, on_delete=models.CASCADE, null=True, blank=True, related_name="+"
    )
    hearing = models.ForeignKey(
        Hearing, on_delete=models.SET_NULL, null=True, blank=True, related_name="bookings"
    )
    about = models.CharField(max_length=20, choices=About.choices, default=About.OTHER)
    language = models.CharField(max_length=60)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    time_zone = models.CharField(max_length=60)
    held_date = models.DateField()
    place = models.CharField(max_length=300, blank=True)
    notes = EncryptedTextField(default="")
    state = models.CharField(max_length=20, choices=State.choices, default=State.BOOKED)
    sworn_date = models.DateField("oath taken on", null=True, blank=True)

    class Meta:
        ordering = ["starts_at", "id"]
        indexes = [
            models.Index(
                fields=["organisation_id", "interpreter", "starts_at"], name="languages_bookings"
            ),
            models.Index(fields=["organisation_id", "held_date", "id"], name="languages_by_day"),
        ]

    def __str__(self) -> str:
        return f"{self.interpreter}, {self.language}, {self.get_state_display().lower()}"

    @property
    def hours(self) -> str:
        """`09:00 to 11:00 EDT` by the clock at the place."""
        zone = ZoneInfo(self.time_zone)
        first, last = self.starts_at.astimezone(zone), self.ends_at.astimezone(zone)
        return f"{first:%H:%M} to {last:%H:%M} {first:%Z}"

    @property
    def moment(self) -> datetime.datetime:
        """The start by the clock at the place."""
        return self.starts_at.astimezone(ZoneInfo(self.time_zone))
