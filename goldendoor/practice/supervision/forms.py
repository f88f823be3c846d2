"""What the pages of this feature read from a request."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms

from goldendoor.accounts.models import User
from goldendoor.cases.models import Task
from goldendoor.kernel.errors import BadInput
from goldendoor.practice.caseload.forms import DayField
from goldendoor.practice.supervision import rules

TEXT = forms.Textarea(attrs={"rows": 3, "dir": "auto"})


class Mentor(forms.Form):
    """Who guides whom, and what needs approval."""

    mentor = forms.ChoiceField(label="Mentor")
    junior = forms.ChoiceField(label="Guides")
    approves = forms.MultipleChoiceField(
        required=False, choices=Task.Kind.choices, widget=forms.CheckboxSelectMultiple,
        label="Tasks that need approval",
    )  # fmt: skip
    goals = forms.CharField(required=False, max_length=5000, widget=TEXT, label="Goals")

    def __init__(self, *args: Any, colleagues: Sequence[User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.colleagues = {str(one.pk): one for one in colleagues}
        for name in ("mentor", "junior"):
            _people(self, name, self.colleagues)

    def clean(self) -> dict[str, Any]:
        """Two people."""
        data = super().clean() or {}
        if data.get("mentor") and data.get("mentor") == data.get("junior"):
            self.add_error("junior", "Choose somebody else: nobody guides themselves.")
        return data

    @property
    def data_of(self) -> dict[str, Any]:
        """As `actions.name_mentor` takes it."""
        data = dict(self.cleaned_data)
        return {**data, **{key: self.colleagues[data[key]] for key in ("mentor", "junior")}}


class Trained(forms.Form):
    """An entry of the training log."""

    user = forms.ChoiceField(label="Who")
    title = forms.CharField(
        max_length=200, label="What it was about",
        error_messages={"required": "Write what it was about."},
    )  # fmt: skip
    provider = forms.CharField(required=False, max_length=200, label="Held by")
    held_date = DayField(label="Day")
    hours = forms.CharField(max_length=6, label="Hours", help_text="Such as 1.5.")
    file = forms.FileField(required=False, label="Certificate")

    def __init__(self, *args: Any, colleagues: Sequence[User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.colleagues = {str(one.pk): one for one in colleagues}
        _people(self, "user", self.colleagues)

    def clean_hours(self) -> str:
        """A number of hours."""
        text = str(self.cleaned_data["hours"])
        try:
            rules.minutes(text)
        except BadInput as error:
            raise forms.ValidationError(str(error)) from error
        return text

    @property
    def data_of(self) -> dict[str, Any]:
        """As `actions.record_training` takes it."""
        data = dict(self.cleaned_data)
        data["user"] = self.colleagues[data["user"]]
        data["filename"] = getattr(data["file"], "name", "")
        return data


def _people(form: forms.Form, name: str, colleagues: dict[str, User]) -> None:
    field = form.fields[name]
    assert isinstance(field, forms.ChoiceField)
    field.choices = [(key, str(one)) for key, one in colleagues.items()]
