"""Companies and their people. What identifies a person is encrypted; fingerprints find doubles."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from goldendoor.cases.models import Case
from goldendoor.foundation.fields import EncryptedJSONField, EncryptedTextField
from goldendoor.foundation.models import Record
from goldendoor.people.models import Person


class Employer(Record):
    """A company. `person` stands for it in the role “employer” of cases."""

    name = models.CharField("legal name", max_length=200)
    trade_name = models.CharField(max_length=200, blank=True)
    fein = EncryptedTextField(null=True)
    fein_key = models.CharField(max_length=64, blank=True)
    address = EncryptedTextField(null=True)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation_id", "fein_key"],
                condition=~Q(fein_key=""),
                name="employers_one_company_per_fein",
            )
        ]
        indexes = [models.Index(fields=["organisation_id", "name"], name="employers_by_name")]

    # How many people it has that the reader may see; filled by `queries.employers`.
    many: int = 0

    def __str__(self) -> str:
        return self.name


class OfEmployer(Record):
    """What hangs on a company."""

    employer = models.ForeignKey(Employer, on_delete=models.CASCADE, related_name="+")

    class Meta:
        abstract = True


class Worksite(OfEmployer):
    """Where people work."""

    label = models.CharField(max_length=120)
    address = models.CharField(max_length=300)

    def __str__(self) -> str:
        return self.label


class Contact(OfEmployer):
    """Somebody of the company; with `user` they may sign in and see their company's people."""

    name = EncryptedTextField()
    email = EncryptedTextField(null=True)
    phone = EncryptedTextField(null=True)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    ended_date = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["employer", "user"],
                condition=Q(user__isnull=False),
                name="employers_one_contact_per_user",
            )
        ]

    def __str__(self) -> str:
        return self.name


class Employee(OfEmployer):
    """Somebody who works there. `provided` is what the company told; `office` what only we know.

    Dates are ISO text under the keys of `library/employers/us.expiries.yaml`; the next one stands
    in plain columns, so that it can be looked for.
    """

    compartment_paths: ClassVar[tuple[str, ...]] = ("person__compartment", "case__compartment")

    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    case = models.ForeignKey(Case, on_delete=models.PROTECT, null=True, related_name="+")
    worksite = models.ForeignKey(Worksite, on_delete=models.SET_NULL, null=True, related_name="+")
    name = EncryptedTextField()
    provided = EncryptedJSONField(default=dict)
    office = EncryptedJSONField(default=dict)
    because = EncryptedJSONField(default=list)
    next_expiry_date = models.DateField(null=True, blank=True)
    next_expiry_kind = models.CharField(max_length=20, blank=True)
    left_date = models.DateField(null=True, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["organisation_id", "next_expiry_date"], name="employers_expiry")
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def job(self) -> str:
        """The job, whoever told it."""
        return str(self.provided.get("job") or self.office.get("job") or "")


class Season(Record):
    """The cap of a fiscal year."""

    fiscal_year = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation_id", "fiscal_year"], name="employers_one_season_a_year"
            )
        ]

    def __str__(self) -> str:
        return f"H-1B season, fiscal year {self.fiscal_year}"


class Registrant(OfEmployer):
    """Somebody an employer wants to register. `facts` has what `rules.FIELDS` names."""

    class State(models.TextChoices):
        GATHERING = "gathering", "Gathering facts"
        READY = "ready", "Ready to register"
        REGISTERED = "registered", "Registered"
        SELECTED = "selected", "Selected"
        NOT_SELECTED = "not_selected", "Not selected"
        PREPARING = "preparing", "Petition being prepared"
        FILED = "filed", "Filed"
        RECEIPT = "receipt", "Receipt is here"
        WITHDRAWN = "withdrawn", "Withdrawn"

    compartment_paths: ClassVar[tuple[str, ...]] = ("case__compartment",)

    season = models.ForeignKey(Season, on_delete=models.PROTECT, related_name="+")
    case = models.ForeignKey(Case, on_delete=models.PROTECT, null=True, related_name="+")
    name = EncryptedTextField()
    facts = EncryptedJSONField(default=dict)
    passport_key = models.CharField(max_length=64, blank=True)
    name_key = models.CharField(max_length=64, blank=True)
    state = models.CharField(max_length=14, choices=State.choices, default=State.GATHERING)
    receipt_number = models.CharField(max_length=40, blank=True)
    # Likely the same person, at this employer and at others; filled by `queries.board`.
    doubles: ClassVar[dict[str, int]] = {}
    # Why a likely double of the same employer is somebody else, said by a colleague.
    not_double_because = EncryptedTextField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["organisation_id", "season", "state"], name="employers_board"),
            models.Index(fields=["organisation_id", "passport_key"], name="employers_passport"),
            models.Index(fields=["organisation_id", "name_key"], name="employers_name"),
        ]

    def __str__(self) -> str:
        return self.name


class Import(OfEmployer):
    """A spreadsheet of registrants: its rows stay until they are taken over or dropped.

    `rows` is `[{"line": 2, "cells": {column: text}}]`, `mapping` `{field: column}`.
    """

    season = models.ForeignKey(Season, on_delete=models.PROTECT, related_name="+")
    filename = models.CharField(max_length=200)
    columns = models.JSONField(default=list)
    mapping = models.JSONField(default=dict)
    rows = EncryptedJSONField(default=list)
    taken = models.PositiveIntegerField(default=0)
    left_out = EncryptedJSONField(default=list)
    finished_at = models.DateTimeField(null=True, blank=True)
    by_label = models.CharField(max_length=200)

    def __str__(self) -> str:
        return self.filename


class AccessFile(OfEmployer):
    """A public access file for a labor condition application, with what is in it."""

    compartment_paths: ClassVar[tuple[str, ...]] = ("case__compartment",)

    case = models.ForeignKey(Case, on_delete=models.PROTECT, null=True, related_name="+")
    lca_number = models.CharField(max_length=40)
    lca_filed_date = models.DateField()
    due_date = models.DateField()
    ended_date = models.DateField(null=True, blank=True)
    keep_until_date = models.DateField(null=True, blank=True)
    # {item key: ISO day on which it was put in}
    items = models.JSONField(default=dict)
    because = models.JSONField(default=list)
    ready_date = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["employer", "lca_number"], name="employers_one_file_per_lca"
            )
        ]
        indexes = [models.Index(fields=["organisation_id", "due_date"], name="employers_files_due")]

    def __str__(self) -> str:
        return f"Public access file {self.lca_number}"
