"""Enquiries and what is kept of the talks before a case opens. What people told is encrypted."""

from typing import ClassVar

from django.conf import settings
from django.db import models

from goldendoor.cases.models import Case
from goldendoor.documents.models import Document
from goldendoor.foundation.fields import EncryptedJSONField, EncryptedTextField
from goldendoor.foundation.models import Record
from goldendoor.kernel import clock
from goldendoor.people.models import Person
from goldendoor.practice.conflicts.models import Check


class Enquiry(Record):
    """Somebody asks for help. `people` is `conflicts.rules.to_json`, `channels` a list of
    `{"kind", "value", "safe": yes, no or "", "note"}`."""

    class State(models.TextChoices):
        NEW = "new", "New"
        WAITING = "waiting", "In progress"
        OPENED = "opened", "Case opened"
        DECLINED = "declined", "Declined"
        WITHDRAWN = "withdrawn", "Withdrawn"

    class Source(models.TextChoices):
        PHONE = "phone", "Telephone"
        WALK_IN = "walk_in", "Walked in"
        REFERRAL = "referral", "Referred to us"
        WEBSITE = "website", "Website or e-mail"
        CLINIC = "clinic", "Clinic day"

    DECIDED: ClassVar[set[str]] = {"opened", "declined", "withdrawn"}

    compartment_paths: ClassVar[tuple[str, ...]] = ("compartment",)

    state = models.CharField(max_length=20, choices=State.choices, default=State.NEW)
    source = models.CharField(max_length=20, choices=Source.choices, default=Source.PHONE)
    about = EncryptedTextField(null=True)
    language = models.CharField(max_length=60, blank=True)
    needs_interpreter = models.BooleanField(default=False)
    people = EncryptedJSONField(default=list)
    channels = EncryptedJSONField(default=list)
    check_made = models.ForeignKey(
        Check, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    # Somebody the office knows already; `person_settled` says that the question was answered.
    person = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    person_settled = models.BooleanField(default=False)
    assigned_to = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    case = models.ForeignKey(
        Case, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    decided_because = EncryptedTextField(null=True)
    received_at = models.DateTimeField(default=clock.now)
    compartment = models.CharField(max_length=40, blank=True)

    class Meta:
        verbose_name_plural = "enquiries"
        indexes = [
            models.Index(
                fields=["organisation_id", "state", "-received_at", "-id"],
                name="enquiries_by_state",
            ),
            models.Index(
                fields=["organisation_id", "-received_at", "-id"], name="enquiries_latest"
            ),
        ]

    def __str__(self) -> str:
        return self.name or "An enquiry without a name"

    @property
    def name(self) -> str:
        """The enquirer as first written."""
        first = self.people[0] if self.people else {}
        return (first.get("names") or [""])[0]

    @property
    def is_decided(self) -> bool:
        """Whether it is over: opened, declined or withdrawn."""
        return self.state in self.DECIDED


class OfEnquiry(Record):
    """What hangs on an enquiry is seen by those who may see it."""

    compartment_paths: ClassVar[tuple[str, ...]] = ("enquiry__compartment",)

    enquiry = models.ForeignKey(Enquiry, on_delete=models.CASCADE, related_name="+")

    class Meta:
        abstract = True


class Contact(OfEnquiry):
    """A call, a letter, a talk: with whom is said by the enquiry, on which channel here."""

    kind = models.CharField(max_length=20)
    channel = EncryptedTextField(null=True)
    is_incoming = models.BooleanField(default=False)
    text = EncryptedTextField()
    author_label = models.CharField(max_length=200)
    at = models.DateTimeField(default=clock.now)

    class Meta:
        indexes = [
            models.Index(fields=["organisation_id", "enquiry", "-at"], name="enquiries_contacts")
        ]

    def __str__(self) -> str:
        return self.kind


class Screening(OfEnquiry):
    """An interview: `answers` by key, `dated` what the law engine said, with its reasons."""

    screening_id = models.CharField(max_length=60)
    answers = EncryptedJSONField(default=dict)
    dated = EncryptedJSONField(default=list)
    asked_by_label = models.CharField(max_length=200)
    asked_date = models.DateField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["enquiry", "screening_id"], name="enquiries_one_screening_of_a_kind"
            )
        ]

    def __str__(self) -> str:
        return f"The screening “{self.screening_id}”"


class Consultation(OfEnquiry):
    """One version; `body` has goals, facts, options, advice. A signed one never changes."""

    class FeeKind(models.TextChoices):
        NONE = "none", "No fee"
        FLAT = "flat", "Flat fee"
        HOURLY = "hourly", "By the hour"

    number = models.PositiveIntegerField(default=1)
    body = EncryptedJSONField(default=dict)
    fee_kind = models.CharField(max_length=10, choices=FeeKind.choices, default=FeeKind.NONE)
    fee_cents = models.PositiveBigIntegerField(default=0)
    is_for_court = models.BooleanField(default=False)
    author_label = models.CharField(max_length=200)
    signed_by_label = models.CharField(max_length=200, blank=True)
    signed_as = models.CharField(max_length=60, blank=True)
    signed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["enquiry", "number"], name="enquiries_one_consultation_per_number"
            )
        ]

    def __str__(self) -> str:
        return f"Consultation, version {self.number}"


class Engagement(OfEnquiry):
    """The letter that office and client sign, on one signed consultation."""

    consultation = models.ForeignKey(Consultation, on_delete=models.PROTECT, related_name="+")
    template_id = models.CharField(max_length=60)
    scope = EncryptedTextField()
    drawn_up_date = models.DateField()
    drawn_up_by_label = models.CharField(max_length=200)
    signed_date = models.DateField(null=True, blank=True)
    recorded_by_label = models.CharField(max_length=200, blank=True)
    document = models.ForeignKey(
        Document, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        indexes = [
            models.Index(fields=["organisation_id", "enquiry"], name="enquiries_engagements")
        ]

    def __str__(self) -> str:
        return "The engagement letter"
