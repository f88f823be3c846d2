"""What the pages of this room read from a request."""

from __future__ import annotations

import datetime
from typing import Any

from django import forms

from goldendoor.practice.caseload.rules import TIES, NewCase, NewPerson

DATE = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class CaseSettings(forms.Form):
    """Title, day of filing, who works on it."""

    title = forms.CharField(max_length=200, label="Title of the case")
    filing_date = forms.DateField(
        required=False, widget=DATE, label="Planned day of filing",
        help_text="Decides which editions and fees count.",
    )  # fmt: skip
    assigned_to = forms.ChoiceField(required=False, label="Who works on it")

    def __init__(self, *args: Any, colleagues: Any = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["assigned_to"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", "Nobody"), *((str(one.pk), str(one)) for one in colleagues)]


class Mailing(forms.Form):
    """The mailing record of one envelope."""

    courier = forms.CharField(max_length=80, required=False, label="Courier or mail service")
    tracking_number = forms.CharField(max_length=80, required=False, label="Tracking number")
    mailed_date = forms.DateField(required=False, widget=DATE, label="Mailed on")
    delivered_date = forms.DateField(required=False, widget=DATE, label="Delivered on")
    receipt_expected_date = forms.DateField(
        required=False, widget=DATE, label="Receipt notice expected by",
        help_text="Left empty: thirty days after mailing.",
    )  # fmt: skip
    receipt_number = forms.CharField(max_length=40, required=False, label="Receipt number")

    def clean(self) -> dict[str, Any]:
        """Delivery is not before mailing; the receipt is expected in thirty days unless said."""
        data = super().clean() or {}
        mailed, delivered = data.get("mailed_date"), data.get("delivered_date")
        if delivered and not mailed:
            self.add_error("mailed_date", "Say when it was mailed.")
        elif mailed and delivered and delivered < mailed:
            self.add_error("delivered_date", "It cannot arrive before it was mailed.")
        if mailed and not data.get("receipt_expected_date"):
            data["receipt_expected_date"] = mailed + datetime.timedelta(days=30)
        return data


def new_case(post: Any, roles: list[str], person_of: Any) -> NewCase:
    """What “New case” was filled in with. `person_of(public_id)` finds a person of the office."""
    people = []
    for role in roles:
        known = post.get(f"{role}-person", "")
        people.append(
            NewPerson(
                role,
                person_of(known) if known else None,
                *(post.get(f"{role}-{part}", "") for part in ("family", "given", "middle")),
            )
        )
    filed = post.get("filing_date", "")
    try:
        filing_date = datetime.date.fromisoformat(filed) if filed else None
    except ValueError:
        filing_date = None
    tie = post.get("tie", "")
    return NewCase(
        type_id=post.get("type", ""),
        title=post.get("title", ""),
        filing_date=filing_date,
        people=people,
        tie=tie if tie in TIES else "",
        forms=post.getlist("forms"),
    )
