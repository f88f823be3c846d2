"""What the pages of this room read from a request."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Sequence
from typing import Any

from django import forms

from goldendoor.cases.models import Filing
from goldendoor.correspondence import silence
from goldendoor.law.library import Library
from goldendoor.people.models import Person
from goldendoor.practice.caseload.rules import TIES, NewCase, NewPerson

EARLIEST, LATEST = datetime.date(2000, 1, 1), datetime.date(2099, 12, 31)
FAR = "This day lies too far away. Write the year with four digits, such as 2026."
DATE = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class DayField(forms.DateField):
    """A day of the office's work: a year typed with two digits is noticed."""

    widget = DATE

    def validate(self, value: Any) -> None:
        super().validate(value)
        if value and not EARLIEST <= value <= LATEST:
            raise forms.ValidationError(FAR)


class CaseSettings(forms.Form):
    """Title, day of filing, who works on it."""

    title = forms.CharField(
        max_length=200,
        label="Title of the case",
        error_messages={"required": "A case needs a title, such as the family's name."},
    )
    filing_date = DayField(
        required=False, label="Planned day of filing",
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

    filings = forms.MultipleChoiceField(
        label="Forms in this envelope", widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Choose the forms that are in this envelope."},
    )  # fmt: skip

    courier = forms.CharField(max_length=80, required=False, label="Courier or mail service")
    tracking_number = forms.CharField(max_length=80, required=False, label="Tracking number")
    mailed_date = DayField(required=False, label="Mailed on")
    delivered_date = DayField(required=False, label="Delivered on")
    receipt_expected_date = DayField(
        required=False, label="Receipt notice expected by",
        help_text="Left empty: the usual days after mailing.",
    )  # fmt: skip
    receipt_number = forms.CharField(max_length=40, required=False, label="Receipt number")

    def __init__(self, *args: Any, filings: Sequence[Filing] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["filings"]
        assert isinstance(field, forms.MultipleChoiceField)
        field.choices = [(one.public_id, str(one)) for one in filings]

    def clean(self) -> dict[str, Any]:
        """Delivery is not before mailing; the receipt is expected in the usual days unless said."""
        data = super().clean() or {}
        mailed, delivered = data.get("mailed_date"), data.get("delivered_date")
        if delivered and not mailed:
            self.add_error("mailed_date", "Say when it was mailed.")
        elif mailed and delivered and delivered < mailed:
            self.add_error("delivered_date", "It cannot arrive before it was mailed.")
        if mailed and not data.get("receipt_expected_date"):
            days = silence.entry(Library.shipped())["receipt_days"]["usual"]
            data["receipt_expected_date"] = mailed + datetime.timedelta(days=days)
        return data


NAME_LETTERS = 200
NAMED = (("family", "Family name"), ("given", "Given name"), ("middle", "Middle name"))


def new_case(
    post: Any, roles: Sequence[str], person_of: Callable[[str], Person], *, picks: bool
) -> tuple[NewCase, list[tuple[str, str]]]:
    """What “New case” was filled in with, and what is wrong: [(field, sentence)].

    `person_of(public_id)` finds a person of the office; `picks`: the type suggests no forms.
    """
    problems: list[tuple[str, str]] = []
    people = [_person(post, role, person_of, problems) for role in roles]
    if not any(one.named() for one in people):
        problems.append((f"{roles[0]}-family", "Name at least one person of the case."))
    if picks and not post.getlist("forms"):
        problems.append(("forms", "Choose at least one form; more can be added later."))
    tie = post.get("tie", "")
    wanted = NewCase(
        type_id=post.get("type", ""),
        title=post.get("title", ""),
        filing_date=_day(post, problems),
        people=people,
        tie=tie if tie in TIES else "",
        forms=post.getlist("forms"),
    )
    return wanted, problems


def _person(
    post: Any, role: str, person_of: Callable[[str], Person], problems: list[tuple[str, str]]
) -> NewPerson:
    parts = {part: post.get(f"{role}-{part}", "").strip() for part, _ in NAMED}
    for part, label in NAMED:
        if len(parts[part]) > NAME_LETTERS:
            text = f"{label}: at most {NAME_LETTERS} letters can be kept. Shorten it."
            problems.append((f"{role}-{part}", text))
    known = post.get(f"{role}-person", "")
    return NewPerson(role, person_of(known) if known else None, **parts)


def _day(post: Any, problems: list[tuple[str, str]]) -> datetime.date | None:
    text = post.get("filing_date", "").strip()
    if not text:
        return None
    try:
        day = datetime.date.fromisoformat(text)
    except ValueError:
        sentence = f"“{text[:40]}” is not a day. Write it as year-month-day, such as 2026-12-31."
        problems.append(("filing_date", sentence))
        return None
    if not EARLIEST <= day <= LATEST:
        problems.append(("filing_date", FAR))
    return day
