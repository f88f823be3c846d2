"""Entries, their payloads and the heads of the chains. Plain identifiers, no foreign keys up."""

from typing import Any, ClassVar

from django.db import models

from goldendoor.foundation.encryption import Undecipherable
from goldendoor.foundation.fields import EncryptedTextField
from goldendoor.foundation.models import RecordQuerySet


class Entry(models.Model):
    """One thing that happened. Triggers refuse to change or delete a row (see triggers.py)."""

    compartment_paths: ClassVar[tuple[str, ...]] = ("compartment",)

    organisation_id = models.BigIntegerField()
    # Of the facts the payload tells of; the entry is visible to those they are visible to.
    compartment = models.CharField(max_length=40, blank=True)
    subject_kind = models.CharField(max_length=40)
    subject_id = models.CharField(max_length=64)
    sequence = models.PositiveIntegerField()
    actor_id = models.BigIntegerField(null=True)
    actor_label = models.CharField(max_length=200)
    action = models.CharField(max_length=80)
    at = models.DateTimeField()
    payload_digest = models.CharField(max_length=64)
    previous_hash = models.CharField(max_length=64)
    hash = models.CharField(max_length=64)

    objects = RecordQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation_id", "subject_kind", "subject_id", "sequence"],
                name="audit_one_entry_per_place",
            )
        ]
        indexes = [models.Index(fields=["organisation_id", "-at", "-id"], name="audit_latest")]
        verbose_name_plural = "entries"

    def __str__(self) -> str:
        return f"{self.subject_kind} {self.subject_id} #{self.sequence} {self.action}"


class Body(EncryptedTextField):
    """The text of a payload. One that somebody altered reads as words that fit no digest, so that
    the verifier can go on and name it."""

    UNREADABLE = '{"unreadable":true}'

    def from_db_value(self, value: Any, expression: Any, connection: Any) -> Any:
        """Token → text."""
        try:
            return super().from_db_value(value, expression, connection)
        except Undecipherable:
            return self.UNREADABLE


class Payload(models.Model):
    """The details of an entry as canonical JSON text, encrypted. Erased: the reason instead."""

    entry = models.OneToOneField(Entry, on_delete=models.PROTECT, related_name="payload")
    salt = models.CharField(max_length=32, blank=True)
    body = Body(blank=True)
    erased_at = models.DateTimeField(null=True)
    erased_because = models.TextField(blank=True)

    def __str__(self) -> str:
        return f"payload of {self.entry_id}"


class Head(models.Model):
    """How long a chain is and how it ends, kept apart so that a cut-off end is noticed."""

    organisation_id = models.BigIntegerField()
    subject_kind = models.CharField(max_length=40)
    subject_id = models.CharField(max_length=64)
    length = models.PositiveIntegerField(default=0)
    hash = models.CharField(max_length=64, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation_id", "subject_kind", "subject_id"], name="audit_one_head"
            )
        ]

    def __str__(self) -> str:
        return f"{self.subject_kind} {self.subject_id}: {self.length}"
