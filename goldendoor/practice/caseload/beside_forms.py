"""What the small forms beside the stage of a case read from a request."""

from __future__ import annotations

from typing import Any

from django import forms

from goldendoor.cases import case_types
from goldendoor.cases.models import Link as CaseLink
from goldendoor.cases.models import Task, WaitingOn
from goldendoor.practice.caseload.forms import DayField

LONGEST = 500
AREA = forms.Textarea(attrs={"rows": 2, "dir": "auto"})
WHY = {"required": "Say why; it is kept in the history."}


class Reason(forms.Form):
    """Why something ends."""

    reason = forms.CharField(max_length=LONGEST, label="Why", widget=AREA, error_messages=WHY)


class Hold(forms.Form):
    """From when until when a case rests, and why."""

    reason = forms.CharField(
        max_length=LONGEST, label="Why the case rests", widget=AREA, error_messages=WHY
    )
    starts_date = DayField(label="From")
    ends_date = DayField(
        required=False, label="Until", help_text="Left empty: until somebody lifts it."
    )

    def clean(self) -> dict[str, Any]:
        """The last day is not before the first."""
        data = super().clean() or {}
        first, last = data.get("starts_date"), data.get("ends_date")
        if first and last and last < first:
            self.add_error("ends_date", "The last day of the hold is before the first.")
        return data


def flag_choices() -> list[tuple[str, str]]:
    """Flags that may be raised, with their labels."""
    kinds = case_types.flag_kinds().items()
    return [(key, str(one["label"])) for key, one in kinds if not one.get("retired")]


class Flag(forms.Form):
    """Which mark, and what a colleague should know about it."""

    kind = forms.ChoiceField(label="Flag", choices=flag_choices)
    note = forms.CharField(required=False, max_length=LONGEST, label="Note", widget=AREA)


class Link(forms.Form):
    """Which other case, and how this one belongs to it."""

    kind = forms.ChoiceField(label="This case is", choices=CaseLink.Kind.choices)
    number = forms.CharField(
        max_length=20, label="Number of the other case", help_text="Such as GD-2026-0147.",
        error_messages={"required": "Say which case, by its number."},
    )  # fmt: skip


class Note(forms.Form):
    """Something a colleague should know."""

    text = forms.CharField(
        label="For colleagues", widget=AREA, error_messages={"required": "The note is empty."}
    )
    privileged = forms.BooleanField(
        required=False, label="Privileged: those who answer for the case, and you, read it"
    )
    pinned = forms.BooleanField(required=False, label="Keep it above the others")


class Named(forms.Form):
    """Who else reads a privileged note."""

    named = forms.MultipleChoiceField(
        required=False, label="Who else reads it", widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, colleagues: Any = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["named"]
        assert isinstance(field, forms.MultipleChoiceField)
        field.choices = [(str(one.pk), str(one)) for one in colleagues]


class TaskOfCase(forms.Form):
    """Something to do."""

    title = forms.CharField(
        max_length=200, label="What is to do", error_messages={"required": "Say what is to do."}
    )
    due_date = DayField(required=False, label="By")
    assigned_to = forms.ChoiceField(
        required=False, label="Who does it", help_text="Nobody: whoever works on the case."
    )
    waiting_on = forms.ChoiceField(
        required=False, label="Waiting on", choices=[("", "Nobody"), *WaitingOn.choices]
    )
    priority = forms.TypedChoiceField(
        label="How urgent", choices=Task.Priority.choices, coerce=int, initial=2
    )
    kind = forms.ChoiceField(label="Kind", choices=Task.Kind.choices, initial=Task.Kind.OTHER)

    def __init__(self, *args: Any, colleagues: Any = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["assigned_to"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", "Nobody"), *((str(one.pk), str(one)) for one in colleagues)]
