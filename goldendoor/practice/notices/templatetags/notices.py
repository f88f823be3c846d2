"""What other pages show of notices, loaded with `{% load notices %}`."""

from __future__ import annotations

from typing import Any

from django import template

from goldendoor.correspondence import queries
from goldendoor.kernel import clock
from goldendoor.law.library import Library
from goldendoor.practice.notices import alarms

register = template.Library()


@register.inclusion_tag("practice/notices/waiting.html", takes_context=True)
def notices_waiting(context: Any) -> dict[str, Any]:
    """For Today: how many notices wait, receipts are overdue, cases are silent."""
    access = context["request"].access
    counts = queries.counts(access)
    today, library = clock.today(), Library.shipped()
    overdue = alarms.overdue_receipts(access, today=today, library=library)
    silent = alarms.silent(access, today=today, library=library)
    return {"waiting": sum(counts.values()), "overdue": len(overdue), "silent": len(silent)}
