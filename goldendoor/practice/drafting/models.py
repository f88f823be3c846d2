"""Drafts with their versions and comments, and the office's own templates. Texts are encrypted."""

from typing import ClassVar

from django.conf import settings
from django.db import models

from goldendoor.cases.models import PRIVILEGED_ROLES, Case, OfCase
from goldendoor.documents.models import Document
from goldendoor.foundation.access import Access
from goldendoor.foundation.fields import EncryptedTextField
from goldendoor.foundation.models import Record
from goldendoor.kernel import clock


class Kind(models.TextChoices):
    """What is written."""

    LETTER = "letter", "Letter"
    CLIENT_LETTER = "client_letter", "Letter to the client"
    DECLARATION = "declaration", "Declaration"
    BRIEF = "brief", "Brief"
    REQUEST = "request", "Request"


class Template(Record):
    """A text of the office with merge fields. It names no client, so it is not encrypted."""

    kind = models.CharField(max_length=20, choices=Kind.choices, default=Kind.LETTER)
    label = models.CharField(max_length=200)
    about = models.CharField(max_length=300, blank=True)
    language = models.CharField(max_length=10, default="en")
    text = models.TextField()
    is_for_court = models.BooleanField(default=False)
    changed_by_label = models.CharField(max_length=200)
    retired_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=["organisation_id", "label"], name="drafting_templates")]

    def __str__(self) -> str:
        return self.label


class Draft(OfCase):
    """Something written in a case. `template` is the id it was begun from."""

    class State(models.TextChoices):
        DRAFT = "draft", "Being written"
        ASKED = "asked", "Waits for approval"
        APPROVED = "approved", "Approved"
        RETIRED = "retired", "Put away"

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=20, choices=Kind.choices)
    title = EncryptedTextField()
    language = models.CharField(max_length=10, default="en")
    template = models.CharField(max_length=60, blank=True)
    is_for_court = models.BooleanField(default=False)
    state = models.CharField(max_length=10, choices=State.choices, default=State.DRAFT)
    is_privileged = models.BooleanField(default=False)
    named = models.ManyToManyField(settings.AUTH_USER_MODEL, blank=True, related_name="+")
    begun_by_label = models.CharField(max_length=200)
    # The version that was approved, by whom and as what.
    approved_number = models.PositiveIntegerField(null=True, blank=True)
    approved_by_label = models.CharField(max_length=200, blank=True)
    approved_as = models.CharField(max_length=60, blank=True)
    approved_at = models.DateTimeField(null=True, blank=True)
    # The approved text as a PDF among the papers of the case.
    document = models.ForeignKey(
        Document, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )

    class Meta:
        indexes = [
            models.Index(fields=["organisation_id", "case", "-id"], name="drafting_of_case"),
            models.Index(fields=["organisation_id", "state", "-id"], name="drafting_by_state"),
        ]

    @classmethod
    def restricted_to(cls, access: Access) -> models.Q:
        """Beside the compartments: privileged ones as privileged notes."""
        return unprivileged(access)

    def __str__(self) -> str:
        return f"The {self.get_kind_display().lower()}"

    @property
    def is_frozen(self) -> bool:
        """Whether its text stays as it is."""
        return self.state in (self.State.APPROVED, self.State.RETIRED)


def unprivileged(access: Access, path: str = "") -> models.Q:
    """Those drafts that this person may read; `path` leads to the draft (`draft__`)."""
    if access.has(*PRIVILEGED_ROLES):
        return models.Q()
    mine = Draft.named.through.objects.filter(user_id__in=access.acts_for)
    key = f"{path}pk__in" if path else "pk__in"
    return models.Q(**{f"{path}is_privileged": False}) | models.Q(**{key: mine.values("draft_id")})


class OfDraft(Record):
    """What hangs on a draft is seen by those who may see the draft."""

    compartment_paths: ClassVar[tuple[str, ...]] = ("draft__case__compartment",)

    draft = models.ForeignKey(Draft, on_delete=models.CASCADE, related_name="%(class)ss")

    class Meta:
        abstract = True

    @classmethod
    def restricted_to(cls, access: Access) -> models.Q:
        """As the draft."""
        return unprivileged(access, "draft__")


class Version(OfDraft):
    """The text as it was saved once; it never changes. `source` says where it came from."""

    number = models.PositiveIntegerField()
    text = EncryptedTextField()
    author_id = models.BigIntegerField(null=True)
    author_label = models.CharField(max_length=200)
    source = EncryptedTextField(default="")
    saved_at = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["draft", "number"], name="drafting_one_version_each")
        ]
        indexes = [models.Index(fields=["organisation_id", "draft"], name="drafting_versions")]

    def __str__(self) -> str:
        return f"Version {self.number}"


class Comment(OfDraft):
    """What somebody says of a version."""

    number = models.PositiveIntegerField()
    text = EncryptedTextField()
    author_label = models.CharField(max_length=200)
    settled_at = models.DateTimeField(null=True, blank=True)
    settled_by_label = models.CharField(max_length=200, blank=True)

    class Meta:
        indexes = [models.Index(fields=["organisation_id", "draft"], name="drafting_comments")]

    def __str__(self) -> str:
        return f"Comment on version {self.number}"
