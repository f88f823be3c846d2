"""What the pages of this feature read from a request."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms

from goldendoor.kernel.errors import BadInput
from goldendoor.practice.billing import rules as money
from goldendoor.practice.billing.forms import CentsField, NoCardField, area
from goldendoor.practice.caseload.forms import DayField


class AccountForm(forms.Form):
    """A bank account for clients' money."""

    name = NoCardField(max_length=120, label="Name", help_text="Such as: Client trust, Harbor.")
    bank = NoCardField(max_length=120, required=False, label="Bank")


class MoveForm(forms.Form):
    """Money in or out."""

    cents = CentsField(label="Amount")
    day = DayField(label="Day")
    party = NoCardField(max_length=200, label="From or to whom")
    purpose = NoCardField(max_length=500, label="What for")
    reference = NoCardField(
        max_length=100, required=False, label="Reference",
        help_text="The number of the check or of the transfer.",
    )  # fmt: skip


class TransferForm(forms.Form):
    """Earned money to the office."""

    invoice = forms.ChoiceField(label="Invoice")
    cents = CentsField(label="Amount")
    day = DayField(label="Day")
    reference = NoCardField(max_length=100, required=False, label="Reference")

    def __init__(self, *args: Any, invoices: Sequence[Any] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["invoice"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [
            (one.public_id, f"{one.number}, open {money.shown(one.open_cents, one.currency)}")
            for one in invoices
        ]


class MonthForm(forms.Form):
    """The bank's statement of a month."""

    statement = forms.CharField(max_length=20, label="Closing balance on the bank's statement")
    adjustments = NoCardField(
        required=False, max_length=2000, widget=area(3), label="Errors of the bank",
        help_text="One a line, with what has to be added or taken off: -12.00 Fee charged wrongly.",
    )  # fmt: skip

    def clean_statement(self) -> int:
        """Text to cents; a statement may be overdrawn."""
        return _signed(self.cleaned_data["statement"])

    def clean_adjustments(self) -> list[dict[str, Any]]:
        """Lines to rows of cents and text."""
        rows = []
        for line in self.cleaned_data["adjustments"].splitlines():
            if line.strip():
                amount, _, text = line.strip().partition(" ")
                if not text.strip():
                    raise forms.ValidationError("Write the amount, then what it is.")
                rows.append({"cents": _signed(amount), "text": text.strip()})
        return rows


def _signed(text: str) -> int:
    """An amount that may be below zero."""
    plain = text.strip().replace("\u2212", "-")
    try:
        cents = money.read_cents(plain.removeprefix("-"))
    except BadInput as error:
        raise forms.ValidationError(str(error)) from error
    return -cents if plain.startswith("-") else cents
