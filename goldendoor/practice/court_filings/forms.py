"""What the pages of this feature read from a request."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms

from goldendoor.practice.caseload.forms import DayField
from goldendoor.practice.court_filings.actions import CHANGEABLE
from goldendoor.practice.court_filings.models import CourtFiling
from goldendoor.practice.hearings.models import Hearing

NAME = "As it shall stand on the cover page, such as “Respondent's evidence in support of asylum”."


class Begin(forms.Form):
    """Name of the filing and the hearing it is for."""

    title = forms.CharField(
        max_length=300, label="Name of the filing", help_text=NAME,
        error_messages={"required": "Give the filing its name."},
    )  # fmt: skip
    hearing = forms.ChoiceField(
        required=False, label="For which hearing",
        help_text="Court, judge, day, custody and the list of exhibits are taken over.",
    )  # fmt: skip

    def __init__(self, *args: Any, hearings: Sequence[Hearing], **more: Any) -> None:
        super().__init__(*args, **more)
        field: Any = self.fields["hearing"]
        rows = [(one.public_id, f"{one.held_date}, {one.place}") for one in hearings]
        field.choices = [("", "None"), *rows]


class Cover(forms.Form):
    """Cover page and certificate of service."""

    title = forms.CharField(
        max_length=300, label="Name of the filing", help_text=NAME,
        error_messages={"required": "The filing needs its name."},
    )  # fmt: skip
    court = forms.CharField(max_length=200, label="Court")
    place = forms.CharField(max_length=200, required=False, label="Place of the court")
    judge = forms.CharField(max_length=200, required=False, label="Judge")
    next_hearing = forms.CharField(
        max_length=200, required=False, label="Next hearing",
        help_text="Day and hour, or “None scheduled”.",
    )  # fmt: skip
    custody = forms.ChoiceField(label="Custody", choices=CourtFiling.Custody.choices)
    proceedings = forms.CharField(max_length=100, label="Kind of proceedings")
    note = forms.CharField(max_length=300, required=False, label="Further line on the cover page")
    means = forms.ChoiceField(label="How it is served", choices=CourtFiling.Means.choices)
    served_on = forms.CharField(max_length=300, required=False, label="Served on")
    served_address = forms.CharField(
        max_length=600, required=False, label="Address of service",
        widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"}),
    )  # fmt: skip
    served_by = forms.CharField(max_length=200, required=False, label="Who serves and signs")
    served_date = DayField(required=False, label="Day of service")

    @staticmethod
    def initial_of(filing: CourtFiling) -> dict[str, Any]:
        """The filing as it is."""
        return {name: getattr(filing, name) for name in CHANGEABLE}


class Filed(forms.Form):
    """The day it was filed."""

    filed_date = DayField(
        label="Filed on", error_messages={"required": "Write the day on which it was filed."}
    )
