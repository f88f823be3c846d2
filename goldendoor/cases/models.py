"""Cases and what hangs on them."""

from typing import ClassVar

from django.conf import settings
from django.db import models

from goldendoor.foundation.fields import EncryptedJSONField
from goldendoor.foundation.models import Record
from goldendoor.kernel import clock
from goldendoor.people.models import Person


class Case(Record):
    """One matter of an office.

    `data` holds the case-level keys of the case file that are not rows of their own (interpreter,
    preparer, representative, policies of filling, …), under the same names.
    """

    compartment_paths: ClassVar[tuple[str, ...]] = ("compartment",)

    number = models.CharField(max_length=20)
    type_id = models.CharField("case type", max_length=80)
    title = models.CharField(max_length=200)
    # Number and title, folded; the names of parties are searched where they stand.
    search_key = models.TextField(blank=True)
    stage = models.CharField(max_length=40)
    stage_since = models.DateField(default=clock.today)
    filing_date = models.DateField(null=True, blank=True)
    assigned_to = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    data = models.JSONField(default=dict)
    compartment = models.CharField(max_length=40, blank=True)
    # Compartments of facts that this case may use, beside its own.
    open_compartments = models.JSONField(default=list)
    updated_at = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation_id", "number"], name="cases_one_case_per_number"
            )
        ]
        indexes = [
            models.Index(fields=["organisation_id", "-updated_at", "-id"], name="cases_latest"),
            models.Index(fields=["organisation_id", "stage", "-updated_at"], name="cases_by_stage"),
            models.Index(fields=["organisation_id", "assigned_to"], name="cases_by_person"),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.title}"


class OfCase(Record):
    """What hangs on a case is seen by those who may see the case."""

    compartment_paths: ClassVar[tuple[str, ...]] = ("case__compartment",)

    class Meta:
        abstract = True


class Party(OfCase):
    """A person in a case; `position` keeps the order of the case file."""

    compartment_paths: ClassVar[tuple[str, ...]] = ("case__compartment", "person__compartment")

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="parties")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="parties")
    role = models.CharField(max_length=40)
    position = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name_plural = "parties"
        ordering = ["position", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["case", "person", "role"], name="cases_one_role_per_person"
            )
        ]
        indexes = [models.Index(fields=["organisation_id", "person"], name="cases_of_person")]

    def __str__(self) -> str:
        return f"{self.person} is {self.role}"


class Filing(OfCase):
    """A form wanted for a person. `edition` is empty until one is chosen.

    `data` holds the rest of the filing in the case file: recorded `edition_checked`, answers of
    this form only, delivery choices, what was typed straight onto the form (hence encrypted).
    """

    class Status(models.TextChoices):
        WANTED = "wanted", "Being prepared"
        READY = "ready", "Ready to sign"
        SIGNED = "signed", "Signed"
        MAILED = "mailed", "Mailed"
        DELIVERED = "delivered", "Delivered"
        RECEIPTED = "receipted", "Receipt arrived"

    compartment_paths: ClassVar[tuple[str, ...]] = ("case__compartment", "person__compartment")

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="filings")
    person = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="filings"
    )
    form_id = models.CharField(max_length=40)
    edition = models.CharField(max_length=10, blank=True)
    data = EncryptedJSONField(default=dict)
    status = models.CharField(max_length=20, choices=Status.choices, default=Status.WANTED)
    position = models.PositiveIntegerField(default=0)
    courier = models.CharField(max_length=80, blank=True)
    tracking_number = models.CharField(max_length=80, blank=True)
    mailed_date = models.DateField(null=True, blank=True)
    delivered_date = models.DateField(null=True, blank=True)
    receipt_expected_date = models.DateField(null=True, blank=True)
    receipt_number = models.CharField(max_length=40, blank=True)

    class Meta:
        ordering = ["position", "id"]
        indexes = [models.Index(fields=["organisation_id", "case"], name="cases_filings")]

    def __str__(self) -> str:
        return self.form_id


class Note(OfCase):
    """Something a colleague should know."""

    compartment_paths: ClassVar[tuple[str, ...]] = ("compartment", "case__compartment")

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="notes")
    author_label = models.CharField(max_length=200)
    text = models.TextField()
    compartment = models.CharField(max_length=40, blank=True)

    class Meta:
        ordering = ["-created_at", "-id"]
        indexes = [models.Index(fields=["organisation_id", "case"], name="cases_notes")]

    def __str__(self) -> str:
        return self.text[:60]


class Task(OfCase):
    """Something to do by a day."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="tasks")
    title = models.CharField(max_length=200)
    due_date = models.DateField(null=True, blank=True)
    assigned_to = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    done_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [
            models.Index(
                fields=["organisation_id", "due_date", "id"],
                condition=models.Q(done_at__isnull=True),
                name="cases_tasks_to_do",
            )
        ]

    def __str__(self) -> str:
        return self.title


class CaseNumber(models.Model):
    """The last number given in a year, locked while the next one is taken."""

    organisation_id = models.BigIntegerField()
    year = models.PositiveIntegerField()
    last = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation_id", "year"], name="cases_one_count")
        ]

    def __str__(self) -> str:
        return f"GD-{self.year}-{self.last:04}"
