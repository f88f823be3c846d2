"""What the pages of this feature read from a request."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms

from goldendoor.cases.models import Case
from goldendoor.documents.models import Document
from goldendoor.law.library import Library
from goldendoor.practice.caseload.forms import DayField
from goldendoor.practice.hearings import kinds
from goldendoor.practice.hearings.models import Hearing
from goldendoor.practice.languages import rules
from goldendoor.practice.languages.actions.booking import Asked
from goldendoor.practice.languages.models import Booking, Interpreter, Job

TEXT = forms.Textarea(attrs={"rows": 3, "dir": "auto"})
TIME = forms.TimeInput(attrs={"type": "time"}, format="%H:%M")


class JobForm(forms.Form):
    """Who translates a document, from what, until when."""

    document = forms.ChoiceField(label="Document")
    from_language = forms.CharField(max_length=60, label="From")
    to_language = forms.CharField(max_length=60, label="Into", initial="English")
    translator = forms.CharField(required=False, max_length=200, label="Translator")
    translator_user = forms.ChoiceField(required=False, label="Or a colleague")
    due_date = DayField(required=False, label="Due")
    notes = forms.CharField(required=False, max_length=5000, widget=TEXT, label="Notes")

    def __init__(
        self, *args: Any, papers: Sequence[Document], colleagues: Sequence[Any], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.papers = {one.public_id: one for one in papers}
        self.colleagues = {str(one.pk): one for one in colleagues}
        if papers:
            _choices(self, "document", [(key, str(one)) for key, one in self.papers.items()])
        else:
            del self.fields["document"]
        people = [(key, str(one)) for key, one in self.colleagues.items()]
        _choices(self, "translator_user", [("", "Nobody of the office"), *people])

    @property
    def data_of(self) -> dict[str, Any]:
        """As `actions.ask` takes it."""
        data = {key: value for key, value in self.cleaned_data.items() if key != "document"}
        data["translator_user"] = self.colleagues.get(data["translator_user"])
        return data

    @classmethod
    def initial_of(cls, job: Job) -> dict[str, Any]:
        """What is known of a job."""
        known = {key: getattr(job, key) for key in cls.base_fields if key != "document"}
        return {**known, "translator_user": str(job.translator_user_id or "")}


class Returned(forms.Form):
    """The translated document."""

    file = forms.FileField(
        label="Translation", error_messages={"required": "Choose the file of the translation."}
    )


class Certifying(forms.Form):
    """The certificate as 8 CFR 103.2(b)(3) wants it."""

    name = forms.CharField(max_length=200, label="Name of the translator")
    address = forms.CharField(
        max_length=2000, label="Address", widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"})
    )
    signed_date = DayField(label="Signed on")
    is_complete = forms.BooleanField(
        label="The translator certifies that the translation is complete and accurate",
        error_messages={"required": "The certificate says that it is complete and accurate."},
    )
    is_competent = forms.BooleanField(
        label="The translator certifies to be competent in both languages",
        error_messages={"required": "The certificate says that the translator is competent."},
    )
    file = forms.FileField(required=False, label="Scan of the signed certificate")


class Roster(forms.Form):
    """Somebody of the roster."""

    name = forms.CharField(max_length=200, label="Name", widget=forms.TextInput({"dir": "auto"}))
    kind = forms.ChoiceField(choices=Interpreter.Kind.choices, label="Kind")
    languages = forms.CharField(
        max_length=1000, label="Languages", help_text="One a line or parted by commas.",
        widget=forms.Textarea(attrs={"rows": 3}),
    )  # fmt: skip
    contact = forms.CharField(required=False, max_length=500, label="How to reach them")
    agreement_date = DayField(required=False, label="Confidentiality agreement signed on")
    weekdays = forms.MultipleChoiceField(
        required=False, widget=forms.CheckboxSelectMultiple, label="Comes on",
        choices=[(str(at), word) for at, word in enumerate(rules.WEEKDAYS)],
        help_text="None ticked: any day.",
    )  # fmt: skip
    hours_from = forms.TimeField(required=False, widget=TIME, label="From")
    hours_to = forms.TimeField(required=False, widget=TIME, label="To")
    notes = forms.CharField(required=False, max_length=5000, widget=TEXT, label="Notes")
    is_retired = forms.BooleanField(required=False, label="Interprets no more")

    @property
    def data_of(self) -> dict[str, Any]:
        """As `actions.add_interpreter` takes it."""
        data = dict(self.cleaned_data)
        data["languages"] = rules.languages(data["languages"])
        data["weekdays"] = [int(one) for one in data["weekdays"]]
        return data

    @classmethod
    def initial_of(cls, row: Interpreter) -> dict[str, Any]:
        """What is known of an interpreter."""
        known = {key: getattr(row, key) for key in cls.base_fields}
        weekdays = [str(one) for one in row.weekdays]
        return {**known, "languages": "\n".join(row.languages), "weekdays": weekdays}


class Booked(forms.Form):
    """An interpreter for a time."""

    interpreter = forms.ChoiceField(label="Interpreter")
    language = forms.CharField(max_length=60, label="Language")
    about = forms.ChoiceField(choices=Booking.About.choices, label="For")
    day = DayField(label="Day")
    first = forms.TimeField(widget=TIME, label="From")
    last = forms.TimeField(widget=TIME, label="To")
    time_zone = forms.ChoiceField(label="Time zone of the place")
    place = forms.CharField(required=False, max_length=300, label="Place")
    notes = forms.CharField(required=False, max_length=5000, widget=TEXT, label="Notes")
    agreed = forms.BooleanField(
        required=False, label="Agreed on although it lies outside their hours"
    )

    def __init__(self, *args: Any, roster: Sequence[Interpreter], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.roster = {one.public_id: one for one in roster}
        rows = [(key, f"{one} ({', '.join(one.languages)})") for key, one in self.roster.items()]
        _choices(self, "interpreter", rows)
        _choices(self, "time_zone", kinds.offered_zones(Library.shipped()))

    def asked(self, case: Case | None, hearing: Hearing | None) -> Asked:
        """As `actions.book` takes it."""
        data = self.cleaned_data
        wanted = rules.Wanted(data["language"].strip(), data["day"], data["first"], data["last"])
        return Asked(
            wanted, data["time_zone"], data["about"], case, hearing, data["place"], data["notes"],
            data["agreed"],
        )  # fmt: skip


class Tied(forms.Form):
    """Whom an interpreter knows."""

    person = forms.CharField(max_length=40, widget=forms.HiddenInput())
    why = forms.CharField(
        max_length=1000, label="How they know each other",
        error_messages={"required": "Say how they know each other."},
    )  # fmt: skip


def _choices(form: forms.Form, name: str, rows: Sequence[tuple[str, str]]) -> None:
    field = form.fields[name]
    assert isinstance(field, forms.ChoiceField)
    field.choices = list(rows)
