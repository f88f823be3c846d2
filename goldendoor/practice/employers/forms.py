"""What the pages of this feature read from a request."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms

from goldendoor.law.library import Library
from goldendoor.practice.caseload.forms import DayField
from goldendoor.practice.employers import queries, rules
from goldendoor.practice.employers.models import Employee, Employer


def _choices(form: forms.Form, name: str, rows: Sequence[tuple[str, str]]) -> None:
    field = form.fields[name]
    assert isinstance(field, forms.ChoiceField)
    field.choices = list(rows)


class EmployerForm(forms.Form):
    """A company."""

    name = forms.CharField(max_length=200, label="Legal name")
    trade_name = forms.CharField(max_length=200, required=False, label="Trade name")
    fein = forms.CharField(
        max_length=20, required=False, label="FEIN", help_text="Nine digits; kept encrypted."
    )
    address = forms.CharField(max_length=500, required=False, label="Address")

    @classmethod
    def of(cls, one: Employer) -> EmployerForm:
        """Filled with a company."""
        initial = {"name": one.name, "trade_name": one.trade_name}
        return cls(initial={**initial, "fein": one.fein or "", "address": one.address or ""})


class WorksiteForm(forms.Form):
    """A place of work."""

    label = forms.CharField(max_length=120, label="Name of the place")
    address = forms.CharField(max_length=300, label="Address")


class ContactForm(forms.Form):
    """Somebody of the company."""

    name = forms.CharField(max_length=200, label="Name")
    email = forms.EmailField(max_length=254, required=False, label="E-mail")
    phone = forms.CharField(max_length=60, required=False, label="Telephone")


class InviteForm(forms.Form):
    """A first password, told to the contact in person or by telephone."""

    password = forms.CharField(
        max_length=200, label="First password",
        help_text="Tell it by telephone. They change it under Profile.",
    )  # fmt: skip


class EmployeeForm(forms.Form):
    """What the company provided, and what only the office knows."""

    name = forms.CharField(max_length=200, label="Name")
    job = forms.CharField(max_length=200, required=False, label="Job title")
    worksite = forms.ChoiceField(required=False, label="Worksite")
    i94 = DayField(required=False, label="I-94 until")
    ead = DayField(required=False, label="Work permit until")
    first_h1b_date = DayField(required=False, label="First day in H-1B status")
    visa = DayField(required=False, label="Visa stamp until")
    passport = DayField(required=False, label="Passport until")
    shared = forms.BooleanField(
        required=False, initial=True,
        label="The company told us job, I-94, permit and first H-1B day: its contact sees them",
    )  # fmt: skip
    left_date = DayField(required=False, label="Left the company on")

    SHARED = ("job", "i94", "ead", "first_h1b_date")
    OWN = ("visa", "passport")

    def __init__(self, *args: Any, worksites: Sequence[Any] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows = [(one.public_id, str(one)) for one in worksites]
        _choices(self, "worksite", [("", "Not said"), *rows])

    @classmethod
    def initial_of(cls, one: Employee) -> dict[str, Any]:
        """Values of an employee."""
        facts = {**one.office, **one.provided}
        initial = {name: facts.get(name, "") for name in (*cls.SHARED, *cls.OWN)}
        worksite = one.worksite.public_id if one.worksite else ""
        shared = any(one.provided.get(name) for name in cls.SHARED)
        rest = {"name": one.name, "worksite": worksite, "left_date": one.left_date}
        return {**initial, **rest, "shared": shared}

    def facts(self) -> tuple[dict[str, str], dict[str, str]]:
        """What was provided, and what is the office's own."""
        data = self.cleaned_data

        def texts(names: Sequence[str]) -> dict[str, str]:
            return {
                name: value if isinstance(value, str) else value.isoformat()
                for name in names
                if (value := data.get(name))
            }

        given, own = texts(self.SHARED), texts(self.OWN)
        return (given, own) if data["shared"] else ({}, {**given, **own})


class SeasonForm(forms.Form):
    """A fiscal year."""

    fiscal_year = forms.IntegerField(min_value=2020, max_value=2099, label="Fiscal year")


class RegistrantForm(forms.Form):
    """Somebody to be registered."""

    family = forms.CharField(max_length=200, label="Family name")
    given = forms.CharField(max_length=200, required=False, label="Given names")
    birth_date = forms.CharField(
        max_length=10, label="Date of birth", help_text="Such as 1996-04-30."
    )
    passport = forms.CharField(max_length=40, required=False, label="Passport number")
    country = forms.CharField(max_length=80, required=False, label="Country of the passport")
    job = forms.CharField(max_length=200, required=False, label="Job title")
    wage_level = forms.ChoiceField(
        required=False, label="Wage level",
        choices=[("", "Not known yet"), ("1", "I"), ("2", "II"), ("3", "III"), ("4", "IV")],
    )  # fmt: skip


class NewRegistrantForm(RegistrantForm):
    """The same with the employer."""

    employer = forms.ChoiceField(label="Employer")
    field_order = ("employer",)

    def __init__(self, *args: Any, employers: Sequence[Any] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _choices(self, "employer", [(one.public_id, str(one)) for one in employers])


class SheetForm(forms.Form):
    """A spreadsheet of people of one employer."""

    employer = forms.ChoiceField(label="Employer")
    file = forms.FileField(label="Spreadsheet", help_text="XLSX or CSV, the headings in row 1.")

    def __init__(self, *args: Any, employers: Sequence[Any] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _choices(self, "employer", [(one.public_id, str(one)) for one in employers])


class ColumnsForm(forms.Form):
    """Which column of the sheet holds which field."""

    def __init__(self, *args: Any, columns: Sequence[str] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, label in rules.FIELDS.items():
            self.fields[name] = forms.ChoiceField(
                required=name in rules.NEEDED, label=label,
                choices=[("", "Not in the sheet"), *((one, one) for one in columns)],
            )  # fmt: skip


class AccessFileForm(forms.Form):
    """A new public access file."""

    lca_number = forms.CharField(max_length=40, label="Number of the application (LCA)")
    lca_filed_date = DayField(label="Filed with the Department of Labor on")


class ItemsForm(forms.Form):
    """What is in the file, and when the employment under it ended."""

    items = forms.MultipleChoiceField(
        required=False, widget=forms.CheckboxSelectMultiple, label="In the file"
    )
    ended_date = DayField(
        required=False, label="Last day of employment under it",
        help_text="Or the day it expired or was withdrawn, if nobody was employed.",
    )  # fmt: skip

    def __init__(self, *args: Any, library: Library, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["items"]
        assert isinstance(field, forms.MultipleChoiceField)
        field.choices = [
            (str(one["key"]), f"{one['label']}{' (if it applies)' if one.get('optional') else ''}")
            for one in queries.access_file_list(library)["items"]
        ]
