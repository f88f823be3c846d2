"""What the pages of this room read from a request, beside the facts of a rule."""

from __future__ import annotations

import datetime
from typing import Any

from django import forms

from goldendoor.practice.caseload.forms import DayField

WHY = "Kept in the history."
REASON = forms.Textarea(attrs={"rows": 2})


class _Assigned(forms.Form):
    """Who is reminded."""

    assigned_to = forms.ChoiceField(
        required=False, label="Who meets it", help_text="Nobody: whoever works on the case."
    )

    def __init__(self, *args: Any, colleagues: Any = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["assigned_to"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", "Nobody"), *((str(one.pk), str(one)) for one in colleagues)]


class PrintedOn(forms.Form):
    """The day that a notice itself names."""

    printed_date = DayField(
        required=False, label="Date printed on the notice",
        help_text="It counts. Where the rule gives another day, both are shown.",
    )  # fmt: skip


class ByRule(PrintedOn, _Assigned):
    """What a new deadline by a rule has besides its facts."""

    field_order = ("printed_date", "assigned_to")


class Internal(_Assigned):
    """A date of our own."""

    label = forms.CharField(
        max_length=200, label="What is due", error_messages={"required": "Say what is due."}
    )
    due_date = DayField(label="Due on", error_messages={"required": "Say on which day."})
    field_order = ("label", "due_date", "assigned_to")


class Satisfy(forms.Form):
    """It was met."""

    satisfied_date = DayField(label="Satisfied on")
    reason = forms.CharField(
        required=False, max_length=2000, label="How", widget=REASON,
        help_text="Such as the courier's confirmation. Not needed with a document.",
    )  # fmt: skip
    evidence = forms.ChoiceField(required=False, label="Document that shows it")

    def __init__(self, *args: Any, documents: Any = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["evidence"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", "None"), *((one.public_id, str(one)) for one in documents)]


class Printed(forms.Form):
    """The date on the notice."""

    printed_date = DayField(label="Date printed on the notice")


class Correct(forms.Form):
    """What a correction has besides the facts."""

    printed_date = DayField(required=False, label="Date printed on the notice")
    due_date = DayField(required=False, label="Due on")
    withdrawn = forms.BooleanField(
        required=False, label="There is no such deadline in this case: nothing replaces it"
    )
    reason = forms.CharField(
        max_length=2000, label="Why it is corrected", widget=REASON, help_text=WHY,
        error_messages={"required": "Say why; it is kept in the history."},
    )  # fmt: skip

    def __init__(self, *args: Any, by_rule: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["due_date" if by_rule else "printed_date"]


class Snooze(forms.Form):
    """No reminders for a while."""

    until = DayField(label="No reminders before")
    reason = forms.CharField(max_length=2000, label="Why", widget=REASON, help_text=WHY)


class Cancel(forms.Form):
    """A date of our own that is not wanted any more."""

    reason = forms.CharField(max_length=2000, label="Why", widget=REASON, help_text=WHY)


class Reassign(_Assigned):
    """Someone else."""


class Place(forms.Form):
    """A place in the line for a visa."""

    category = forms.ChoiceField(label="Category")
    chargeability = forms.ChoiceField(label="Chargeability")
    priority_date = DayField(label="Priority date")

    def __init__(
        self,
        *args: Any,
        categories: list[tuple[str, str]],
        chargeabilities: list[tuple[str, str]],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        for name, known in (("category", categories), ("chargeability", chargeabilities)):
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)
            field.choices = known


def day(text: str, otherwise: datetime.date) -> datetime.date:
    """A day of the address; `otherwise` for none or one that cannot be read."""
    try:
        found = datetime.date.fromisoformat(text)
    except ValueError:
        return otherwise
    return found if 2000 <= found.year <= 2099 else otherwise
