"""Deadlines with their reasons, what recomputing proposes, reminders, priority dates and feeds."""

from datetime import date
from typing import Any, ClassVar

from django.conf import settings
from django.db import models

from goldendoor.cases.models import Case, OfCase
from goldendoor.documents.models import Document
from goldendoor.foundation.errors import NotAllowed
from goldendoor.foundation.fields import EncryptedJSONField, EncryptedTextField
from goldendoor.foundation.models import Record, RecordQuerySet

STAYS = "A deadline is never deleted: satisfy it, or correct it with a reason."


class DeadlineQuerySet(RecordQuerySet):
    """Deadlines stay, whatever asks for them to go."""

    def delete(self) -> Any:
        """Refused."""
        raise NotAllowed(STAYS)


class Batch(Record):
    """What recomputing found. Nothing changes before somebody confirms it.

    `rule_id` and `holiday` say how wide it looked; empty means everything that is open.
    """

    class State(models.TextChoices):
        PROPOSED = "proposed", "Waits for confirmation"
        NOTHING = "nothing", "Nothing moves"
        CONFIRMED = "confirmed", "Confirmed"
        DISCARDED = "discarded", "Discarded"
        SUPERSEDED = "superseded", "Replaced by a later one"

    state = models.CharField(max_length=20, choices=State.choices, default=State.PROPOSED)
    rule_id = models.CharField(max_length=80, blank=True)
    holiday = models.DateField(null=True, blank=True)
    reckoned_on_date = models.DateField()
    asked_by_label = models.CharField(max_length=200)
    decided_by_label = models.CharField(max_length=200, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    reason = EncryptedTextField(default="")
    # How many of its deadlines the reader may see, by state: filled by `queries`.
    counts: dict[str, int]

    class Meta:
        verbose_name_plural = "batches"
        indexes = [
            models.Index(fields=["organisation_id", "-created_at", "-id"], name="deadlines_batches")
        ]

    def __str__(self) -> str:
        return f"{self.public_id}, {self.get_state_display().lower()}"


class Deadline(OfCase):
    """A day by which something must be done (or from which it may be), and why it is that day.

    `working_date` is the day to work by: the earlier of `printed_date` (on the notice) and the day
    of the rule (of first days the later), which is `safe_date` where the law can be read in two
    ways. `result` is the
    computation as `Result.to_json()` gave it, with `facts` as they were handed in. The value
    depends on the calendar from `looked_from` to `looked_to` only.
    """

    class Kind(models.TextChoices):
        STATUTORY = "statutory", "By statute"
        REGULATORY = "regulatory", "By regulation"
        POLICY = "policy", "By agency policy"
        INTERNAL = "internal", "Our own"

    class State(models.TextChoices):
        OPEN = "open", "Open"
        SATISFIED = "satisfied", "Satisfied"
        CORRECTED = "corrected", "Corrected"
        CANCELLED = "cancelled", "Cancelled"

    # Of these kinds a deadline can be neither cancelled nor put off past its day.
    BINDING: ClassVar[tuple[str, ...]] = ("statutory", "regulatory")

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="deadlines")
    rule_id = models.CharField(max_length=80, blank=True)
    label = models.CharField(max_length=200)
    kind = models.CharField(max_length=20, choices=Kind.choices)
    facts = EncryptedJSONField(default=dict)
    # Equal for equal facts of one office, so that a rule is computed once for all who share them.
    facts_key = models.CharField(max_length=32, blank=True)
    result = EncryptedJSONField(null=True)
    version_from = models.DateField(null=True)
    computed_date = models.DateField(null=True)
    safe_date = models.DateField(null=True)
    opens_date = models.DateField(null=True)
    printed_date = models.DateField("date printed on the notice", null=True, blank=True)
    working_date = models.DateField()
    # The first day on which something may be done, not the last: nothing is late after it.
    is_opening = models.BooleanField(default=False)
    looked_from = models.DateField(null=True)
    looked_to = models.DateField(null=True)
    state = models.CharField(max_length=20, choices=State.choices, default=State.OPEN)
    satisfied_date = models.DateField(null=True, blank=True)
    evidence = models.ForeignKey(
        Document, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    reason = EncryptedTextField(default="")
    snoozed_until = models.DateField(null=True, blank=True)
    snooze_reason = EncryptedTextField(default="")
    assigned_to = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    replaces = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="replaced_by"
    )
    recomputed_in = models.ForeignKey(
        Batch, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = DeadlineQuerySet.as_manager()  # type: ignore[misc]

    class Meta:
        indexes = [
            models.Index(
                fields=["organisation_id", "working_date", "id"],
                condition=models.Q(state="open"),
                name="deadlines_due",
            ),
            models.Index(
                fields=["organisation_id", "rule_id", "facts_key"],
                condition=models.Q(state="open"),
                name="deadlines_by_rule",
            ),
            models.Index(fields=["organisation_id", "case"], name="deadlines_of_case"),
        ]

    def __str__(self) -> str:
        return self.label

    def delete(self, *args: Any, **kwargs: Any) -> Any:
        """Refused."""
        raise NotAllowed(STAYS)

    @property
    def rule_date(self) -> date | None:
        """The day of the rule: the safe reading where there are two."""
        return self.safe_date or self.computed_date

    @property
    def differs(self) -> bool:
        """Whether the notice prints another day than the rule gives."""
        return bool(self.printed_date and self.rule_date and self.printed_date != self.rule_date)

    @property
    def certainty(self) -> str:
        """How sure the library is of the rule: verified, partly or unverified."""
        return str((self.result or {}).get("certainty", "verified"))

    @property
    def needs_review(self) -> bool:
        """Whether a lawyer should look at the result."""
        return bool((self.result or {}).get("needs_review"))

    @property
    def is_binding(self) -> bool:
        """Whether it rests on a statute or a regulation."""
        return self.kind in self.BINDING

    @property
    def is_open(self) -> bool:
        """Whether it is still to be met."""
        return self.state == self.State.OPEN


class Outcome(models.Model):
    """What a rule now says of facts that some deadlines of a batch share.

    The first dates are those before, by which the deadlines are found; the `new_` ones replace
    them, be it that only the reasons are others. `problem` is why the rule can no longer be
    computed on these facts.
    """

    batch = models.ForeignKey(Batch, on_delete=models.CASCADE, related_name="outcomes")
    rule_id = models.CharField(max_length=80)
    facts_key = models.CharField(max_length=32)
    computed_date = models.DateField(null=True)
    safe_date = models.DateField(null=True)
    opens_date = models.DateField(null=True)
    version_from = models.DateField(null=True)
    looked_from = models.DateField(null=True)
    looked_to = models.DateField(null=True)
    new_computed_date = models.DateField(null=True)
    new_safe_date = models.DateField(null=True)
    new_opens_date = models.DateField(null=True)
    new_version_from = models.DateField(null=True)
    new_looked_from = models.DateField(null=True)
    new_looked_to = models.DateField(null=True)
    # The token as the column `result` of a deadline holds it, so that SQL can put it there.
    new_result = models.TextField(null=True)
    problem = EncryptedTextField(default="")

    class Meta:
        indexes = [
            models.Index(fields=["batch", "rule_id", "facts_key"], name="deadlines_outcomes")
        ]

    def __str__(self) -> str:
        return f"{self.rule_id} {self.new_computed_date}"


class Proposal(models.Model):
    """One deadline of a batch: the day it is worked by, and the day it would be."""

    class State(models.TextChoices):
        WAITING = "waiting", "Waits"
        APPLIED = "applied", "Moved"
        LEFT = "left", "Left as it is"

    compartment_paths: ClassVar[tuple[str, ...]] = ("deadline__case__compartment",)

    organisation_id = models.BigIntegerField()
    batch = models.ForeignKey(Batch, on_delete=models.CASCADE, related_name="proposals")
    deadline = models.ForeignKey(Deadline, on_delete=models.PROTECT, related_name="proposals")
    outcome = models.ForeignKey(Outcome, on_delete=models.CASCADE, related_name="+")
    old_date = models.DateField()
    new_date = models.DateField(null=True)
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)

    objects = RecordQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["organisation_id", "batch", "id"], name="deadlines_proposals")
        ]

    def __str__(self) -> str:
        return f"{self.old_date} → {self.new_date}"


