"""Documents and the evidence checklist."""

from typing import ClassVar

from django.db import models

from goldendoor.cases.models import Case
from goldendoor.foundation.models import Record
from goldendoor.kernel import opaque
from goldendoor.people.models import Person


def stored_path(document: "Document", filename: str) -> str:
    """Where a file is kept: nothing of its name or owner can be read from the folder."""
    name = opaque.new_id()
    return f"{document.organisation_id}/{name[:2]}/{name}"


class Document(Record):
    """One file. `sha256` and `size` are of the plain content."""

    compartment_paths: ClassVar[tuple[str, ...]] = (
        "compartment",
        "case__compartment",
        "person__compartment",
    )

    case = models.ForeignKey(
        Case, on_delete=models.PROTECT, null=True, blank=True, related_name="documents"
    )
    person = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="documents"
    )
    kind = models.CharField(max_length=60, blank=True)
    title = models.CharField(max_length=200)
    filename = models.CharField(max_length=255)
    content_type = models.CharField(max_length=80)
    size = models.PositiveBigIntegerField()
    sha256 = models.CharField(max_length=64)
    pages = models.PositiveIntegerField(null=True, blank=True)
    file = models.FileField(upload_to=stored_path, max_length=200)
    compartment = models.CharField(max_length=40, blank=True)
    position = models.PositiveIntegerField(default=0)
    included = models.BooleanField("in the packet", default=True)
    exhibit_label = models.CharField(max_length=20, blank=True)
    translation_of = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="translations"
    )
    # The translator's certificate: name, language, signed date, or the id of its scan.
    certificate = models.JSONField(default=dict, blank=True)
    data = models.JSONField(default=dict, blank=True)
    removed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["position", "id"]
        indexes = [
            models.Index(
                fields=["organisation_id", "case", "position", "id"], name="documents_of_case"
            ),
            models.Index(fields=["organisation_id", "sha256"], name="documents_by_content"),
        ]

    def __str__(self) -> str:
        return self.title


class EvidenceItem(Record):
    """A row of a case's checklist. `key` is the checklist's own name of it, stable over time."""

    class Status(models.TextChoices):
        NEEDED = "needed", "Needed"
        ASKED = "asked", "Asked for"
        RECEIVED = "received", "Received"
        WAIVED = "waived", "Not needed"

    compartment_paths: ClassVar[tuple[str, ...]] = ("case__compartment", "person__compartment")

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="evidence")
    person = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="evidence"
    )
    key = models.CharField(max_length=80)
    label = models.CharField(max_length=300)
    status = models.CharField(max_length=20, choices=Status.choices, default=Status.NEEDED)
    waived_because = models.TextField(blank=True)
    asked_date = models.DateField(null=True, blank=True)
    position = models.PositiveIntegerField(default=0)
    data = models.JSONField(default=dict, blank=True)
    documents = models.ManyToManyField(Document, blank=True, related_name="evidence_items")

    class Meta:
        ordering = ["position", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["case", "key", "person"], name="documents_one_row_per_evidence"
            ),
            models.UniqueConstraint(
                fields=["case", "key"],
                condition=models.Q(person__isnull=True),
                name="documents_one_row_without_person",
            ),
        ]
        indexes = [models.Index(fields=["organisation_id", "case"], name="documents_evidence")]

    # Filled by `queries.checklist`: the documents of the row that the reader may see.
    found_documents: "list[Document]"

    def __str__(self) -> str:
        return self.label
