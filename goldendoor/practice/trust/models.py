"""Accounts, ledgers, entries that are only ever added, reconciliations. Integer cents."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from goldendoor.cases.models import Case
from goldendoor.foundation.fields import EncryptedJSONField, EncryptedTextField
from goldendoor.foundation.models import Record
from goldendoor.practice.billing.models import Payment


class Account(Record):
    """A bank account that holds clients' money only."""

    name = models.CharField(max_length=120)
    bank = models.CharField(max_length=120, blank=True)
    currency = models.CharField(max_length=3, default="USD")
    closed_date = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation_id", "name"], name="trust_one_account_per_name"
            )
        ]

    def __str__(self) -> str:
        return self.name


class Ledger(Record):
    """What one client has in an account for a case. The row is held while an entry is added."""

    compartment_paths: ClassVar[tuple[str, ...]] = ("case__compartment",)

    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+")
    person_id = models.BigIntegerField()
    client_label = EncryptedTextField()
    balance_cents = models.BigIntegerField(default=0)
    entries = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["account", "case", "person_id"], name="trust_one_ledger_per_client"
            ),
            models.CheckConstraint(
                condition=Q(balance_cents__gte=0), name="trust_never_below_zero"
            ),
        ]
        indexes = [models.Index(fields=["organisation_id", "case"], name="trust_of_case")]

    def __str__(self) -> str:
        return f"The ledger of {self.client_label}"


class Entry(Record):
    """Money in (above zero) or out (below). Never changed, never deleted: see `triggers.py`."""

    class Kind(models.TextChoices):
        DEPOSIT = "deposit", "Deposit"
        DISBURSEMENT = "disbursement", "Disbursement"
        TRANSFER = "transfer", "Transfer to the office"
        REVERSAL = "reversal", "Reversal"

    compartment_paths: ClassVar[tuple[str, ...]] = ("ledger__case__compartment",)

    ledger = models.ForeignKey(Ledger, on_delete=models.PROTECT, related_name="+")
    number = models.PositiveIntegerField()
    kind = models.CharField(max_length=14, choices=Kind.choices)
    amount_cents = models.BigIntegerField()
    # Of the ledger after this entry, in the order of recording.
    balance_cents = models.BigIntegerField()
    day = models.DateField()
    party = EncryptedTextField()
    purpose = EncryptedTextField()
    reference = EncryptedTextField(null=True)
    payment = models.OneToOneField(Payment, on_delete=models.PROTECT, null=True, related_name="+")
    reverses = models.OneToOneField("self", on_delete=models.PROTECT, null=True, related_name="+")
    recorded_by_label = models.CharField(max_length=200)

    class Meta:
        verbose_name_plural = "entries"
        constraints = [
            models.UniqueConstraint(fields=["ledger", "number"], name="trust_entries_in_order"),
            models.CheckConstraint(condition=~Q(amount_cents=0), name="trust_no_empty_entry"),
            models.CheckConstraint(
                condition=Q(balance_cents__gte=0), name="trust_no_balance_below_zero"
            ),
        ]
        indexes = [models.Index(fields=["organisation_id", "day", "id"], name="trust_by_day")]

    def __str__(self) -> str:
        return self.get_kind_display()


class Clearing(Record):
    """An entry was seen on the bank's statement, on this day."""

    compartment_paths: ClassVar[tuple[str, ...]] = ("entry__ledger__case__compartment",)

    entry = models.OneToOneField(Entry, on_delete=models.PROTECT, related_name="clearing")
    cleared_date = models.DateField()

    def __str__(self) -> str:
        return f"Cleared on {self.cleared_date}"


class Reconciliation(Record):
    """A month of an account. `adjustments` are errors of the bank, `outstanding` what was open."""

    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    month = models.DateField()
    statement_cents = models.BigIntegerField()
    book_cents = models.BigIntegerField()
    ledgers_cents = models.BigIntegerField()
    outstanding_cents = models.BigIntegerField(default=0)
    # Public ids and amounts only: a case may be walled from whoever reads the reconciliation.
    outstanding = EncryptedJSONField(default=list)
    adjustments = EncryptedJSONField(default=list)
    prepared_by_label = models.CharField(max_length=200)
    signed_by_label = models.CharField(max_length=200, blank=True)
    signed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["account", "month"], name="trust_one_reconciliation_a_month"
            )
        ]

    def __str__(self) -> str:
        return f"Reconciliation of {self.month:%B %Y}"

    @property
    def bank_cents(self) -> int:
        """The statement's balance with what was outstanding and the bank's errors put right."""
        wrong = sum(int(one["cents"]) for one in self.adjustments)
        return self.statement_cents + self.outstanding_cents + wrong

    @property
    def agrees(self) -> bool:
        """Whether the three balances are the same."""
        return self.bank_cents == self.book_cents == self.ledgers_cents
