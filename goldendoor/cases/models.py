"""Cases and what hangs on them."""

from typing import ClassVar

from django.conf import settings
from django.db import models

from goldendoor.foundation.access import Access
from goldendoor.foundation.fields import EncryptedJSONField
from goldendoor.foundation.models import Record, RecordQuerySet
from goldendoor.kernel import clock
from goldendoor.people.models import Person

# Who may read what was written in confidence between a client and those who represent them.
PRIVILEGED_ROLES = ("owner", "attorney", "accredited_representative")


class WaitingOn(models.TextChoices):
    """On whom a case or a task waits."""

    CLIENT = "client", "Client"
    AGENCY = "agency", "Agency"
    COURT = "court", "Court"
    COLLEAGUE = "colleague", "Colleague"


class Case(Record):
    """One matter of an office.

    `data` holds the case-level keys of the case file that are not rows of their own (interpreter,
    preparer, representative, policies of filling, …), under the same names.
    """

    compartment_paths: ClassVar[tuple[str, ...]] = ("compartment",)

    number = models.CharField(max_length=20)
    type_id = models.CharField("case type", max_length=80)
    title = models.CharField(max_length=200)
    # Number and title, folded; the names of parties are searched where they stand.
    search_key = models.TextField(blank=True)
    stage = models.CharField(max_length=40)
    stage_since = models.DateField(default=clock.today)
    filing_date = models.DateField(null=True, blank=True)
    assigned_to = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    data = models.JSONField(default=dict)
    compartment = models.CharField(max_length=40, blank=True)
    # Compartments of facts that this case may use, beside its own.
    open_compartments = models.JSONField(default=list)
    # Whether any hold is not released; the holds themselves say from when to when.
    is_held = models.BooleanField(default=False)
    updated_at = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation_id", "number"], name="cases_one_case_per_number"
            )
        ]
        indexes = [
            models.Index(fields=["organisation_id", "-updated_at", "-id"], name="cases_latest"),
            models.Index(fields=["organisation_id", "stage", "-updated_at"], name="cases_by_stage"),
            # Counts are read from these two alone.
            models.Index(
                fields=["organisation_id", "assigned_to", "stage", "compartment"],
                name="cases_by_person_stage",
            ),
            models.Index(fields=["organisation_id", "stage", "compartment"], name="cases_counted"),
            models.Index(
                fields=["organisation_id", "filing_date", "stage", "compartment", "assigned_to"],
                condition=models.Q(filing_date__isnull=False),
                name="cases_by_filing_day",
            ),
            models.Index(
                fields=["organisation_id", "-updated_at", "-id"],
                condition=models.Q(is_held=True),
                name="cases_held",
            ),
            models.Index(
                fields=["organisation_id", "type_id", "-updated_at"], name="cases_by_type"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.title}"


class OfCase(Record):
    """What hangs on a case is seen by those who may see the case."""

    compartment_paths: ClassVar[tuple[str, ...]] = ("case__compartment",)

    class Meta:
        abstract = True


class CaseWord(models.Model):
    """A word of number or title, for searches; whoever reads it goes on to cases they may see."""

    organisation_id = models.BigIntegerField(editable=False)
    word = models.CharField(max_length=40)
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="words")
    objects = RecordQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(
                fields=["organisation_id", "word", "case"], name="cases_words_beginning",
                opclasses=["int8_ops", "varchar_pattern_ops", "int8_ops"],
            )
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.word


class Party(OfCase):
    """A person in a case; `position` keeps the order of the case file."""

    compartment_paths: ClassVar[tuple[str, ...]] = ("case__compartment", "person__compartment")

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="parties")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="parties")
    role = models.CharField(max_length=40)
    position = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name_plural = "parties"
        ordering = ["position", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["case", "person", "role"], name="cases_one_role_per_person"
            )
        ]
        indexes = [models.Index(fields=["organisation_id", "person"], name="cases_of_person")]

    def __str__(self) -> str:
        return f"{self.person} is {self.role}"


