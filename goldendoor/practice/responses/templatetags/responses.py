"""What other pages show of answers, loaded with `{% load responses %}`."""

from __future__ import annotations

from typing import Any

from django import template

from goldendoor.law.library import Library
from goldendoor.practice.responses import kinds, queries, rules

register = template.Library()


@register.inclusion_tag("practice/responses/of_case.html", takes_context=True)
def case_responses(context: Any, case: Any) -> dict[str, Any]:
    """For the Letters tab of a case: what waits for an answer, and the answers there are."""
    access, library = context["request"].access, Library.shipped()
    rows = []
    for one in queries.of_case(access, case):
        standings = queries.standings(queries.items(access, one))
        entry = kinds.get(library, one.kind)
        rows.append((one, entry, rules.settled(standings), len(standings)))
    return {"case": case, "awaited": queries.awaited(access, case, library), "rows": rows}
