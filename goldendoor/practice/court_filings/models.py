"""Court filings and the papers behind their tabs."""

from typing import ClassVar

from django.db import models

from goldendoor.cases.models import Case, OfCase
from goldendoor.documents.models import Document
from goldendoor.foundation.fields import EncryptedTextField
from goldendoor.foundation.models import Record
from goldendoor.practice.hearings.models import Hearing


class CourtFiling(OfCase):
    """One submission. `court`, `judge` and `next_hearing` are printed as they stand here."""

    class State(models.TextChoices):
        OPEN = "open", "Being prepared"
        FILED = "filed", "Filed"

    class Custody(models.TextChoices):
        NON_DETAINED = "non_detained", "Non-detained"
        DETAINED = "detained", "Detained"
        NEVER_DETAINED = "never_detained", "Never detained"

    class Means(models.TextChoices):
        ECAS = "ecas", "Both parties use ECAS"
        ESERVICE = "eservice", "ICE eService portal"
        MAIL = "mail", "First-class mail"
        COURIER = "courier", "Courier"
        HAND = "hand", "By hand"

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+")
    hearing = models.ForeignKey(
        Hearing, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    state = models.CharField(max_length=10, choices=State.choices, default=State.OPEN)
    title = EncryptedTextField()
    court = models.CharField(max_length=200, default="Immigration Court")
    place = models.CharField(max_length=200, blank=True)
    judge = EncryptedTextField(default="")
    next_hearing = models.CharField(max_length=200, blank=True)
    custody = models.CharField(max_length=20, choices=Custody.choices, default=Custody.NON_DETAINED)
    proceedings = models.CharField(max_length=100, default="In removal proceedings")
    note = EncryptedTextField(default="")
    # The certificate of service.
    served_on = EncryptedTextField(default="")
    served_address = EncryptedTextField(default="")
    served_by = models.CharField(max_length=200, blank=True)
    served_date = models.DateField(null=True, blank=True)
    means = models.CharField(max_length=10, choices=Means.choices, default=Means.ECAS)
    begun_by_label = models.CharField(max_length=200)
    filed_date = models.DateField(null=True, blank=True)
    filed_by_label = models.CharField(max_length=200, blank=True)

    class Meta:
        indexes = [models.Index(fields=["organisation_id", "case"], name="court_filings_of_case")]

    def __str__(self) -> str:
        return "The court filing"

    @property
    def is_open(self) -> bool:
        """Whether it is still being prepared."""
        return self.state == self.State.OPEN


class TabbedPaper(Record):
    """A paper of the case behind one tab."""

    compartment_paths: ClassVar[tuple[str, ...]] = (
        "filing__case__compartment",
        "document__compartment",
        "document__person__compartment",
    )

    filing = models.ForeignKey(CourtFiling, on_delete=models.CASCADE, related_name="papers")
    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="+")
    position = models.PositiveIntegerField()

    class Meta:
        ordering = ["position", "id"]
        constraints = [
            models.UniqueConstraint(fields=["filing", "document"], name="court_filings_paper_once")
        ]
        indexes = [models.Index(fields=["organisation_id", "filing"], name="court_filings_papers")]

    def __str__(self) -> str:
        return str(self.document)
