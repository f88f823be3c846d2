"""Notes with their versions and the cases they are linked to. Texts are encrypted."""

from typing import ClassVar

from django.conf import settings
from django.db import models

from goldendoor.cases.models import PRIVILEGED_ROLES, Case, OfCase
from goldendoor.foundation.access import Access
from goldendoor.foundation.fields import EncryptedTextField
from goldendoor.foundation.models import Record
from goldendoor.kernel import clock


class ResearchNote(Record):
    """Something found out. Without a case it is a memo that stands alone."""

    class Kind(models.TextChoices):
        RESEARCH = "research", "Research"
        STRATEGY = "strategy", "Strategy"
        PRECEDENT = "precedent", "Precedent"

    compartment_paths: ClassVar[tuple[str, ...]] = ("case__compartment",)

    kind = models.CharField(max_length=12, choices=Kind.choices, default=Kind.RESEARCH)
    title = EncryptedTextField()
    body = EncryptedTextField()
    tags = models.JSONField(default=list)
    case = models.ForeignKey(
        Case, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    is_privileged = models.BooleanField(default=False)
    named = models.ManyToManyField(settings.AUTH_USER_MODEL, blank=True, related_name="+")
    author_label = models.CharField(max_length=200)
    changed_by_label = models.CharField(max_length=200, blank=True)
    updated_at = models.DateTimeField(default=clock.now)
    retired_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = "research note"
        indexes = [
            models.Index(fields=["organisation_id", "-updated_at", "-id"], name="research_latest"),
            models.Index(fields=["organisation_id", "case"], name="research_of_case"),
        ]

    @classmethod
    def restricted_to(cls, access: Access) -> models.Q:
        """Beside the compartments: privileged ones as privileged notes."""
        return unprivileged(access)

    def __str__(self) -> str:
        return "The research note"

    @property
    def is_memo(self) -> bool:
        """Whether it stands alone."""
        return self.case_id is None


def unprivileged(access: Access, path: str = "") -> models.Q:
    """Those notes that this person may read; `path` leads to the note (`note__`)."""
    if access.has(*PRIVILEGED_ROLES):
        return models.Q()
    through = ResearchNote.named.through.objects.filter(user_id__in=access.acts_for)
    key = f"{path}pk__in"
    mine = models.Q(**{key: through.values("researchnote_id")})
    return models.Q(**{f"{path}is_privileged": False}) | mine


class NoteVersion(Record):
    """The note as it was before a change."""

    compartment_paths: ClassVar[tuple[str, ...]] = ("note__case__compartment",)

    note = models.ForeignKey(ResearchNote, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField()
    title = EncryptedTextField()
    body = EncryptedTextField()
    author_label = models.CharField(max_length=200)
    saved_at = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["note", "number"], name="research_one_version_each")
        ]
        indexes = [models.Index(fields=["organisation_id", "note"], name="research_versions")]

    @classmethod
    def restricted_to(cls, access: Access) -> models.Q:
        """As the note."""
        return unprivileged(access, "note__")

    def __str__(self) -> str:
        return f"Version {self.number}"


class LinkedMemo(OfCase):
    """A memo that is of use in a case."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="+")
    note = models.ForeignKey(ResearchNote, on_delete=models.CASCADE, related_name="links")
    linked_by_label = models.CharField(max_length=200)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["case", "note"], name="research_linked_once")
        ]
        indexes = [models.Index(fields=["organisation_id", "case"], name="research_memos_of_case")]

    def __str__(self) -> str:
        return f"{self.note_id} in {self.case_id}"
