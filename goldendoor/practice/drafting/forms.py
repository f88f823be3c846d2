"""What the pages of this feature read from a request."""

from __future__ import annotations

from django import forms

from goldendoor.practice.drafting.models import Kind, Template
from goldendoor.practice.drafting.templates_of import LANGUAGES

LONG = {"dir": "auto", "class": "gd-serif gd-draft-text", "spellcheck": "true"}


class Begin(forms.Form):
    """The title of a draft, and whether it is privileged."""

    title = forms.CharField(
        max_length=200, label="Title", error_messages={"required": "Give the draft a title."}
    )
    privileged = forms.BooleanField(
        required=False, label="Privileged",
        help_text="Owners, attorneys, accredited representatives and you read it.",
    )  # fmt: skip


class Write(forms.Form):
    """Title and text."""

    title = forms.CharField(
        max_length=200, label="Title", error_messages={"required": "Give the draft a title."}
    )
    text = forms.CharField(
        label="Text", strip=False, widget=forms.Textarea(attrs={"rows": 28, **LONG}),
        help_text="An empty line begins a paragraph; “# ” and “## ” a heading, “- ” a bullet.",
        error_messages={"required": "The draft is empty."},
    )  # fmt: skip


class OwnTemplate(forms.Form):
    """A template of the office's own."""

    label = forms.CharField(
        max_length=200, label="Name", error_messages={"required": "Give the template a name."}
    )
    kind = forms.ChoiceField(label="What it is", choices=Kind.choices)
    language = forms.ChoiceField(label="Language", choices=list(LANGUAGES.items()))
    about = forms.CharField(max_length=300, required=False, label="What it is for")
    for_court = forms.BooleanField(
        required=False, label="Goes to a court",
        help_text="Then the partially accredited do not approve it.",
    )  # fmt: skip
    text = forms.CharField(
        label="Text", strip=False, widget=forms.Textarea(attrs={"rows": 22, **LONG}),
        help_text="Write merge fields in braces, such as {client_name}.",
        error_messages={"required": "A template needs a text."},
    )  # fmt: skip

    @staticmethod
    def initial_of(template: Template) -> dict[str, object]:
        """The template as it is."""
        return {
            "label": template.label,
            "kind": template.kind,
            "language": template.language,
            "about": template.about,
            "for_court": template.is_for_court,
            "text": template.text,
        }
