"""Samples for the components gallery: ordinary, empty and overfull."""

from datetime import timedelta
from typing import Any

from django import forms

from goldendoor.kernel import clock


class SampleForm(forms.Form):
    """One field of each shape."""

    family = forms.CharField(label="Family name", help_text="As in the passport.")
    country = forms.ChoiceField(label="Country of birth", choices=[("mx", "Mexico")])
    story = forms.CharField(label="Anything else", widget=forms.Textarea, required=False)
    route = forms.ChoiceField(
        label="How did you enter?",
        choices=[("air", "By air"), ("land", "By land"), ("sea", "By sea")],
        widget=forms.RadioSelect,
    )
    agreed = forms.BooleanField(label="I checked this with the client.")


def context() -> dict[str, Any]:
    """What the gallery page shows its components with."""
    today = clock.today()
    stages = ["intake", "prepare", "review", "ready", "filed", "closed"]
    names = ["Núñez-Żółć, María", "李, 小龍", "محمد حداد", "Ольга Иванова", "A" * 60]
    return {
        "filled": SampleForm({"family": "Núñez-Żółć", "country": "mx", "route": "air"}),
        "refused": SampleForm({"country": "zz"}),
        "days": [today + timedelta(days=days) for days in (-3, 0, 5, 40)],
        "stages": stages,
        "labels": {stage: stage.capitalize() for stage in stages},
        "tones": ["", "info", "success", "warning", "error"],
        "crumbs": [("Cases", "/"), ("GD-2026-0147", None)],
        "tabs": [
            {"label": "People", "address": "#", "here": False, "count": 4},
            {"label": "Forms", "address": "#", "here": True, "count": 7},
            {"label": "Evidence", "address": "#", "here": False, "count": "31/34"},
        ],
        "rows": [
            {"number": f"ZZZ-2026-{number:04}", "name": name, "day": today + timedelta(days=number)}
            for number, name in enumerate(names, start=1)
        ],
    }
