"""Bundles that were built, are being built, or were refused with their reasons."""

from typing import ClassVar

from django.db import models

from goldendoor.cases.models import Case, OfCase
from goldendoor.foundation.fields import EncryptedJSONField
from goldendoor.kernel import clock, opaque


def stored_path(part: "BundlePart", filename: str) -> str:
    """Where a part is kept: its name says nothing."""
    name = opaque.new_id()
    return f"{part.organisation_id}/bundles/{name[:2]}/{name}"


class Bundle(OfCase):
    """One recipe and what became of it. `purpose` and `about` name the record it is built for.

    `compartments` are those whose facts may be in it: only who has them all may see it. `result`
    has `notes` and `contents` as `building.Built` gives them.
    """

    class Status(models.TextChoices):
        WAITING = "waiting", "Waiting"
        BUILDING = "building", "Being built"
        DONE = "done", "Ready"
        REFUSED = "refused", "Refused"
        FAILED = "failed", "Failed"

    FINISHED: ClassVar[set[str]] = {"done", "refused", "failed"}

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="+")
    purpose = models.CharField(max_length=40)
    about = models.CharField(max_length=opaque.LENGTH)
    recipe = EncryptedJSONField()
    user_id = models.BigIntegerField(null=True)
    asked_by_label = models.CharField(max_length=200)
    asked_at = models.DateTimeField(default=clock.now)
    compartments = models.JSONField(default=list)
    status = models.CharField(max_length=10, choices=Status.choices, default=Status.WAITING)
    step = models.CharField(max_length=80, blank=True)
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    pages = models.PositiveIntegerField(default=0)
    result = EncryptedJSONField(default=dict)
    finished_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(
                fields=["organisation_id", "purpose", "about", "-asked_at"], name="bundles_about"
            ),
            models.Index(fields=["organisation_id", "case"], name="bundles_of_case"),
        ]

    def __str__(self) -> str:
        return f"bundle, {self.get_status_display().lower()}"

    @property
    def is_finished(self) -> bool:
        """Whether nothing more happens to it."""
        return self.status in self.FINISHED

    @property
    def is_draft(self) -> bool:
        """Whether it is marked as a draft on every page."""
        return bool(self.recipe.get("draft"))

    def tell(self, step: str, done: int, total: int) -> None:
        """How far the job is: shown to whoever looks, and in no history."""
        rows = type(self)._default_manager.filter(pk=self.pk)
        rows.update(status=self.Status.BUILDING, step=step[:80], done=done, total=total)


class BundlePart(OfCase):
    """One file of a bundle, encrypted."""

    compartment_paths: ClassVar[tuple[str, ...]] = ("bundle__case__compartment",)

    bundle = models.ForeignKey(Bundle, on_delete=models.CASCADE, related_name="parts")
    number = models.PositiveIntegerField()
    of = models.PositiveIntegerField()
    pages = models.PositiveIntegerField()
    size = models.PositiveBigIntegerField()
    file = models.FileField(upload_to=stored_path, max_length=200)

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["bundle", "number"], name="bundles_one_part_each")
        ]
        indexes = [models.Index(fields=["organisation_id", "bundle"], name="bundles_parts")]

    def __str__(self) -> str:
        return f"part {self.number} of {self.of}"
