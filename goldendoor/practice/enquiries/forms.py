"""What the pages of this feature read from a request."""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from django import forms

from goldendoor.cases import case_types
from goldendoor.practice.conflicts.rules import ENQUIRER, Asked
from goldendoor.practice.enquiries import naming, rules
from goldendoor.practice.enquiries.actions.opening import OPPOSING_ROLE
from goldendoor.practice.enquiries.models import Consultation, Enquiry

EMPTY_CHANNELS = 2
MONEY = re.compile(r"\d{1,6}(\.\d{2})?")
TEXT = forms.Textarea(attrs={"rows": 4, "dir": "auto"})
DATE = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class About(forms.Form):
    """What an enquiry is about, and how it came in."""

    about = forms.CharField(
        required=False, max_length=20_000, widget=TEXT, label="What they ask for, in their words"
    )
    source = forms.ChoiceField(choices=Enquiry.Source.choices, label="How it came in")


class Consulting(forms.Form):
    """The consultation: goals, facts, options, advice, fee."""

    goals = forms.CharField(
        max_length=20_000, widget=TEXT, label="Goals",
        help_text="What the enquirer wants to reach.",
        error_messages={"required": "Write what the enquirer wants to reach."},
    )  # fmt: skip
    facts = forms.CharField(
        required=False, max_length=20_000, widget=TEXT, label="Facts that matter"
    )
    options = forms.CharField(
        required=False, max_length=20_000, widget=TEXT, label="Options memo",
        help_text="Each way with what speaks for and against it.",
    )  # fmt: skip
    advice = forms.CharField(required=False, max_length=20_000, widget=TEXT, label="Advice")
    fee_kind = forms.ChoiceField(choices=Consultation.FeeKind.choices, label="Fee")
    fee = forms.CharField(
        required=False, max_length=12, label="Fee in dollars", help_text="Such as 450 or 450.00."
    )
    is_for_court = forms.BooleanField(
        required=False, label="The matter is or may come before an immigration court"
    )

    def clean(self) -> dict[str, Any]:
        """The fee as cents."""
        data = super().clean() or {}
        text = (data.get("fee") or "").replace("$", "").replace(",", "").strip()
        data["fee_cents"] = 0
        if data.get("fee_kind") not in (None, "none"):
            if not MONEY.fullmatch(text) or not Decimal(text):
                self.add_error("fee", "Write the fee in dollars, such as 450 or 450.00.")
            else:
                data["fee_cents"] = int(Decimal(text) * 100)
        return data

    @classmethod
    def initial_of(cls, consultation: Consultation) -> dict[str, Any]:
        """What a version says, to go on from."""
        fee = f"{consultation.fee_cents / 100:.2f}" if consultation.fee_cents else ""
        own = {"fee_kind": consultation.fee_kind, "is_for_court": consultation.is_for_court}
        return {**consultation.body, **own, "fee": fee}


class Engaging(forms.Form):
    """The engagement letter: which template, what the office does."""

    template = forms.ChoiceField(label="Letter", widget=forms.RadioSelect)
    scope = forms.CharField(
        max_length=20_000, widget=TEXT, label="Scope",
        help_text="What the office will do, and what it will not.",
        error_messages={"required": "Write what the office will do, and what it will not."},
    )  # fmt: skip

    def __init__(self, *args: Any, templates: Sequence[Mapping[str, Any]] = (), **kwargs: Any):
        super().__init__(*args, **kwargs)
        field = self.fields["template"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(one["id"], f"{one['label']}: {one['about']}") for one in templates]
        self.initial.setdefault("template", templates[0]["id"] if templates else "")


class Signed(forms.Form):
    """The day both signed, with the scan."""

    signed_date = forms.DateField(widget=DATE, label="Signed on")
    scan = forms.FileField(required=False, label="Scan of the signed letter")


class Closing(forms.Form):
    """Declined or withdrawn, and why."""

    state = forms.ChoiceField(
        choices=[("declined", "The office declines"), ("withdrawn", "The enquirer withdrew")],
        widget=forms.RadioSelect, label="How it ends",
    )  # fmt: skip
    reason = forms.CharField(
        max_length=20_000, widget=TEXT, label="Reason",
        error_messages={"required": "Say why: the reason is kept with the enquiry."},
    )  # fmt: skip


def channel_rows(known: Sequence[Mapping[str, str]]) -> list[dict[str, Any]]:
    """Rows of the form of channels, with empty ones."""
    empty = {"kind": "phone", "value": "", "safe": "", "note": ""}
    rows = [dict(one) for one in known] + [dict(empty) for _ in range(EMPTY_CHANNELS)]
    return [{**row, "number": number} for number, row in enumerate(rows[: rules.MOST_CHANNELS])]


def read_channels(post: Any) -> list[dict[str, str]]:
    """Channels as typed."""
    return [
        {
            key: post.get(f"{key}-channel-{number}", "").replace("\0", "")
            for key in ("kind", "value", "safe", "note")
        }
        for number in range(rules.MOST_CHANNELS)
    ]


def roles_of(kind: case_types.CaseType) -> dict[str, str]:
    """Roles of a kind of case in words."""
    return dict(kind.rest.get("roles") or {"applicant": "Applicant"})


def carry_rows(
    people: Sequence[Asked], kind: case_types.CaseType, post: Any = None
) -> list[dict[str, Any]]:
    """Who may go over into the case, with a guess of role and of the parts of the name."""
    rows = []
    free = list(roles_of(kind))
    for at, one in enumerate(people):
        family, given = naming.guess(one.name)
        role = OPPOSING_ROLE if one.role == "opposing" else ""
        if one.role == ENQUIRER and free:
            role = free[-1] if "beneficiary" in free else free[0]
        row = {"at": at, "asked": one, "role": role, "family": family, "given": given}
        if post is not None:
            row |= {key: post.get(f"{key}-{at}", "") for key in ("role", "family", "given")}
        rows.append(row)
    return rows


def carried(rows: Sequence[Mapping[str, Any]], roles: Mapping[str, str]) -> list[naming.Carried]:
    """Those who go over."""
    known = {*roles, OPPOSING_ROLE}
    return [
        naming.Carried(row["at"], row["role"], row["family"][:200], row["given"][:200])
        for row in rows
        if row["role"] in known
    ]


def day(text: str) -> datetime.date | None:
    """A day of the library's JSON, or None for what is none."""
    try:
        return datetime.date.fromisoformat(text)
    except (TypeError, ValueError):
        return None
