"""Clinic days and the visits of people to them."""

from typing import ClassVar

from django.conf import settings
from django.db import models

from goldendoor.foundation.models import Record
from goldendoor.kernel import clock
from goldendoor.practice.enquiries.models import Enquiry


class Clinic(Record):
    """One day. `stations` is a list of `{"key", "label", "needs": ["check", "agreement"]}`."""

    title = models.CharField(max_length=200)
    place = models.CharField(max_length=300, blank=True)
    held_date = models.DateField()
    stations = models.JSONField(default=list)
    # What the office does for everybody today; goes into the agreement.
    scope = models.TextField(blank=True)
    room_for = models.PositiveIntegerField(default=50)

    class Meta:
        indexes = [
            models.Index(fields=["organisation_id", "-held_date", "-id"], name="clinics_latest")
        ]

    def __str__(self) -> str:
        return self.title


class Helper(Record):
    """A volunteer or colleague at a station of a clinic day."""

    clinic = models.ForeignKey(Clinic, on_delete=models.CASCADE, related_name="helpers")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    station = models.CharField(max_length=40)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["clinic", "user", "station"], name="clinics_one_place_per_helper"
            )
        ]

    def __str__(self) -> str:
        return f"{self.user} at {self.station}"


class Visit(Record):
    """Somebody's way through the day. `station` is where they wait or are; "" when they left."""

    compartment_paths: ClassVar[tuple[str, ...]] = ("enquiry__compartment",)

    clinic = models.ForeignKey(Clinic, on_delete=models.CASCADE, related_name="visits")
    enquiry = models.ForeignKey(Enquiry, on_delete=models.PROTECT, related_name="+")
    number = models.PositiveIntegerField()
    station = models.CharField(max_length=40, blank=True)
    with_user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    since_at = models.DateTimeField(default=clock.now)
    agreed_at = models.DateTimeField(null=True, blank=True)
    agreed_with_label = models.CharField(max_length=200, blank=True)
    left_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["clinic", "number"], name="clinics_one_number_each")
        ]
        indexes = [
            models.Index(
                fields=["organisation_id", "clinic", "station", "number"], name="clinics_queue"
            )
        ]

    def __str__(self) -> str:
        return f"Number {self.number}"
