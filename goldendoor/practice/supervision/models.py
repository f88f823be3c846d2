"""Mentors, approvals of work, comments, training. What people write is encrypted."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models

from goldendoor.cases.models import Case, OfCase, Task
from goldendoor.documents.models import Document
from goldendoor.foundation.access import Access
from goldendoor.foundation.fields import EncryptedTextField
from goldendoor.foundation.models import Record

SENIORS = ("owner", "attorney", "accredited_representative")


class Mentorship(Record):
    """Somebody who guides a colleague. `approves` are the kinds of task (`cases.Task.Kind`) that
    the junior does not finish without a senior's yes."""

    mentor = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    junior = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    approves = models.JSONField(default=list)
    goals = EncryptedTextField(default="")
    starts_date = models.DateField()
    ends_date = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation_id", "mentor", "junior"],
                condition=models.Q(ends_date__isnull=True),
                name="supervision_one_pair",
            ),
            models.CheckConstraint(
                condition=~models.Q(mentor=models.F("junior")), name="supervision_of_another"
            ),
        ]
        indexes = [
            models.Index(
                fields=["organisation_id", "junior"],
                condition=models.Q(ends_date__isnull=True),
                name="supervision_of_junior",
            )
        ]

    def __str__(self) -> str:
        return f"{self.mentor} guides {self.junior}"


class Approval(OfCase):
    """A junior asks for a senior's yes to one task."""

    class State(models.TextChoices):
        ASKED = "asked", "Waits for approval"
        APPROVED = "approved", "Approved"
        SENT_BACK = "sent_back", "Sent back"

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="+")
    task = models.ForeignKey(Task, on_delete=models.CASCADE, related_name="+")
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    text = EncryptedTextField(default="")
    state = models.CharField(max_length=20, choices=State.choices, default=State.ASKED)
    decided_by_label = models.CharField(max_length=200, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    answer = EncryptedTextField(default="")

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["task"], condition=models.Q(state="asked"), name="supervision_asked_once"
            )
        ]
        indexes = [
            models.Index(
                fields=["organisation_id", "asked_by", "id"],
                condition=models.Q(state="asked"),
                name="supervision_waiting",
            ),
            models.Index(fields=["organisation_id", "case", "id"], name="supervision_approvals"),
        ]

    def __str__(self) -> str:
        return f"Approval of {self.task}"


class Remark(OfCase):
    """A comment on work, with answers under it. `about_id` is a public id or the key of a
    question; `for_user` whom it is meant for."""

    class About(models.TextChoices):
        CASE = "case", "The whole case"
        FORM = "form", "Form"
        QUESTION = "question", "Question"
        DOCUMENT = "document", "Document"
        NOTE = "note", "Note"

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="+")
    answers_to = models.ForeignKey(
        "self", on_delete=models.CASCADE, null=True, blank=True, related_name="answers"
    )
    about = models.CharField(max_length=20, choices=About.choices, default=About.CASE)
    about_id = models.CharField(max_length=300, blank=True)
    text = EncryptedTextField()
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    for_user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    resolved_at = models.DateTimeField(null=True, blank=True)
    resolved_by_label = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["created_at", "id"]
        indexes = [
            models.Index(fields=["organisation_id", "case", "id"], name="supervision_remarks"),
            models.Index(
                fields=["organisation_id", "for_user", "id"],
                condition=models.Q(resolved_at__isnull=True, answers_to__isnull=True),
                name="supervision_for_user",
            ),
        ]

    def __str__(self) -> str:
        return f"Comment on {self.case.number}"


class Training(Record):
    """Something a colleague learned, with its hours. `minutes` keeps halves exact."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    title = models.CharField(max_length=200)
    provider = models.CharField(max_length=200, blank=True)
    held_date = models.DateField()
    minutes = models.PositiveIntegerField()
    certificate = models.ForeignKey(
        Document, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    entered_by_label = models.CharField(max_length=200)

    class Meta:
        ordering = ["-held_date", "-id"]
        indexes = [
            models.Index(
                fields=["organisation_id", "user", "-held_date"], name="supervision_training"
            )
        ]

    @classmethod
    def restricted_to(cls, access: Access) -> models.Q:
        """One's own, that of one's juniors, and everyone's for those who answer for cases."""
        if access.has(*SENIORS):
            return models.Q()
        mine = Mentorship.objects.filter(
            organisation_id=access.organisation_id,
            mentor_id=access.user_id,
            ends_date__isnull=True,
        )
        return models.Q(user_id=access.user_id) | models.Q(user__in=mine.values("junior"))

    def __str__(self) -> str:
        return self.title

    MOST_MINUTES: ClassVar[int] = 100 * 60
