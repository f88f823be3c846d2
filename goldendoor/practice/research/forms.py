"""What the pages of this feature read from a request."""

from __future__ import annotations

from typing import Any

from django import forms

from goldendoor.practice.research import rules
from goldendoor.practice.research.models import ResearchNote


class Write(forms.Form):
    """A note."""

    title = forms.CharField(
        max_length=200, label="Title", error_messages={"required": "Give the note a title."}
    )
    kind = forms.ChoiceField(
        label="What it is", choices=ResearchNote.Kind.choices, widget=forms.RadioSelect,
        initial=ResearchNote.Kind.RESEARCH,
    )  # fmt: skip
    body = forms.CharField(
        label="Text", help_text="Citations are found and linked by themselves.",
        widget=forms.Textarea(attrs={"rows": 18, "dir": "auto", "class": "gd-serif"}),
        error_messages={"required": "The note is empty."},
    )  # fmt: skip
    tags = forms.CharField(
        required=False, max_length=600, label="Issues",
        help_text="With commas between them, such as: one-year bar, nexus.",
    )  # fmt: skip
    privileged = forms.BooleanField(
        required=False, label="Privileged",
        help_text="Owners, attorneys, accredited representatives and you read it.",
    )  # fmt: skip

    def __init__(self, *args: Any, of_case: bool, **more: Any) -> None:
        super().__init__(*args, **more)
        if not of_case:
            del self.fields["privileged"]

    def clean_tags(self) -> list[str]:
        """The tags as a list."""
        try:
            return rules.tags(self.cleaned_data["tags"])
        except ValueError as error:
            raise forms.ValidationError(str(error)) from error

    @staticmethod
    def initial_of(note: ResearchNote) -> dict[str, Any]:
        """The note as it is."""
        plain = {"title": note.title, "kind": note.kind, "body": note.body}
        return {**plain, "tags": ", ".join(note.tags)}
