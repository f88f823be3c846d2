"""Checks, the names asked about (encrypted) and the fingerprints they are found by."""

from typing import ClassVar

from django.db import models

from goldendoor.documents.models import Document
from goldendoor.foundation.fields import EncryptedJSONField, EncryptedTextField
from goldendoor.foundation.models import Record, RecordQuerySet
from goldendoor.kernel import clock, opaque


class Check(Record):
    """One conflict check. `asked` is `rules.to_json`, `hits` a list of `rules.Hit` as JSON.

    `digest` tells whether the same people were asked about; it is a keyed fingerprint.
    """

    class State(models.TextChoices):
        CLEAR = "clear", "Nothing found"
        REFERRED = "referred", "With the conflicts officer"
        NO_CONFLICT = "no_conflict", "No conflict"
        WAIVED = "waived", "Waived"
        DECLINED = "declined", "Conflict: declined"

    PASSED: ClassVar[set[str]] = {"clear", "no_conflict", "waived"}
    DECIDED: ClassVar[set[str]] = {"no_conflict", "waived", "declined"}

    compartment_paths: ClassVar[tuple[str, ...]] = ("compartment",)

    thread = models.CharField(max_length=16, default=opaque.new_id)
    asked = EncryptedJSONField(default=list)
    digest = models.CharField(max_length=64)
    hits = EncryptedJSONField(default=list)
    state = models.CharField(max_length=20, choices=State.choices)
    asked_by_label = models.CharField(max_length=200)
    asked_at = models.DateTimeField(default=clock.now)
    decided_by_label = models.CharField(max_length=200, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    reason = EncryptedTextField(null=True)
    waiver = models.ForeignKey(
        Document, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    compartment = models.CharField(max_length=40, blank=True)

    class Meta:
        verbose_name = "conflict check"
        indexes = [
            models.Index(
                fields=["organisation_id", "state", "asked_at", "id"], name="conflicts_by_state"
            ),
            models.Index(fields=["organisation_id", "thread"], name="conflicts_by_thread"),
        ]

    def __str__(self) -> str:
        return "The conflict check"

    @property
    def has_passed(self) -> bool:
        """Whether work for the enquirer may go on."""
        return self.state in self.PASSED

    @property
    def is_decided(self) -> bool:
        """Whether the conflicts officer has spoken."""
        return self.state in self.DECIDED


class AskedName(Record):
    """A name given in a check: later checks find it, too."""

    compartment_paths: ClassVar[tuple[str, ...]] = ("check_asked__compartment",)

    check_asked = models.ForeignKey(Check, on_delete=models.CASCADE, related_name="names")
    role = models.CharField(max_length=20)
    text = EncryptedTextField()
    born = EncryptedTextField(null=True)

    def __str__(self) -> str:
        return f"{self.role} in {self.check_asked_id}"


class AskedKey(models.Model):
    """A fingerprint of a key of `matching.keys`; says nothing without the office's key."""

    organisation_id = models.BigIntegerField(editable=False)
    key = models.CharField(max_length=40)
    asked_name = models.ForeignKey(AskedName, on_delete=models.CASCADE, related_name="keys")

    objects = RecordQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(
                fields=["organisation_id", "key", "asked_name"], name="conflicts_names_by_key"
            )
        ]

    def __str__(self) -> str:
        return self.key
