"""Hearings, their witnesses, exhibits and filing days. What people say and write is encrypted."""

from __future__ import annotations

import datetime
from typing import ClassVar
from zoneinfo import ZoneInfo

from django.db import models

from goldendoor.cases.models import Case, OfCase
from goldendoor.deadlines.models import Deadline
from goldendoor.documents.models import Document
from goldendoor.foundation.fields import EncryptedTextField
from goldendoor.people.models import Person


class Hearing(OfCase):
    """One day before a court, the agency or a consulate.

    `kind` is the id of an entry of `library/hearings/`; `starts_at` is the moment, `held_date` the
    day at the place (`time_zone`). `done` is `{item: {"by", "on"}}` of the kind's checklist.
    """

    class Where(models.TextChoices):
        COURT = "court", "Court"
        AGENCY = "agency", "Agency"
        CONSULATE = "consulate", "Consulate"

    class Mode(models.TextChoices):
        IN_PERSON = "in_person", "In person"
        VIDEO = "video", "By video (Webex)"
        TELEPHONE = "telephone", "By telephone"

    class Interpreter(models.TextChoices):
        NONE = "", "None needed"
        THEIRS = "theirs", "Court or agency provides one"
        OURS = "ours", "We bring one"

    class State(models.TextChoices):
        SET = "set", "To come"
        HELD = "held", "Held"
        CANCELLED = "cancelled", "Cancelled"

    class Outcome(models.TextChoices):
        CONTINUED = "continued", "Continued to another day"
        DECIDED = "decided", "Decided at once"
        LATER = "later", "Decision will follow"
        MORE = "more", "More evidence wanted"
        NOT_HELD = "not_held", "Did not take place"
        ABSENT = "absent", "Client did not come"
        OTHER = "other", "Something else"

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="+")
    where = models.CharField(max_length=20, choices=Where.choices)
    kind = models.CharField(max_length=80)
    place_code = models.CharField(max_length=20, blank=True)
    place = models.CharField(max_length=300)
    official = EncryptedTextField(default="")
    mode = models.CharField(max_length=20, choices=Mode.choices, default=Mode.IN_PERSON)
    join = EncryptedTextField(default="")
    starts_at = models.DateTimeField()
    time_zone = models.CharField(max_length=60)
    held_date = models.DateField()
    language = models.CharField(max_length=60, blank=True)
    interpreter = models.CharField(max_length=20, choices=Interpreter.choices, blank=True)
    is_detained = models.BooleanField(default=False)
    bring = EncryptedTextField(default="")
    notes = EncryptedTextField(default="")
    done = models.JSONField(default=dict)
    state = models.CharField(max_length=20, choices=State.choices, default=State.SET)
    outcome = models.CharField(max_length=20, choices=Outcome.choices, blank=True)
    outcome_text = EncryptedTextField(default="")
    cancelled_because = EncryptedTextField(default="")
    follows = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        indexes = [
            models.Index(fields=["organisation_id", "held_date", "id"], name="hearings_by_day"),
            models.Index(fields=["organisation_id", "case", "held_date"], name="hearings_of_case"),
        ]

    def __str__(self) -> str:
        return f"{self.get_where_display()}, {self.held_date}"

    @property
    def local(self) -> datetime.datetime:
        """The moment as the clock at the place shows it."""
        return self.starts_at.astimezone(ZoneInfo(self.time_zone))

    @property
    def hour(self) -> str:
        """`08:30` by the clock at the place; a template would turn it into the office's."""
        return f"{self.local:%H:%M}"

    @property
    def zone_word(self) -> str:
        """`EDT`, or the offset where the zone has no letters."""
        return self.local.strftime("%Z") or self.time_zone


class Witness(OfCase):
    """Somebody who testifies: a person of the files or a name."""

    class Kind(models.TextChoices):
        LAY = "lay", "Lay witness"
        EXPERT = "expert", "Expert"

    class Availability(models.TextChoices):
        NOT_ASKED = "not_asked", "Not asked yet"
        AVAILABLE = "available", "Will come"
        VIDEO = "video", "By video or telephone"
        UNAVAILABLE = "unavailable", "Cannot come"

    class Affidavit(models.TextChoices):
        NONE = "none", "None"
        DRAFT = "draft", "Draft"
        SIGNED = "signed", "Signed"
        FILED = "filed", "Filed"

    class Subpoena(models.TextChoices):
        NONE = "none", "Not needed"
        REQUESTED = "requested", "Asked of the judge"
        ISSUED = "issued", "Issued"
        SERVED = "served", "Served"

    compartment_paths: ClassVar[tuple[str, ...]] = ("case__compartment", "person__compartment")

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="+")
    hearing = models.ForeignKey(
        Hearing, on_delete=models.SET_NULL, null=True, blank=True, related_name="witnesses"
    )
    person = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    name = EncryptedTextField(default="")
    kind = models.CharField(max_length=20, choices=Kind.choices, default=Kind.LAY)
    about = EncryptedTextField(default="")
    contact = EncryptedTextField(default="")
    language = models.CharField(max_length=60, blank=True)
    availability = models.CharField(
        max_length=20, choices=Availability.choices, default=Availability.NOT_ASKED
    )
    affidavit = models.CharField(max_length=20, choices=Affidavit.choices, default=Affidavit.NONE)
    subpoena = models.CharField(max_length=20, choices=Subpoena.choices, default=Subpoena.NONE)

    class Meta:
        verbose_name_plural = "witnesses"
        ordering = ["id"]
        indexes = [models.Index(fields=["organisation_id", "case"], name="hearings_witnesses")]

    def __str__(self) -> str:
        return self.name or str(self.person or "Witness")


class Exhibit(OfCase):
    """A document of the case under a tab of a hearing's list; the tab follows from the place."""

    compartment_paths: ClassVar[tuple[str, ...]] = (
        "hearing__case__compartment",
        "document__compartment",
        "document__person__compartment",
    )

    hearing = models.ForeignKey(Hearing, on_delete=models.CASCADE, related_name="exhibits")
    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="+")
    position = models.PositiveIntegerField()

    class Meta:
        ordering = ["position", "id"]
        constraints = [
            models.UniqueConstraint(fields=["hearing", "document"], name="hearings_one_tab_each")
        ]
        indexes = [models.Index(fields=["organisation_id", "hearing"], name="hearings_exhibits")]

    def __str__(self) -> str:
        return f"Exhibit {self.position + 1}"


class FilingDay(OfCase):
    """A deadline that was started from a hearing, by one of the rules of its kind."""

    compartment_paths: ClassVar[tuple[str, ...]] = ("hearing__case__compartment",)

    hearing = models.ForeignKey(Hearing, on_delete=models.CASCADE, related_name="filing_days")
    rule_id = models.CharField(max_length=80)
    deadline = models.ForeignKey(Deadline, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["hearing", "rule_id"], name="hearings_one_per_rule")
        ]

    def __str__(self) -> str:
        return self.rule_id
