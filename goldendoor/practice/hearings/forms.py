"""What the pages of this feature read from a request."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms

from goldendoor.cases.models import Party
from goldendoor.law.library import Library
from goldendoor.practice.caseload.forms import DayField
from goldendoor.practice.hearings import kinds
from goldendoor.practice.hearings.models import Hearing, Witness

TEXT = forms.Textarea(attrs={"rows": 3, "dir": "auto"})
TIME = forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
OFFICIALS = {"court": "Judge", "agency": "Officer", "consulate": "Officer"}


class When(forms.Form):
    """Day, time and the zone of the place."""

    day = DayField(label="Day")
    time = forms.TimeField(label="Time there", widget=TIME)
    time_zone = forms.ChoiceField(label="Time zone of the place", required=False)

    def __init__(self, *args: Any, library: Library, zone: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["time_zone"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", "As the place has it"), *kinds.offered_zones(library)]
        self.initial.setdefault("time_zone", zone)


class Moving(When):
    """The new day, and why."""

    reason = forms.CharField(
        max_length=500, label="Why it moves", help_text="Such as “new notice of the court”.",
        error_messages={"required": "Say why it moves."},
    )  # fmt: skip
    field_order = ("day", "time", "time_zone", "reason")

    def __init__(self, *args: Any, library: Library, **kwargs: Any) -> None:
        super().__init__(*args, library=library, **kwargs)
        field = self.fields["time_zone"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = kinds.offered_zones(library)
        field.required = True


class Details(forms.Form):
    """Where and how, of one kind of hearing."""

    place_code = forms.ChoiceField(required=False, label="Court")
    place = forms.CharField(
        required=False, max_length=300, label="Place in words", widget=forms.TextInput(),
        help_text="Room, building, post. Empty: as the list has it.",
    )  # fmt: skip
    official = forms.CharField(required=False, max_length=200, label="Judge")
    mode = forms.ChoiceField(choices=Hearing.Mode.choices, label="How it is held")
    join = forms.CharField(
        required=False, max_length=500, label="Link or number to join",
        help_text="Only for video and telephone.",
    )  # fmt: skip
    language = forms.CharField(required=False, max_length=60, label="Language of the client")
    interpreter = forms.ChoiceField(
        required=False, choices=Hearing.Interpreter.choices, label="Interpreter"
    )
    is_detained = forms.BooleanField(required=False, label="The client is detained")
    bring = forms.CharField(
        required=False, max_length=5000, widget=TEXT, label="What to bring", help_text="One a line."
    )
    notes = forms.CharField(required=False, max_length=20_000, widget=TEXT, label="Notes")

    def __init__(self, *args: Any, kind: Mapping[str, Any], library: Library, **kwargs: Any):
        super().__init__(*args, **kwargs)
        where = str(kind["where"])
        self.places = {one.code: one for one in kinds.places(library, where)}
        self.fields["official"].label = OFFICIALS[where]
        self.initial.setdefault("bring", "\n".join(kind["bring"]))
        code = self.fields["place_code"]
        assert isinstance(code, forms.ChoiceField)
        code.label = "Court" if where == "court" else "Office"
        rows = [(one.code, one.label) for one in self.places.values()]
        code.choices = [("", "Another place"), *rows]
        if not self.places:
            del self.fields["place_code"]
            self.fields["place"].label = "Consulate or embassy"
            self.fields["place"].help_text = ""
        if where != "court":
            del self.fields["is_detained"]

    def clean(self) -> dict[str, Any]:
        """The words of the place from the table where none were typed."""
        data = super().clean() or {}
        known = self.places.get(data.get("place_code", ""))
        data["place"] = (data.get("place") or "").strip() or (known.label if known else "")
        if not data["place"]:
            self.add_error("place", "Say where it is held.")
        return data

    @property
    def zone(self) -> str:
        """The time zone of the chosen place, or ""."""
        known = self.places.get(self.cleaned_data.get("place_code", ""))
        return known.time_zone if known else ""

    @property
    def details(self) -> dict[str, Any]:
        """As `actions.schedule` takes them."""
        return dict(self.cleaned_data)

    @classmethod
    def initial_of(cls, hearing: Hearing) -> dict[str, Any]:
        """What is known of a hearing."""
        return {name: getattr(hearing, name) for name in cls.base_fields}


class Outcome(forms.Form):
    """How it went."""

    outcome = forms.ChoiceField(choices=Hearing.Outcome.choices, label="How it went")
    text = forms.CharField(
        required=False, max_length=20_000, widget=TEXT, label="What was said and ordered"
    )


class Cancelling(forms.Form):
    """Why it will not take place."""

    reason = forms.CharField(
        max_length=500, label="Why it is cancelled",
        error_messages={"required": "Say why it is cancelled."},
    )  # fmt: skip


class WitnessForm(forms.Form):
    """Somebody who testifies."""

    person = forms.ChoiceField(required=False, label="Person of the case")
    name = forms.CharField(
        required=False, max_length=200, label="Or a name", widget=forms.TextInput({"dir": "auto"})
    )
    kind = forms.ChoiceField(choices=Witness.Kind.choices, label="Kind")
    about = forms.CharField(
        required=False, max_length=5000, widget=TEXT, label="What they can say",
        help_text="For the witness list: subject and how long.",
    )  # fmt: skip
    language = forms.CharField(required=False, max_length=60, label="Language")
    contact = forms.CharField(required=False, max_length=500, label="How to reach them")
    availability = forms.ChoiceField(choices=Witness.Availability.choices, label="Availability")
    affidavit = forms.ChoiceField(choices=Witness.Affidavit.choices, label="Affidavit")
    subpoena = forms.ChoiceField(choices=Witness.Subpoena.choices, label="Subpoena")
    hearing = forms.ChoiceField(required=False, label="For which hearing")

    def __init__(
        self, *args: Any, parties: Sequence[Party], hearings: Sequence[Any], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.people = {one.person.public_id: one.person for one in parties}
        self.hearings = {one.public_id: one for one, _ in hearings}
        for name, first, rows in (
            ("person", "Nobody of the case", [(key, str(one)) for key, one in self.people.items()]),
            ("hearing", "Any", [(one.public_id, label) for one, label in hearings]),
        ):
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)
            field.choices = [("", first), *rows]

    def clean(self) -> dict[str, Any]:
        """A person or a name."""
        data = super().clean() or {}
        if not (data.get("person") or (data.get("name") or "").strip()):
            self.add_error("name", "Choose a person of the case or write a name.")
        return data

    @property
    def data_of(self) -> dict[str, Any]:
        """As `actions.add_witness` takes it."""
        data = dict(self.cleaned_data)
        data["person"] = self.people.get(data["person"])
        data["hearing"] = self.hearings.get(data["hearing"])
        return data

    @classmethod
    def initial_of(cls, row: Witness) -> dict[str, Any]:
        """What is known of a witness."""
        known = {name: getattr(row, name) for name in cls.base_fields}
        known["person"] = row.person.public_id if row.person else ""
        known["hearing"] = row.hearing.public_id if row.hearing else ""
        return known
