"""Private records of this desk: marks on questions, what was typed but not saved, packets built."""

from typing import ClassVar

from django.db import models

from goldendoor.cases.models import Case, OfCase
from goldendoor.foundation.fields import EncryptedTextField
from goldendoor.kernel import clock, opaque


def packet_path(packet_file: "PacketFile", filename: str) -> str:
    """Where a part of a packet is kept: its name says nothing."""
    name = opaque.new_id()
    return f"{packet_file.organisation_id}/packets/{name[:2]}/{name}"


class Mark(OfCase):
    """Why a question has no answer. `question` is its canonical key (`maria.birth.date`)."""

    class Kind(models.TextChoices):
        UNKNOWN = "unknown", "I don't know yet"
        ASK = "ask", "Ask my client"
        NONE = "none", "Nothing to enter"

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="+")
    question = models.CharField(max_length=300)
    kind = models.CharField(max_length=10, choices=Kind.choices)
    label = models.CharField(max_length=300)
    made_by_label = models.CharField(max_length=200)
    since_date = models.DateField(default=clock.today)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation_id", "case", "question"], name="practice_one_mark"
            )
        ]
        indexes = [
            models.Index(fields=["organisation_id", "kind", "since_date"], name="practice_waiting")
        ]

    def __str__(self) -> str:
        return f"{self.label}: {self.get_kind_display()}"


class TypedAnswer(OfCase):
    """What one person typed for a question and could not be saved yet; shown to nobody else.

    `body` is JSON `{"typed": {part: text or list}, "was": {part: value}}`; `row` is -1 where the
    question is no repeat group.
    """

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="+")
    user_id = models.BigIntegerField()
    question = models.CharField(max_length=300)
    row = models.IntegerField(default=-1)
    body = EncryptedTextField()
    saved_at = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation_id", "user_id", "case", "question", "row"],
                name="practice_one_typed_answer",
            )
        ]

    def __str__(self) -> str:
        return f"typed {self.question} {self.row}"


class PacketBuild(OfCase):
    """One packet built, or being built, or refused with its reasons."""

    class Status(models.TextChoices):
        WAITING = "waiting", "Waiting"
        BUILDING = "building", "Being built"
        DONE = "done", "Ready"
        REFUSED = "refused", "Refused"
        FAILED = "failed", "Failed"

    FINISHED: ClassVar[set[str]] = {"done", "refused", "failed"}

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="+")
    user_id = models.BigIntegerField(null=True)
    asked_by_label = models.CharField(max_length=200)
    asked_at = models.DateTimeField(default=clock.now)
    # The compartments whose facts may be in it: only who has them all may see the packet.
    compartments = models.JSONField(default=list)
    draft = models.BooleanField(default=False)
    flatten = models.BooleanField(default=False)
    max_mb = models.PositiveIntegerField(default=25)
    status = models.CharField(max_length=10, choices=Status.choices, default=Status.WAITING)
    step = models.CharField(max_length=80, blank=True)
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    pages = models.PositiveIntegerField(default=0)
    # Of `packets.pieces.BuiltPacket`: notes, signatures, unsigned, contents.
    result = models.JSONField(default=dict)
    # A round of signed pages starts from an earlier build.
    signed_from = models.ForeignKey("self", on_delete=models.SET_NULL, null=True, related_name="+")
    finished_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["organisation_id", "case", "-asked_at"], name="practice_builds")
        ]

    def __str__(self) -> str:
        return f"packet of {self.case_id}, {self.get_status_display()}"

    def tell(self, step: str, done: int, total: int) -> None:
        """How far the job is: shown to whoever looks, and in no history."""
        rows = type(self)._default_manager.filter(pk=self.pk)
        rows.update(status=self.Status.BUILDING, step=step[:80], done=done, total=total)


class PacketFile(OfCase):
    """One part of a built packet, encrypted; or a scan brought back from signing (`number` 0)."""

    compartment_paths: ClassVar[tuple[str, ...]] = ("build__case__compartment",)

    build = models.ForeignKey(PacketBuild, on_delete=models.CASCADE, related_name="files")
    number = models.PositiveIntegerField()
    of = models.PositiveIntegerField()
    pages = models.PositiveIntegerField()
    own_pages = models.PositiveIntegerField(default=0)
    size = models.PositiveBigIntegerField()
    titles = models.JSONField(default=list)
    file = models.FileField(upload_to=packet_path, max_length=200)

    class Meta:
        ordering = ["number"]
        indexes = [models.Index(fields=["organisation_id", "build"], name="practice_packet_files")]

    def __str__(self) -> str:
        return f"part {self.number} of {self.of}"
