"""What the pages of this feature read from a request."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django import forms

from goldendoor.accounts.models import User
from goldendoor.practice.caseload.forms import DayField
from goldendoor.practice.responses.models import Item, Response


def _papers(papers: Sequence[Any], none: str) -> list[tuple[str, str]]:
    return [("", none), *((one.public_id, one.title) for one in papers)]


class Frame(forms.Form):
    """Way, notice, deadline, where it goes, own words."""

    way = forms.ChoiceField(label="What kind of answer", widget=forms.RadioSelect)
    notice = forms.ChoiceField(
        required=False, label="The notice itself",
        help_text="It goes on top of the packet. Upload it under Notices or Evidence first.",
    )  # fmt: skip
    deadline = forms.ChoiceField(required=False, label="Its deadline")
    address = forms.CharField(
        required=False, max_length=1000, label="Where it is sent, as the notice says",
        widget=forms.Textarea(attrs={"rows": 4, "dir": "auto"}),
    )  # fmt: skip
    opening = forms.CharField(
        required=False, label="Own opening of the letter",
        help_text="Left empty, the usual words stand there.",
        widget=forms.Textarea(attrs={"rows": 4, "dir": "auto"}),
    )  # fmt: skip
    closing = forms.CharField(
        required=False, label="Own closing of the letter",
        widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"}),
    )  # fmt: skip

    def __init__(
        self, *args: Any, entry: Any, papers: Sequence[Any], deadlines: Sequence[Any], **more: Any
    ) -> None:
        super().__init__(*args, **more)
        fields: Any = self.fields
        fields["way"].choices = list(entry["ways"].items())
        fields["notice"].choices = _papers(papers, "Not uploaded yet")
        fitting = [one for one in deadlines if one.rule_id in entry["rules"]]
        fields["deadline"].choices = [
            ("", "None"), *((one.public_id, f"{one.label}, {one.working_date}") for one in fitting)
        ]  # fmt: skip

    @staticmethod
    def initial_of(response: Response) -> dict[str, Any]:
        """The answer as it is."""
        return {
            "way": response.way,
            "notice": response.notice.public_id if response.notice else "",
            "deadline": response.deadline.public_id if response.deadline else "",
            "address": response.address,
            "opening": response.opening,
            "closing": response.closing,
        }


class About(forms.Form):
    """An item: the agency's words, who, how far, the answer, a note."""

    text = forms.CharField(
        label="What the agency asks, in its words",
        widget=forms.Textarea(attrs={"rows": 5, "dir": "auto"}),
        error_messages={"required": "An item keeps the agency's words; remove it if it is none."},
    )  # fmt: skip
    answer = forms.CharField(
        required=False, label="Our answer", help_text="An empty line begins a new paragraph.",
        widget=forms.Textarea(attrs={"rows": 9, "dir": "auto", "class": "gd-serif"}),
    )  # fmt: skip
    owner = forms.ChoiceField(required=False, label="Who sees to it")
    state = forms.ChoiceField(label="How far it is", choices=Item.State.choices)
    note = forms.CharField(
        required=False, label="Note for colleagues", help_text="Never goes into the letter.",
        widget=forms.Textarea(attrs={"rows": 2, "dir": "auto"}),
    )  # fmt: skip

    def __init__(self, *args: Any, colleagues: Iterable[User], **more: Any) -> None:
        super().__init__(*args, **more)
        self.people = {str(one.pk): one for one in colleagues}
        field: Any = self.fields["owner"]
        field.choices = [("", "Nobody yet"), *((key, str(one)) for key, one in self.people.items())]

    @property
    def owner_chosen(self) -> User | None:
        """The colleague."""
        return self.people.get(self.cleaned_data["owner"])

    @staticmethod
    def initial_of(item: Item) -> dict[str, Any]:
        """The item as it is."""
        return {
            "text": item.text,
            "answer": item.answer,
            "owner": str(item.owner_id or ""),
            "state": item.state,
            "note": item.note,
        }


class Sent(forms.Form):
    """How and when it went out."""

    sent_date = DayField(
        label="Sent on", error_messages={"required": "Write the day on which it was sent."}
    )
    how = forms.CharField(
        max_length=80, label="How", help_text="The courier, or “online account”.",
        error_messages={"required": "Say how it was sent: the courier, or “online account”."},
    )  # fmt: skip
    tracking_number = forms.CharField(max_length=80, required=False, label="Tracking number")
    proof = forms.ChoiceField(required=False, label="Paper that shows it")

    def __init__(self, *args: Any, papers: Sequence[Any], **more: Any) -> None:
        super().__init__(*args, **more)
        field: Any = self.fields["proof"]
        field.choices = _papers(papers, "None yet")
