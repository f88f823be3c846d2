"""What the pages of this app read from a request."""

from __future__ import annotations

from django import forms

DATE = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class Recompute(forms.Form):
    """How wide to look."""

    rule = forms.ChoiceField(required=False, label="Rule")
    holiday = forms.DateField(
        required=False, label="Day that opened or closed", widget=DATE,
        help_text="Only deadlines that depend on whether this day is a business day.",
    )  # fmt: skip

    def __init__(self, *args: object, rules: list[tuple[str, str]], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        field = self.fields["rule"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", "Every rule"), *rules]


class Decide(forms.Form):
    """Why a batch is confirmed or discarded."""

    reason = forms.CharField(
        label="Why", max_length=500, widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Kept in the history, such as “Executive order: offices closed on 24 December”.",
        error_messages={"required": "Say why; it is kept in the history."},
    )  # fmt: skip


class NewFeed(forms.Form):
    """A calendar feed."""

    case = forms.ChoiceField(required=False, label="Deadlines of")
    label = forms.CharField(
        required=False, max_length=80, label="Name of the feed",
        help_text="For yourself, such as “my telephone”.",
    )  # fmt: skip
    shows_number = forms.BooleanField(
        required=False, label="Show the case number and what is due in the calendar"
    )

    def __init__(self, *args: object, cases: list[tuple[str, str]], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        field = self.fields["case"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", "Everything that is mine to meet"), *cases]