class Filing(OfCase):
    """A form wanted for a person. `edition` is empty until one is chosen.

    `data` holds the rest of the filing in the case file: recorded `edition_checked`, answers of
    this form only, delivery choices, what was typed straight onto the form (hence encrypted).
    """

    class Status(models.TextChoices):
        WANTED = "wanted", "Being prepared"
        READY = "ready", "Ready to sign"
        SIGNED = "signed", "Signed"
        MAILED = "mailed", "Mailed"
        DELIVERED = "delivered", "Delivered"
        RECEIPTED = "receipted", "Receipt arrived"

    compartment_paths: ClassVar[tuple[str, ...]] = ("case__compartment", "person__compartment")

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="filings")
    person = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="filings"
    )
    form_id = models.CharField(max_length=40)
    edition = models.CharField(max_length=10, blank=True)
    data = EncryptedJSONField(default=dict)
    status = models.CharField(max_length=20, choices=Status.choices, default=Status.WANTED)
    position = models.PositiveIntegerField(default=0)
    courier = models.CharField(max_length=80, blank=True)
    tracking_number = models.CharField(max_length=80, blank=True)
    mailed_date = models.DateField(null=True, blank=True)
    delivered_date = models.DateField(null=True, blank=True)
    # Empty again once the receipt has come or nothing is waited for: lists read it by an index.
    receipt_expected_date = models.DateField(null=True, blank=True)
    receipt_number = models.CharField(max_length=40, blank=True)

    class Meta:
        ordering = ["position", "id"]
        indexes = [
            models.Index(fields=["organisation_id", "case"], name="cases_filings"),
            models.Index(
                fields=["organisation_id", "receipt_expected_date", "id"],
                name="cases_receipts_awaited",
                condition=models.Q(receipt_expected_date__isnull=False),
            ),
            models.Index(
                fields=["organisation_id", "receipt_number"], name="cases_by_receipt",
                condition=~models.Q(receipt_number=""),
            ),
            models.Index(
                fields=["organisation_id", "status", "mailed_date"], name="cases_by_mailing",
                condition=models.Q(mailed_date__isnull=False),
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.form_id


class Note(OfCase):
    """Something a colleague should know.

    A privileged one is seen by those who answer for the case and by those it names (its author is
    named always); it leaves the office with no export.
    """

    compartment_paths: ClassVar[tuple[str, ...]] = ("compartment", "case__compartment")

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="notes")
    author_label = models.CharField(max_length=200)
    text = models.TextField()
    compartment = models.CharField(max_length=40, blank=True)
    is_privileged = models.BooleanField(default=False)
    named = models.ManyToManyField(settings.AUTH_USER_MODEL, blank=True, related_name="+")
    pinned_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-created_at", "-id"]
        indexes = [models.Index(fields=["organisation_id", "case"], name="cases_notes")]

    @classmethod
    def restricted_to(cls, access: Access) -> models.Q:
        """Beside the compartments: which notes this person may read."""
        if access.has(*PRIVILEGED_ROLES):
            return models.Q()
        mine = cls.named.through.objects.filter(user_id__in=access.acts_for)
        return models.Q(is_privileged=False) | models.Q(pk__in=mine.values("note_id"))

    def __str__(self) -> str:
        return self.text[:60]


class Task(OfCase):
    """Something to do by a day. `template_key` names the row of the case type it came from."""

    class Kind(models.TextChoices):
        OTHER = "other", "Other"
        CLIENT = "client", "With the client"
        DRAFTING = "drafting", "Drafting"
        EVIDENCE = "evidence", "Evidence"
        FILING = "filing", "Filing"
        FOLLOW_UP = "follow_up", "Follow-up"
        HEARING = "hearing", "Interview or hearing"
        REVIEW = "review", "Review"

    class Priority(models.IntegerChoices):
        URGENT = 1, "Urgent"
        NORMAL = 2, "Normal"
        LOW = 3, "Can wait"

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="tasks")
    title = models.CharField(max_length=200)
    kind = models.CharField(max_length=20, choices=Kind.choices, default=Kind.OTHER)
    priority = models.PositiveSmallIntegerField(choices=Priority.choices, default=Priority.NORMAL)
    waiting_on = models.CharField(max_length=20, choices=WaitingOn.choices, blank=True)
    due_date = models.DateField(null=True, blank=True)
    assigned_to = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    done_at = models.DateTimeField(null=True, blank=True)
    template_key = models.CharField(max_length=80, blank=True)

    class Meta:
        indexes = [
            models.Index(
                fields=["organisation_id", "due_date", "id"], name="cases_tasks_to_do",
                condition=models.Q(done_at__isnull=True),
            ),
            models.Index(
                fields=["organisation_id", "waiting_on", "case"], name="cases_tasks_waiting",
                condition=models.Q(done_at__isnull=True) & ~models.Q(waiting_on=""),
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.title


class Hold(OfCase):
    """Work on a case rests from a day on: what the table marks `not_while_held` is refused."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="holds")
    reason = models.CharField(max_length=500)
    placed_by_label = models.CharField(max_length=200)
    starts_date = models.DateField()
    ends_date = models.DateField(null=True, blank=True)
    released_at = models.DateTimeField(null=True, blank=True)
    released_because = models.CharField(max_length=500, blank=True)

    class Meta:
        ordering = ["starts_date", "id"]
        indexes = [models.Index(fields=["organisation_id", "case"], name="cases_holds")]

    def __str__(self) -> str:
        return self.reason


class Flag(OfCase):
    """Something that marks a case out; `kind` is one of the library's (`library/flags`)."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="flags")
    kind = models.CharField(max_length=40)
    note = models.CharField(max_length=500, blank=True)
    raised_by_label = models.CharField(max_length=200)
    cleared_at = models.DateTimeField(null=True, blank=True)
    cleared_because = models.CharField(max_length=500, blank=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["case", "kind"],
                condition=models.Q(cleared_at__isnull=True),
                name="cases_one_flag_of_a_kind",
            )
        ]
        indexes = [
            models.Index(
                fields=["organisation_id", "kind", "case"],
                condition=models.Q(cleared_at__isnull=True),
                name="cases_flags_raised",
            )
        ]

    def __str__(self) -> str:
        return self.kind


class Link(Record):
    """How one case belongs to another; `kind` reads from → to and is shown from both sides."""

    class Kind(models.TextChoices):
        SAME_FAMILY = "same_family", "Same family"
        DERIVATIVE_OF = "derivative_of", "Derivative of"
        EARLIER_FILING_OF = "earlier_filing_of", "Earlier filing of"
        APPEAL_OF = "appeal_of", "Appeal of"

    compartment_paths: ClassVar[tuple[str, ...]] = (
        "from_case__compartment",
        "to_case__compartment",
    )

    from_case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="links_from")
    to_case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="links_to")
    kind = models.CharField(max_length=20, choices=Kind.choices)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["from_case", "to_case", "kind"], name="cases_linked_once"
            ),
            models.CheckConstraint(
                condition=~models.Q(from_case=models.F("to_case")), name="cases_not_with_itself"
            ),
        ]
        indexes = [
            models.Index(fields=["organisation_id", "from_case"], name="cases_links_from"),
            models.Index(fields=["organisation_id", "to_case"], name="cases_links_to"),
        ]

    def __str__(self) -> str:
        return f"{self.from_case_id} {self.kind} {self.to_case_id}"


class SavedFilter(Record):
    """A list of cases that somebody comes back to; only they see it."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    name = models.CharField(max_length=80)
    query = models.JSONField(default=dict)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation_id", "user", "name"], name="cases_one_filter_per_name"
            )
        ]

    @classmethod
    def restricted_to(cls, access: Access) -> models.Q:
        """Everyone has their own."""
        return models.Q(user_id=access.user_id)

    def __str__(self) -> str:
        return self.name


class CaseNumber(models.Model):
    """The last number given in a year, locked while the next one is taken."""

    organisation_id = models.BigIntegerField()
    year = models.PositiveIntegerField()
    last = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation_id", "year"], name="cases_one_count")
        ]

    def __str__(self) -> str:
        return f"GD-{self.year}-{self.last:04}"
