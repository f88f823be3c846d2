"""Notices that came in, mail that was fetched, and what the agency says of receipts."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from goldendoor.cases.models import Case, Filing, OfCase
from goldendoor.documents.models import Document
from goldendoor.foundation.fields import EncryptedJSONField, EncryptedTextField
from goldendoor.foundation.models import Record
from goldendoor.kernel import clock


class IncomingNotice(Record):
    """A paper of the agency, from its arrival until somebody confirmed what it says.

    `reading` is `reading.notices.Notice.to_json()`, with what a person put right; None until it was
    read. `outcome` is what confirming did, in words. `same_key` is equal for notices of one kind,
    receipt and date, and says nothing without the office's key.
    """

    class State(models.TextChoices):
        UNREAD = "unread", "Being read"
        UNREADABLE = "unreadable", "Type it yourself"
        TO_CONFIRM = "to_confirm", "To confirm"
        CONFIRMED = "confirmed", "Confirmed"
        SET_ASIDE = "set_aside", "Set aside"

    class Source(models.TextChoices):
        UPLOAD = "upload", "Uploaded"
        MAIL = "mail", "By e-mail"

    OPEN: ClassVar[tuple[str, ...]] = ("unread", "unreadable", "to_confirm")

    compartment_paths: ClassVar[tuple[str, ...]] = (
        "compartment",
        "document__compartment",
        "case__compartment",
    )

    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="+")
    case = models.ForeignKey(
        Case, on_delete=models.PROTECT, null=True, blank=True, related_name="notices"
    )
    filing = models.ForeignKey(
        Filing, on_delete=models.SET_NULL, null=True, blank=True, related_name="notices"
    )
    state = models.CharField(max_length=12, choices=State.choices, default=State.UNREAD)
    kind = models.CharField(max_length=40, blank=True)
    source = models.CharField(max_length=10, choices=Source.choices, default=Source.UPLOAD)
    arrived_date = models.DateField()
    reading = EncryptedJSONField(null=True)
    advice = models.CharField(max_length=300, blank=True)
    same_key = models.CharField(max_length=64, blank=True)
    compartment = models.CharField(max_length=40, blank=True)
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    taken_in_by_label = models.CharField(max_length=200)
    decided_by_label = models.CharField(max_length=200, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    reason = EncryptedTextField(default="")
    outcome = EncryptedJSONField(default=dict)

    class Meta:
        verbose_name = "notice"
        verbose_name_plural = "notices"
        indexes = [
            models.Index(
                fields=["organisation_id", "state", "-created_at", "-id"], name="notices_by_state"
            ),
            models.Index(fields=["organisation_id", "case"], name="notices_of_case"),
            models.Index(fields=["organisation_id", "same_key"], name="notices_alike"),
        ]

    def __str__(self) -> str:
        return "The notice"

    @property
    def is_open(self) -> bool:
        """Whether somebody still has to do something about it."""
        return self.state in self.OPEN

    def tell(self, done: int, total: int) -> None:
        """How far the reading is: shown to whoever looks, and in no history."""
        type(self)._default_manager.filter(pk=self.pk).update(done=done, total=total)


class FetchedMail(Record):
    """A message of the mailbox that was taken in: `key` is a fingerprint of its Message-ID."""

    key = models.CharField(max_length=64)
    uid = models.PositiveBigIntegerField(default=0)
    uid_validity = models.PositiveBigIntegerField(default=0)
    fetched_at = models.DateTimeField(default=clock.now)
    notices = models.PositiveIntegerField(default=0)
    left_out = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation_id", "key"], name="correspondence_one_mail_once"
            )
        ]
        indexes = [
            models.Index(fields=["organisation_id", "uid_validity", "uid"], name="mail_by_number")
        ]

    def __str__(self) -> str:
        return f"mail {self.uid}"


class CaseStatus(OfCase):
    """What the agency last said of the receipt of one filing. `raw` is its answer as it came.

    `said` has title, text, title_es, text_es, form and modified_date. `next_at` is when it is asked
    again; None where it is not asked (nobody may, or the case is over).
    """

    compartment_paths: ClassVar[tuple[str, ...]] = (
        "case__compartment",
        "filing__person__compartment",
    )

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="agency_statuses")
    filing = models.OneToOneField(Filing, on_delete=models.CASCADE, related_name="agency_status")
    said = EncryptedJSONField(null=True)
    raw = EncryptedTextField(null=True)
    pasted = models.BooleanField(default=False)
    problem = models.CharField(max_length=300, blank=True)
    asked_at = models.DateTimeField(null=True, blank=True)
    changed_at = models.DateTimeField(null=True, blank=True)
    next_at = models.DateTimeField(null=True, blank=True)
    # The last day on which anything came about it: a status, a notice; at first its mailing.
    moved_date = models.DateField(null=True, blank=True)

    class Meta:
        verbose_name = "case status"
        verbose_name_plural = "case statuses"
        indexes = [
            models.Index(fields=["organisation_id", "next_at"], name="statuses_to_ask"),
            models.Index(fields=["organisation_id", "case"], name="statuses_of_case"),
            models.Index(fields=["organisation_id", "moved_date"], name="statuses_still"),
        ]

    def __str__(self) -> str:
        return "The case status"


class AskingDay(Record):
    """How many requests of a day (in UTC) an office has spent."""

    day = models.DateField()
    spent = models.PositiveIntegerField(default=0)
    problem = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation_id", "day"], name="correspondence_one_count_a_day"
            )
        ]

    def __str__(self) -> str:
        return f"{self.spent} on {self.day}"
