"""What the pages of this feature read from a request."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from typing import Any

from django import forms

from goldendoor.cases.models import Party
from goldendoor.practice.caseload.forms import DayField
from goldendoor.practice.mock_interviews.actions import Wanted
from goldendoor.practice.mock_interviews.models import Session
from goldendoor.practice.mock_interviews.sets import CIVICS, Entry

DAYS_OF_A_LINK = 60


class Begin(forms.Form):
    """Which set, with whom, in which language."""

    set_id = forms.ChoiceField(label="Set of questions")
    person = forms.ChoiceField(required=False, label="With whom")
    language = forms.ChoiceField(
        choices=Session.Language.choices, label="Language of the questions"
    )
    filed_date = DayField(
        required=False, label="Filing day of the N-400",
        help_text="For civics only: it decides which test counts.",
    )  # fmt: skip
    is_65_20 = forms.BooleanField(
        required=False, label="65 or older and 20 years a resident (civics: the short list)"
    )

    def __init__(
        self, *args: Any, sets: Sequence[Entry], parties: Sequence[Party], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.people = {one.person.public_id: one.person for one in parties}
        rows = [(str(one["id"]), f"{one['label']} ({', '.join(one['forms'])})") for one in sets]
        people = [(key, str(one)) for key, one in self.people.items()]
        for name, choices in (
            ("set_id", rows),
            ("person", [("", "Nobody in particular"), *people]),
        ):
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)
            field.choices = choices
        if people:
            self.initial.setdefault("person", people[0][0])

    def clean(self) -> dict[str, Any]:
        """Civics needs the filing day."""
        data = super().clean() or {}
        if data.get("set_id") == CIVICS and not data.get("filed_date"):
            self.add_error("filed_date", "Say when it was or will be filed: it decides the test.")
        return data

    @property
    def wanted(self) -> Wanted:
        """As `actions.start` takes it."""
        data = self.cleaned_data
        return Wanted(
            data["set_id"], data["language"], self.people.get(data["person"]),
            data["filed_date"], data["is_65_20"],
        )  # fmt: skip


class Phone(forms.Form):
    """A link for the client's phone."""

    filed_date = DayField(label="Filing day of the N-400")
    expires_date = DayField(label="Works until")
    is_65_20 = forms.BooleanField(required=False, label="The short list of 65/20")

    @classmethod
    def initial_of(
        cls, filed: datetime.date | None, today: datetime.date
    ) -> dict[str, datetime.date]:
        """Days that are likely."""
        until = today + datetime.timedelta(days=DAYS_OF_A_LINK)
        return {"filed_date": filed or today, "expires_date": until}
