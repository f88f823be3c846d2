"""What the office bills by, and what stands on each case's account. Amounts are integer cents."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from goldendoor.cases.models import Case, Filing
from goldendoor.foundation.fields import EncryptedJSONField, EncryptedTextField
from goldendoor.foundation.models import Record
from goldendoor.kernel import clock


class OfficeMoney(Record):
    """One row an office: what it uses, how it rounds, its rates and its next invoice number.

    `switches` is `{"billing": bool, …}`; `rates` cents an hour by user id; `scale` the office's
    sliding scale, `[{"up_to_percent": 150, "pays_percent": 0}, …]`, ascending.
    """

    switches = models.JSONField(default=dict)
    rounding_minutes = models.PositiveSmallIntegerField(default=6)
    currency = models.CharField(max_length=3, default="USD")
    invoice_prefix = models.CharField(max_length=12, default="INV-")
    next_invoice = models.PositiveIntegerField(default=1)
    usual_rate_cents = models.PositiveBigIntegerField(default=0)
    rates = models.JSONField(default=dict)
    scale = models.JSONField(default=list)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation_id"], name="billing_one_row_per_office")
        ]

    def __str__(self) -> str:
        return "The office's money settings"


class OfCase(Record):
    """What hangs on a case is seen by those who may see the case."""

    compartment_paths: ClassVar[tuple[str, ...]] = ("case__compartment",)

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+")
    currency = models.CharField(max_length=3, default="USD")

    class Meta:
        abstract = True


class Agreement(OfCase):
    """What the client pays for the work. `facts` and `because` of a sliding fee hold income."""

    class Kind(models.TextChoices):
        FLAT = "flat", "Flat fee"
        HOURLY = "hourly", "By the hour"
        SLIDING = "sliding", "Sliding scale"
        PRO_BONO = "pro_bono", "Pro bono"

    kind = models.CharField(max_length=10, choices=Kind.choices)
    # Flat and sliding: the whole fee; hourly: an hour's rate.
    amount_cents = models.PositiveBigIntegerField(default=0)
    full_cents = models.PositiveBigIntegerField(default=0)
    facts = EncryptedJSONField(default=dict)
    because = EncryptedJSONField(default=list)
    agreed_date = models.DateField()
    made_by_label = models.CharField(max_length=200)
    ended_date = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["case"],
                condition=Q(ended_date__isnull=True),
                name="billing_one_agreement_in_force",
            )
        ]

    def __str__(self) -> str:
        return self.get_kind_display()


class Invoice(OfCase):
    """A bill with its number. Only a draft changes its lines; none is ever deleted."""

    class State(models.TextChoices):
        DRAFT = "draft", "Draft"
        SENT = "sent", "Sent"
        PARTLY = "partly", "Partly paid"
        PAID = "paid", "Paid"
        VOID = "void", "Void"

    OPEN: ClassVar[tuple[str, ...]] = (State.SENT, State.PARTLY)

    number = models.CharField(max_length=30)
    client_label = EncryptedTextField()
    person_id = models.BigIntegerField(null=True)
    state = models.CharField(max_length=10, choices=State.choices, default=State.DRAFT)
    issued_date = models.DateField()
    due_date = models.DateField(null=True, blank=True)
    total_cents = models.BigIntegerField(default=0)
    paid_cents = models.BigIntegerField(default=0)
    note = EncryptedTextField(null=True)
    void_reason = EncryptedTextField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation_id", "number"], name="billing_one_invoice_per_number"
            ),
            models.CheckConstraint(
                condition=Q(total_cents__gte=0), name="billing_invoice_not_negative"
            ),
            models.CheckConstraint(
                condition=Q(paid_cents__gte=0) & Q(paid_cents__lte=models.F("total_cents")),
                name="billing_invoice_paid_within_total",
            ),
        ]
        indexes = [
            models.Index(fields=["organisation_id", "state", "due_date"], name="billing_open"),
            models.Index(fields=["organisation_id", "case", "-id"], name="billing_of_case"),
        ]

    def __str__(self) -> str:
        return f"Invoice {self.number}"

    @property
    def open_cents(self) -> int:
        """What is still to pay."""
        return 0 if self.state == self.State.VOID else self.total_cents - self.paid_cents


class OfInvoice(Record):
    """What hangs on an invoice is seen by those who may see its case."""

    compartment_paths: ClassVar[tuple[str, ...]] = ("invoice__case__compartment",)

    invoice = models.ForeignKey(Invoice, on_delete=models.PROTECT, related_name="+")

    class Meta:
        abstract = True


class Line(OfInvoice):
    """One line, as billed: it stays as it is when the time entry changes later."""

    position = models.PositiveIntegerField(default=0)
    text = EncryptedTextField()
    minutes = models.PositiveIntegerField(null=True)
    rate_cents = models.PositiveBigIntegerField(null=True)
    amount_cents = models.BigIntegerField()

    class Meta:
        ordering = ["position", "id"]

    def __str__(self) -> str:
        return f"Line {self.position}"


class Payment(OfInvoice):
    """Money that came: how and with which reference. A wrong one is taken back by another row."""

    class Method(models.TextChoices):
        CHECK = "check", "Check"
        CASH = "cash", "Cash"
        TRANSFER = "transfer", "Bank transfer"
        TERMINAL = "terminal", "Card, on the office's terminal"
        TRUST = "trust", "From the client's trust money"
        OTHER = "other", "Other"

    amount_cents = models.BigIntegerField()
    method = models.CharField(max_length=12, choices=Method.choices)
    reference = EncryptedTextField(null=True)
    received_date = models.DateField()
    recorded_by_label = models.CharField(max_length=200)
    reverses = models.OneToOneField("self", on_delete=models.PROTECT, null=True, related_name="+")
    reason = EncryptedTextField(null=True)

    def __str__(self) -> str:
        return self.get_method_display()


class Timer(OfCase):
    """A clock that runs: one for each person."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    activity = models.CharField(max_length=20)
    started_at = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation_id", "user"], name="billing_one_timer_per_person"
            )
        ]

    def __str__(self) -> str:
        return "A running timer"