class PriorityDate(OfCase):
    """A place in the line for a visa: `category` and `chargeability` as bulletins write them."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="priority_dates")
    category = models.CharField(max_length=40)
    chargeability = models.CharField(max_length=40)
    priority_date = models.DateField()
    # Out of the line: a visa was issued, or the petition ended.
    ended_date = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["case", "category", "chargeability", "priority_date"],
                name="deadlines_one_place_in_line",
            )
        ]
        indexes = [
            models.Index(
                fields=["organisation_id", "category", "chargeability", "priority_date"],
                condition=models.Q(ended_date__isnull=True),
                name="deadlines_in_line",
            )
        ]

    def __str__(self) -> str:
        return f"{self.category} {self.chargeability} {self.priority_date}"


class Reminder(OfCase):
    """A rung of the ladder that was reached: who was told of which day, and whether they saw it."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+")
    deadline = models.ForeignKey(Deadline, on_delete=models.PROTECT, related_name="reminders")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    rung = models.CharField(max_length=40)
    # A deadline that moves is reminded of anew.
    for_date = models.DateField()
    escalated = models.BooleanField(default=False)
    reminded_date = models.DateField()
    mailed_at = models.DateTimeField(null=True, blank=True)
    seen_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["deadline", "user", "rung", "for_date"], name="deadlines_one_reminder"
            )
        ]
        indexes = [
            models.Index(
                fields=["organisation_id", "user", "-id"],
                condition=models.Q(seen_at__isnull=True),
                name="deadlines_unseen",
            )
        ]

    def __str__(self) -> str:
        return f"{self.rung} of {self.deadline_id}"


class Feed(OfCase):
    """A calendar somebody subscribed to, by a secret address that is kept only as its digest."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    case = models.ForeignKey(
        Case, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    label = models.CharField(max_length=80, blank=True)
    token_digest = models.CharField(max_length=64, unique=True)
    shows_number = models.BooleanField(default=False)
    revoked_at = models.DateTimeField(null=True, blank=True)
    last_read_at = models.DateTimeField(null=True, blank=True)
    # How often it was read in the present hour.
    hour_began_at = models.DateTimeField(null=True, blank=True)
    reads_in_hour = models.PositiveIntegerField(default=0)

    class Meta:
        indexes = [models.Index(fields=["organisation_id", "user"], name="deadlines_feeds")]

    def __str__(self) -> str:
        return self.label or "calendar feed"
