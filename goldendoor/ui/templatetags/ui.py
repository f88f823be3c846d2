"""Tags and filters every template has."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django import forms, template
from django.forms.boundfield import BoundField
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString

from goldendoor.kernel import clock

register = template.Library()

# From this many days before it, a day is worth a warning.
SOON_DAYS = 7


@register.simple_tag
def icon(name: str, label: str = "", size: str = "") -> SafeString:
    """An icon of the design system; decorative unless it has a label."""
    classes = f"usa-icon usa-icon--size-{size}" if size else "usa-icon"
    address = f"{static('vendor/uswds/img/sprite.svg')}#{name}"
    if label:
        return format_html(
            '<svg class="{}" role="img" aria-label="{}"><use href="{}"></use></svg>',
            classes, label, address,
        )  # fmt: skip
    return format_html(
        '<svg class="{}" aria-hidden="true" focusable="false"><use href="{}"></use></svg>',
        classes, address,
    )  # fmt: skip


@register.filter
def day(value: date | None) -> str:
    """`Mon 30 Nov 2026`."""
    return f"{value:%a} {value.day} {value:%b %Y}" if value else ""


@register.filter
def distance(value: date | None) -> str:
    """`in 9 days`, `today`, `3 days ago`."""
    if not value:
        return ""
    days = (value - clock.today()).days
    if days == 0:
        return "today"
    if abs(days) == 1:
        return "tomorrow" if days > 0 else "yesterday"
    return f"in {days} days" if days > 0 else f"{-days} days ago"


@register.filter
def urgency(value: date | None) -> str:
    """`overdue`, `soon` or `later`, for the colour and the icon of a day."""
    if not value:
        return ""
    days = (value - clock.today()).days
    if days < 0:
        return "overdue"
    return "soon" if days <= SOON_DAYS else "later"


@register.inclusion_tag("ui/day.html")
def due(value: date | None) -> dict[str, Any]:
    """A day as people say it, with its distance, icon and colour."""
    return {"value": value, "urgency": urgency(value)}


@register.filter
def moment(value: Any) -> str:
    """`Mon 3 Aug 2026, 14:05` in the office's time zone."""
    local = timezone.localtime(value)
    return f"{day(local.date())}, {local:%H:%M}"


@register.filter
def spoken(value: str) -> str:
    """`accredited_representative` → `accredited representative`."""
    return str(value).replace("_", " ")


@register.filter
def titled(title: str) -> SafeString:
    """`الخيالي, محمد: asylum`: a name from right to left does not turn the words after it round."""
    name, colon, rest = str(title).partition(": ")
    return format_html("<bdi>{}</bdi>{}{}", name, colon, rest)


@register.filter
def initials(name: str) -> str:
    """`Ana Ruiz` → `AR`; works for any script."""
    parts = [part for part in name.replace(",", " ").split() if part]
    return "".join(
        part[0] for part in (parts[:1] + parts[-1:] if len(parts) > 1 else parts)
    ).upper()


@register.filter
def get(mapping: Any, key: Any) -> Any:
    """`mapping[key]`, or nothing."""
    return mapping.get(key) if hasattr(mapping, "get") else None


# Components ------------------------------------------------------------------------------------
# Each is shown, with how to write it, in the gallery at /gallery/.

TONE_ICONS = {
    "": "radio_button_unchecked",
    "info": "info",
    "success": "check_circle",
    "warning": "warning",
    "error": "error",
}


def _render(name: str, **context: Any) -> SafeString:
    return render_to_string(f"ui/components/{name}.html", context)


@register.simple_block_tag
def pageheader(content: str, title: Any, subtitle: Any = "", crumbs: Any = ()) -> SafeString:
    """Title, sentence, bread crumbs `[(label, address or None)]` and, inside, the next action."""
    return _render("pageheader", content=content, title=title, subtitle=subtitle, crumbs=crumbs)


@register.simple_block_tag
def card(
    content: str, title: str = "", slug: str = "", link: str = "", link_label: str = ""
) -> SafeString:
    """A white box with a title; `slug` becomes its id, `link` stands at the right."""
    return _render(
        "card", content=content, title=title, slug=slug, link=link, link_label=link_label
    )


@register.simple_block_tag
def emptystate(content: str, title: str, icon: str = "folder_open") -> SafeString:
    """What an empty page says: one sentence and one button inside."""
    return _render("emptystate", content=content, title=title, icon_name=icon)


@register.simple_tag
def tag(text: Any, tone: str = "", icon: str = "") -> SafeString:
    """A status: a word with an icon; `tone` is info, success, warning or error."""
    return _render("tag", text=text, tone=tone, icon_name=icon or TONE_ICONS[tone])


@register.simple_tag
def note(text: Any, tone: str = "info") -> SafeString:
    """A sentence that must be read, within the page."""
    tone = tone if tone in TONE_ICONS else "info"
    return _render("note", text=text, tone=tone, icon_name=TONE_ICONS[tone])


@register.simple_tag
def field(bound: BoundField) -> SafeString:
    """A form field: label above, hint under it, error under the field, all joined for a reader."""
    widget = bound.field.widget
    shape = ""
    if isinstance(widget, forms.RadioSelect | forms.CheckboxSelectMultiple):
        shape = "group"
    elif isinstance(widget, forms.CheckboxInput):
        shape = "check"
    described = [f"{bound.auto_id}-hint"] if bound.help_text else []
    described += [f"{bound.auto_id}-error"] if bound.errors else []
    attributes: dict[str, str | bool] = (
        {"aria-describedby": " ".join(described)} if described else {}
    )
    if isinstance(widget, forms.Textarea) and str(widget.attrs.get("rows")) == "10":
        attributes["rows"] = "4"  # Django's ten rows would push the next question off the page.
    if bound.errors:
        attributes["aria-invalid"] = "true"
    return _render(
        "field",
        id=bound.auto_id,
        label=bound.label,
        hint=bound.help_text,
        errors=bound.errors,
        optional=not bound.field.required and shape != "check",
        shape=shape,
        described=" ".join(described),
        widget=bound.as_widget(attrs=attributes),
    )


@register.simple_tag
def errorsummary(form: forms.BaseForm) -> SafeString:
    """Everything to put right, on top, each with a link to its field."""
    problems = [("", text) for text in form.non_field_errors()]
    for bound in form:
        problems += [(bound.auto_id, f"{bound.label}: {text}") for text in bound.errors]
    return _render("errorsummary", problems=problems)


@register.simple_tag
def progress(value: float, maximum: float, label: str, words: str = "") -> SafeString:
    """How far something is, as a bar and in words (by default “31 of 34”)."""
    words = words or f"{value} of {maximum}"
    return _render("progress", value=value, maximum=maximum or 1, label=label, words=words)


@register.simple_tag
def stageline(stages: Sequence[str], here: str, labels: Mapping[str, str]) -> SafeString:
    """The line of stages with the present one marked."""
    stages = list(stages)
    at = stages.index(here) if here in stages else -1
    rows = [
        {
            "label": labels.get(stage, stage),
            "when": "past" if number < at else "here" if number == at else "later",
        }
        for number, stage in enumerate(stages)
    ]
    return _render("stageline", stages=rows)


@register.simple_tag
def tabs(entries: Sequence[Mapping[str, Any]], label: str = "Parts of this page") -> SafeString:
    """Tabs that are pages of their own: `[{"label", "address", "here", "count"}]`."""
    return _render("tabs", tabs=entries, label=label)
