"""What other pages show of notices, loaded with `{% load notices %}`."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from typing import Any

from django import template

from goldendoor.correspondence import queries, silence
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
    silent = alarms.silent(access, today=today, library=library)
    overdue = _overdue(context["receipts"], today, library) if "receipts" in context else 0
    return {"waiting": sum(counts.values()), "overdue": overdue, "silent": len(silent)}


def _overdue(awaited: Sequence[Any], today: datetime.date, library: Library) -> int:
    """Forms among the receipts that Today has looked up already: asking twice would be slow."""
    alone = set(silence.entry(library)["never_receipted"])
    return sum(len(set(one.forms) - alone) for one in awaited if one.day < today)
