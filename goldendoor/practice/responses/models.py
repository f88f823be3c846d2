"""Answers to the agency. What a notice asks and what is answered is encrypted."""

from typing import ClassVar

from django.conf import settings
from django.db import models

from goldendoor.cases.models import Case, OfCase
from goldendoor.deadlines.models import Deadline
from goldendoor.documents.models import Document, EvidenceItem
from goldendoor.foundation.fields import EncryptedTextField
from goldendoor.foundation.models import Record
from goldendoor.kernel import clock


class Response(OfCase):
    """The answer to one notice; `kind` is an id of `library/answer_kinds`."""

    class State(models.TextChoices):
        OPEN = "open", "Being prepared"
        SENT = "sent", "Sent"
        DROPPED = "dropped", "Not answered"

    class Way(models.TextChoices):
        COMPLETE = "complete", "Complete"
        PARTIAL = "partial", "In part, for a decision on the record"

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=40)
    deadline = models.ForeignKey(
        Deadline, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    notice = models.ForeignKey(
        Document, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    state = models.CharField(max_length=10, choices=State.choices, default=State.OPEN)
    way = models.CharField(max_length=10, choices=Way.choices, default=Way.COMPLETE)
    # Where it is sent, and own words around the items; empty ones are the library's.
    address = EncryptedTextField(default="")
    opening = EncryptedTextField(default="")
    closing = EncryptedTextField(default="")
    started_by_label = models.CharField(max_length=200)
    sent_date = models.DateField(null=True, blank=True)
    sent_how = models.CharField(max_length=80, blank=True)
    tracking_number = models.CharField(max_length=80, blank=True)
    sent_by_label = models.CharField(max_length=200, blank=True)
    proof = models.ForeignKey(
        Document, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    dropped_because = EncryptedTextField(default="")

    class Meta:
        indexes = [
            models.Index(fields=["organisation_id", "case"], name="responses_of_case"),
            models.Index(fields=["organisation_id", "state", "-id"], name="responses_by_state"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["deadline"],
                condition=models.Q(state="open"),
                name="responses_one_open_per_deadline",
            )
        ]

    def __str__(self) -> str:
        return "The answer"

    @property
    def is_open(self) -> bool:
        """Whether it is still being prepared."""
        return self.state == self.State.OPEN


class Item(Record):
    """One thing the agency asks for."""

    class State(models.TextChoices):
        TO_DO = "to_do", "Nothing yet"
        GATHERING = "gathering", "Evidence is coming"
        DRAFTED = "drafted", "Answer drafted"
        READY = "ready", "Ready"
        UNAVAILABLE = "unavailable", "Cannot be had"

    SETTLED: ClassVar[tuple[str, ...]] = ("ready", "unavailable")
    compartment_paths: ClassVar[tuple[str, ...]] = ("response__case__compartment",)

    response = models.ForeignKey(Response, on_delete=models.CASCADE, related_name="items")
    position = models.PositiveIntegerField()
    text = EncryptedTextField()
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    state = models.CharField(max_length=12, choices=State.choices, default=State.TO_DO)
    note = EncryptedTextField(default="")
    removed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["position", "id"]
        indexes = [
            models.Index(fields=["organisation_id", "response", "position"], name="responses_items")
        ]

    # Filled by `queries.items`.
    papers: "list[Enclosure]"
    answer: str

    def __str__(self) -> str:
        return f"Item {self.position}"

    @property
    def is_settled(self) -> bool:
        """Whether nothing more has to be done about it."""
        return self.state in self.SETTLED


class OfItem(Record):
    """What hangs on an item is seen by those who may see its case."""

    compartment_paths: ClassVar[tuple[str, ...]] = ("item__response__case__compartment",)

    class Meta:
        abstract = True


class Paragraph(OfItem):
    """The answer to an item as it was saved once; the highest number is the present one."""

    item = models.ForeignKey(Item, on_delete=models.CASCADE, related_name="paragraphs")
    number = models.PositiveIntegerField()
    text = EncryptedTextField()
    author_label = models.CharField(max_length=200)
    saved_at = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["item", "number"], name="responses_one_version_each")
        ]
        indexes = [models.Index(fields=["organisation_id", "item"], name="responses_paragraphs")]

    def __str__(self) -> str:
        return f"version {self.number}"


class Enclosure(OfItem):
    """A paper that shows it, or a row of the checklist with all its papers."""

    item = models.ForeignKey(Item, on_delete=models.CASCADE, related_name="enclosures")
    position = models.PositiveIntegerField()
    document = models.ForeignKey(
        Document, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    evidence = models.ForeignKey(
        EvidenceItem, on_delete=models.CASCADE, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ["position", "id"]
        constraints = [
            models.UniqueConstraint(fields=["item", "document"], name="responses_paper_once"),
            models.UniqueConstraint(fields=["item", "evidence"], name="responses_row_once"),
            models.CheckConstraint(
                condition=models.Q(document__isnull=False) ^ models.Q(evidence__isnull=False),
                name="responses_paper_or_row",
            ),
        ]
        indexes = [models.Index(fields=["organisation_id", "item"], name="responses_enclosures")]

    # Filled by `queries.items`: (public id, title) of the papers that may be seen.
    documents: "list[tuple[str, str]]"

    def __str__(self) -> str:
        return str(self.document or self.evidence)
