"""What the pages of this feature read from a request."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms

from goldendoor.kernel.errors import BadInput
from goldendoor.practice.billing import rules
from goldendoor.practice.billing.models import Agreement, Expense, OfficeMoney, Payment, TimeEntry
from goldendoor.practice.caseload.forms import DayField


class CentsField(forms.CharField):
    """An amount of money, as integer cents; None when left empty."""

    def __init__(self, **kwargs: Any) -> None:
        attributes = {"inputmode": "decimal", "autocomplete": "off"}
        super().__init__(max_length=20, widget=forms.TextInput(attrs=attributes), **kwargs)

    def clean(self, value: Any) -> Any:
        """Text to cents."""
        text = super().clean(value)
        if not text:
            return None
        try:
            return rules.read_cents(text)
        except BadInput as error:
            raise forms.ValidationError(str(error)) from error


class NoCardField(forms.CharField):
    """Free text that is not kept when it holds what looks like a card number."""

    def clean(self, value: Any) -> Any:
        """The text, or the sentence about cards."""
        text = super().clean(value)
        try:
            rules.refuse_card(text)
        except BadInput as error:
            raise forms.ValidationError(str(error)) from error
        return text


def area(rows: int = 3) -> forms.Textarea:
    """A text box of some rows."""
    return forms.Textarea(attrs={"rows": rows})


class TimeForm(forms.Form):
    """One entry of work."""

    activity = forms.ChoiceField(choices=TimeEntry.Activity.choices, label="What was done")
    minutes = forms.IntegerField(min_value=1, max_value=1440, label="Minutes")
    worked_date = DayField(label="Day")
    text = NoCardField(
        max_length=2000, required=False, widget=area(2), label="For the invoice",
        help_text="The client reads this.",
    )  # fmt: skip
    is_billable = forms.BooleanField(required=False, initial=True, label="Billable")
    rate_cents = CentsField(
        required=False, label="Rate an hour",
        help_text="Left empty: that of the agreement, of the person, or of the office.",
    )  # fmt: skip

    @classmethod
    def of(cls, entry: TimeEntry) -> TimeForm:
        """Filled with an entry."""
        kept = {name: getattr(entry, name) for name in ("activity", "minutes", "worked_date",
                "is_billable")}  # fmt: skip
        rate = f"{entry.rate_cents // 100}.{entry.rate_cents % 100:02}"
        return cls(initial={**kept, "text": entry.text or "", "rate_cents": rate})


class ExpenseForm(forms.Form):
    """Something spent for the client."""

    text = NoCardField(max_length=500, label="What was paid for")
    amount_cents = CentsField(label="Amount")
    payer = forms.ChoiceField(choices=Expense.Payer.choices, initial="office", label="Who pays")
    spent_date = DayField(required=False, label="Paid on", help_text="Empty: it is expected.")


class AgreementForm(forms.Form):
    """The fee the client agrees to."""

    kind = forms.ChoiceField(
        choices=Agreement.Kind.choices, widget=forms.RadioSelect, label="How the fee is agreed"
    )
    amount_cents = CentsField(
        required=False, label="Amount",
        help_text="The whole fee, or an hour's rate. Nothing for pro bono.",
    )  # fmt: skip
    year = forms.IntegerField(
        required=False, min_value=2000, max_value=2099, label="Year of the poverty guideline",
        help_text="This and the next three only for the sliding scale.",
    )  # fmt: skip
    region = forms.ChoiceField(
        required=False, label="Where the client lives",
        choices=[("contiguous_48", "48 states and D.C."), ("alaska", "Alaska"),
                 ("hawaii", "Hawaii")],
    )  # fmt: skip
    household_size = forms.IntegerField(
        required=False, min_value=1, max_value=40, label="People in the household"
    )
    income_cents = CentsField(required=False, label="Income of the household a year")

    def clean(self) -> dict[str, Any]:
        """What the kind needs."""
        data = super().clean() or {}
        kind = data.get("kind")
        if kind and kind != "pro_bono" and not data.get("amount_cents"):
            self.add_error("amount_cents", "Write the amount of the fee.")
        if kind == "sliding":
            for name in ("year", "household_size"):
                if not data.get(name) and name not in self.errors:
                    self.add_error(name, "The sliding scale needs this.")
        return data


class InvoiceForm(forms.Form):
    """Who pays, what goes on it, by when."""

    person = forms.ChoiceField(label="Invoice to")
    fee = NoCardField(
        max_length=300, required=False, label="A fee", help_text="Such as: Flat fee, first half."
    )
    fee_cents = CentsField(required=False, label="Amount of the fee")
    due_date = DayField(required=False, label="To be paid by")
    note = NoCardField(max_length=2000, required=False, widget=area(2), label="Note on the invoice")

    def __init__(self, *args: Any, clients: Sequence[Any] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["person"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(one.person.public_id, str(one.person)) for one in clients]


class PaymentForm(forms.Form):
    """Money that came."""

    amount_cents = CentsField(label="Amount")
    method = forms.ChoiceField(
        choices=[one for one in Payment.Method.choices if one[0] != "trust"], label="How"
    )
    reference = NoCardField(
        max_length=100, required=False, label="Reference",
        help_text="The number of the check or receipt. Never a card number.",
    )  # fmt: skip
    received_date = DayField(label="Received on")


class ReasonForm(forms.Form):
    """Why something is taken back."""

    reason = NoCardField(
        max_length=1000, widget=area(2), label="Why", error_messages={"required": "Say why."}
    )


class OfficeForm(forms.Form):
    """What the office uses and how it bills."""

    switches = forms.MultipleChoiceField(
        choices=list(rules.SWITCHES.items()), required=False,
        widget=forms.CheckboxSelectMultiple, label="The office uses",
    )  # fmt: skip
    rounding_minutes = forms.IntegerField(
        min_value=1, max_value=60, label="Round time up to steps of how many minutes"
    )
    usual_rate_cents = CentsField(required=False, label="Usual rate an hour")
    currency = forms.CharField(min_length=3, max_length=3, label="Currency")
    invoice_prefix = forms.CharField(
        max_length=12, required=False, label="Invoice numbers begin with", strip=True
    )
    scale = forms.CharField(
        required=False, max_length=600, widget=area(4), label="Sliding scale",
        help_text="One step a line, such as 150: 25 (up to 150 per cent of the poverty guideline "
        "a client pays 25 per cent of the fee).",
    )  # fmt: skip

    @classmethod
    def of(cls, office: OfficeMoney) -> OfficeForm:
        """Filled with the settings as they are."""
        rate = office.usual_rate_cents
        return cls(initial={
            "switches": [one for one in rules.SWITCHES if office.switches.get(one, True)],
            "rounding_minutes": office.rounding_minutes,
            "usual_rate_cents": f"{rate // 100}.{rate % 100:02}" if rate else "",
            "currency": office.currency,
            "invoice_prefix": office.invoice_prefix,
            "scale": "\n".join(
                f"{one['up_to_percent']}: {one['pays_percent']}" for one in office.scale
            ),
        })  # fmt: skip

    def clean_scale(self) -> list[dict[str, int]]:
        """Lines to steps."""
        try:
            return rules.read_scale(self.cleaned_data["scale"])
        except BadInput as error:
            raise forms.ValidationError(str(error)) from error

    def changes(self) -> dict[str, Any]:
        """Columns of the settings."""
        data = dict(self.cleaned_data)
        data["switches"] = {one: one in data["switches"] for one in rules.SWITCHES}
        data["usual_rate_cents"] = data["usual_rate_cents"] or 0
        data["currency"] = data["currency"].upper()
        return data


class PeriodForm(forms.Form):
    """From one day to another."""

    start = DayField(label="From")
    end = DayField(label="To")

    def clean(self) -> dict[str, Any]:
        """The end is not before the start."""
        data = super().clean() or {}
        if data.get("start") and data.get("end") and data["end"] < data["start"]:
            self.add_error("end", "The end lies before the start.")
        return data
