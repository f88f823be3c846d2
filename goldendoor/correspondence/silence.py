"""After how many days somebody should ask the agency: read from `library/alarms`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from goldendoor.cases.models import Filing
from goldendoor.law.library import Library

ENTRY = "us.agency-silence.yaml"


def entry(library: Library) -> Mapping[str, Any]:
    """The days after which somebody should ask."""
    found: Mapping[str, Any] = library.load("alarms", ENTRY)
    return found


def form_name(form_id: str) -> str:
    """`us.i-130` → `I-130`."""
    return form_id.split(".", 1)[-1].upper()


def days_for(days: Mapping[str, int], form_id: str) -> int:
    """Of a form, or the usual ones."""
    return int(days.get(form_name(form_id), days["usual"]))


def expects_receipt(filing: Filing, told: Mapping[str, Any]) -> bool:
    """Whether the agency answers this form with a receipt of its own."""
    return form_name(filing.form_id) not in told["never_receipted"]