class TimeEntry(OfCase):
    """Work on a case. On an invoice it no longer changes; `removed_at` takes a wrong one out."""

    class Activity(models.TextChoices):
        MEETING = "meeting", "Meeting with the client"
        CALL = "call", "Call"
        DRAFTING = "drafting", "Drafting"
        FORMS = "forms", "Forms"
        EVIDENCE = "evidence", "Evidence"
        RESEARCH = "research", "Research"
        HEARING = "hearing", "Interview or hearing"
        TRAVEL = "travel", "Travel"
        REVIEW = "review", "Review"
        OTHER = "other", "Other"

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    activity = models.CharField(max_length=20, choices=Activity.choices, default=Activity.OTHER)
    text = EncryptedTextField(null=True)
    worked_date = models.DateField()
    minutes = models.PositiveIntegerField()
    billed_minutes = models.PositiveIntegerField()
    rate_cents = models.PositiveBigIntegerField(default=0)
    amount_cents = models.PositiveBigIntegerField(default=0)
    is_billable = models.BooleanField(default=True)
    invoice = models.ForeignKey(Invoice, on_delete=models.PROTECT, null=True, related_name="+")
    removed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name_plural = "time entries"
        indexes = [
            models.Index(fields=["organisation_id", "case", "-worked_date"], name="billing_time"),
            models.Index(
                fields=["organisation_id", "worked_date", "user"], name="billing_time_by_day"
            ),
        ]

    def __str__(self) -> str:
        return self.get_activity_display()


class Expense(OfCase):
    """What the office spent or will spend for the client; also the government fee of a form.

    `amount_cents` is null where the library has no amount. `because` are the law's reasons.
    """

    class Kind(models.TextChoices):
        EXPENSE = "expense", "Expense"
        GOVERNMENT_FEE = "government_fee", "Government fee"

    class Payer(models.TextChoices):
        CLIENT = "client", "Client pays the agency"
        OFFICE = "office", "Office pays, client pays back"
        DONATED = "donated", "Office pays, nobody pays back"
        EMPLOYER = "employer", "Employer pays"
        WAIVED = "waived", "Fee waiver asked"

    class State(models.TextChoices):
        EXPECTED = "expected", "Expected"
        PAID = "paid", "Paid"
        REMOVED = "removed", "Taken out"

    kind = models.CharField(max_length=20, choices=Kind.choices, default=Kind.EXPENSE)
    text = EncryptedTextField()
    amount_cents = models.PositiveBigIntegerField(null=True)
    payer = models.CharField(max_length=10, choices=Payer.choices, default=Payer.OFFICE)
    state = models.CharField(max_length=10, choices=State.choices, default=State.EXPECTED)
    spent_date = models.DateField(null=True, blank=True)
    filing = models.ForeignKey(Filing, on_delete=models.SET_NULL, null=True, related_name="+")
    because = EncryptedJSONField(default=list)
    invoice = models.ForeignKey(Invoice, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["filing"],
                condition=Q(filing__isnull=False),
                name="billing_one_fee_per_filing",
            )
        ]
        indexes = [models.Index(fields=["organisation_id", "case", "id"], name="billing_expenses")]

    def __str__(self) -> str:
        return self.get_kind_display()
