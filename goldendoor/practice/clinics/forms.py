"""What the pages of this feature read from a request."""

from __future__ import annotations

from django import forms

from goldendoor.practice.caseload.forms import DayField
from goldendoor.practice.clinics import agreements, rules


class Plan(forms.Form):
    """A new clinic day."""

    title = forms.CharField(
        max_length=200, label="Title",
        error_messages={"required": "A clinic day needs a title."},
    )  # fmt: skip
    held_date = DayField(label="Day")
    place = forms.CharField(max_length=300, required=False, label="Place")
    room_for = forms.IntegerField(
        min_value=1, max_value=rules.MOST_ROOM, initial=50, label="Room for how many people"
    )
    stations = forms.CharField(
        max_length=1000, widget=forms.Textarea(attrs={"rows": 5}), label="Stations, one a line",
        initial="\n".join(str(one["label"]) for one in rules.USUAL),
        help_text="The first and the last need no conflict check and no agreement.",
    )  # fmt: skip
    scope = forms.CharField(
        max_length=5000, required=False, widget=forms.Textarea(attrs={"rows": 3}),
        label="What is done for everybody today", initial=agreements.USUAL_SCOPE,
        help_text="Goes into the limited-scope agreement.",
    )  # fmt: skip
